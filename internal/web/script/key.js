// Keys: a link with data-key is followed by that key; ? lists them.

export function start() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, dialog[open]")) return;
    if (event.key === "?") {
      document.getElementById("keys")?.showModal();
      return;
    }
    const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (wanted?.matches("input")) {
      event.preventDefault(); // or it would be typed
      wanted.focus();
    } else {
      wanted?.click();
    }
  });
}
