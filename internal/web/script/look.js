// The look: chosen without waiting for the server, which keeps it in a cookie.
import { redrawAll } from "./charts.js";

export function start() {
  document.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button?.matches("[data-look]")) return;
    event.preventDefault();
    const look = button.dataset.look;
    if (look) document.documentElement.dataset.look = look;
    else delete document.documentElement.dataset.look;
    for (const other of document.querySelectorAll("button[data-look]")) other.setAttribute("aria-pressed", String(other.dataset.look === look));
    redrawAll();
    await fetch(event.target.action, { method: "POST", body: new URLSearchParams(new FormData(event.target, button)), redirect: "manual" });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
}
