// Charts are drawn from the tables on the page. The library that draws is fetched when there
// is a table to draw.
import { read } from "./table.js";

const drawn = new Map(); // figure → its chart; null: it has none, or not yet

async function draw(figure) {
  if (drawn.has(figure)) return;
  drawn.set(figure, null);
  const { chartOf } = await import("./chart.js");
  const canvas = figure.querySelector(".canvas");
  canvas.hidden = false;
  if (!canvas.clientWidth) { // within a dialog that is not open yet
    drawn.delete(figure);
    canvas.hidden = true;
    return;
  }
  const chart = chartOf(figure, canvas, read(figure));
  drawn.set(figure, chart);
  saves(figure, () => chart.picture());
}

// A table without a chart is saved as it is seen.
function offer(figure) {
  if (drawn.has(figure)) return;
  drawn.set(figure, null);
  saves(figure, async () => (await import("./picture.js")).pictureOf(figure.querySelector("table"), figure.dataset.title));
}

function saves(figure, picture) {
  const save = figure.querySelector("[data-png]");
  save.hidden = false;
  save.addEventListener("click", async () => {
    const link = document.createElement("a");
    link.href = await picture();
    link.download = `${figure.dataset.file}.png`;
    link.click();
  });
}

export function drawAll(root) {
  for (const figure of drawn.keys()) if (!figure.isConnected) drawn.delete(figure);
  for (const figure of root.querySelectorAll("figure[data-chart]")) draw(figure);
  for (const figure of root.querySelectorAll("figure.grid:not([data-chart])")) offer(figure);
}

export function redrawAll() {
  for (const chart of drawn.values()) chart?.redraw();
}

// fitAll draws the charts of the page for paper so many pixels wide; without a width again for
// the screen.
export function fitAll(width) {
  for (const chart of drawn.values()) chart?.fit(width);
}

document.addEventListener("palier:shown", () => drawAll(document));
