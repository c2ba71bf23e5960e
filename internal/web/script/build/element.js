// Makes elements: el("button", { type: "button", class: "quiet", onclick }, "Add").

export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === undefined || value === null) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value") element.value = value;
    else if (value === true) element.setAttribute(key, "");
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const drawn = (path) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
};

const icons = { up: "M5 12l5-5 5 5", down: "M5 8l5 5 5-5", remove: "M5 5l10 10M15 5L5 15", add: "M10 4v12M4 10h12" };

export const icon = (name) => drawn(icons[name]);

// select makes a choice of [value, label] pairs; what is chosen and is none of them is one more.
export function select(attributes, value, pairs, choose) {
  const all = pairs.some(([v]) => v === value) ? pairs : [...pairs, [value, value]];
  const box = el("select", { ...attributes, onchange: () => choose(box.value) }, ...all.map(([v, label]) => {
    const option = el("option", { value: v }, label);
    option.selected = v === value;
    return option;
  }));
  return box;
}
