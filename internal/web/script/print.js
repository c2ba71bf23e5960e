// Printing: paper is white whatever the look, and charts are drawn for its width.
import { fitAll } from "./charts.js";

const sheet = 700; // pixels between the margins of A4

let look;

export function start(root) {
  for (const button of root.querySelectorAll("[data-print][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

addEventListener("beforeprint", () => {
  look = document.documentElement.dataset.look;
  document.documentElement.dataset.look = "light";
  fitAll(sheet);
});

addEventListener("afterprint", () => {
  if (look) document.documentElement.dataset.look = look;
  else delete document.documentElement.dataset.look;
  fitAll();
});
