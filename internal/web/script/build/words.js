// What the builder says, which the page has in its language.

const said = new Map();

export function read() {
  for (const item of document.querySelectorAll("#build-words [data-word]")) said.set(item.dataset.word, item.textContent);
}

export function say(id, values = {}) {
  return (said.get(id) ?? id).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
