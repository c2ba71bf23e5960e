// A choice that takes effect at once: a list with data-submit sends its form when another value
// is chosen.

export function start() {
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });
}
