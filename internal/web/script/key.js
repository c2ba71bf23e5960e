// Keys: a link with data-key is followed by that key, a field gets the focus; ? lists them.

export function start() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, dialog[open]")) return;
    if (event.key === "?") {
      document.getElementById("keys")?.showModal();
      return;
    }
    const element = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (element?.matches("input")) {
      event.preventDefault(); // or the key would be typed
      element.select();
    } else element?.click();
  });
}
