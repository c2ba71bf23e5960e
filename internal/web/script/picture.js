// Makes a picture of a table as it is seen: its cells with their colours and texts, whole also
// where it scrolls.

const margin = 16;
const density = 2;

export function pictureOf(table, title) {
  const box = table.getBoundingClientRect();
  const page = getComputedStyle(document.documentElement);
  const head = 34;
  const canvas = document.createElement("canvas");
  canvas.width = (box.width + 2 * margin) * density;
  canvas.height = (box.height + head + 2 * margin) * density;
  const pen = canvas.getContext("2d");
  pen.scale(density, density);
  pen.fillStyle = page.getPropertyValue("--sheet");
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = page.getPropertyValue("--ink");
  pen.font = `600 15px ${page.fontFamily}`;
  pen.textBaseline = "middle";
  pen.fillText(title, margin, margin + 8);
  pen.translate(margin - box.left, margin + head - box.top);
  for (const cell of table.querySelectorAll("th, td")) {
    const at = cell.getBoundingClientRect();
    const style = getComputedStyle(cell);
    pen.fillStyle = style.backgroundColor;
    pen.fillRect(at.left, at.top, at.width, at.height);
    edge(pen, style.borderTopColor, at.left, at.top, at.width, parseFloat(style.borderTopWidth));
    edge(pen, style.borderLeftColor, at.left, at.top, parseFloat(style.borderLeftWidth), at.height);
    edge(pen, style.borderBottomColor, at.left, at.bottom, at.width, -parseFloat(style.borderBottomWidth));
    edge(pen, style.borderRightColor, at.right, at.top, -parseFloat(style.borderRightWidth), at.height);
  }
  for (const mark of table.querySelectorAll(".swatch, .strip rect")) {
    const at = mark.getBoundingClientRect();
    const style = getComputedStyle(mark);
    pen.fillStyle = mark.matches("rect") ? style.fill : style.backgroundColor;
    pen.fillRect(at.left, at.top, at.width, at.height);
  }
  const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) write(pen, texts.currentNode);
  return canvas.toDataURL("image/png");
}

function edge(pen, colour, left, top, width, height) {
  if (!width || !height) return;
  pen.fillStyle = colour;
  pen.fillRect(left, top, width, height);
}

// write draws a text where it stands, each of its lines for itself. What is not seen, as the
// definition of a term, stands nowhere.
function write(pen, text) {
  const style = getComputedStyle(text.parentElement);
  pen.fillStyle = style.color;
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const range = document.createRange();
  let line = { top: NaN };
  const draw = () => line.text?.trim() && pen.fillText(line.text.trim(), line.left, line.top + line.height / 2);
  for (let i = 0; i < text.length; i++) {
    range.setStart(text, i);
    range.setEnd(text, i + 1);
    const at = range.getBoundingClientRect();
    if (!at.width) continue;
    if (at.top !== line.top) {
      draw();
      line = { text: "", left: at.left, top: at.top, height: at.height };
    }
    line.text += text.data[i];
  }
  draw();
}
