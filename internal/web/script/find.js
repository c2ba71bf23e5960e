// A field that leaves of a list only the rows that have what is typed.

export function start(root) {
  for (const label of root.querySelectorAll("[data-find][hidden]")) {
    label.hidden = false;
    const input = label.querySelector("input");
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLocaleLowerCase();
      for (const row of document.querySelectorAll(`.${label.dataset.find} tbody tr`)) row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
    });
  }
}
