// Dialogs: a part that was fetched for the drawer opens it; who opened it has the focus again
// when it closes, which browsers see to.

export function start() {
  document.addEventListener("htmx:after:swap", () => {
    const drawer = document.getElementById("drawer");
    const body = document.getElementById("drawer-body");
    if (!drawer || drawer.open || !body.childElementCount) return;
    drawer.showModal();
    body.focus();
    document.dispatchEvent(new Event("palier:shown"));
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
    const dialog = event.target.closest("dialog");
    if (dialog && (event.target === dialog || event.target.closest("[data-close]"))) dialog.close();
  });
  document.addEventListener("close", (event) => {
    if (event.target.id === "drawer") document.getElementById("drawer-body").replaceChildren();
  }, true);
}
