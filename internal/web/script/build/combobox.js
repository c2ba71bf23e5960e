// A field with a list of what can be typed in it, as WAI-ARIA describes a combobox with a
// list: arrows go through the list, Enter takes, Escape closes.
import { el } from "./element.js";

let last = 0;

// combobox makes one. Options are found by `find(typed, signal)`: a list of { value, label,
// group, note }, or a promise of it. `take(option)` is told what was chosen. With `free` set,
// anything typed is a value too, and `take` is told when the field is left.
export function combobox({ key, label, text = "", placeholder = "", find, take, free = false, erase }) {
  const id = `list-${++last}`;
  const input = el("input", {
    type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
    "aria-label": label, "data-key": key, value: text, placeholder,
  });
  const list = el("ul", { role: "listbox", id, "aria-label": label, hidden: true });
  const box = el("div", { class: "combo" }, input, list);
  let options = [];
  let at = -1;
  let asking = null;
  let settled = text;

  const close = () => {
    asking?.abort();
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (next) => {
    at = next;
    [...list.querySelectorAll("[role=option]")].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    const marked = list.querySelectorAll("[role=option]")[at];
    if (marked) {
      input.setAttribute("aria-activedescendant", marked.id);
      marked.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const choose = (option) => {
    settled = input.value = option.label;
    close();
    take(option);
  };
  const show = (found) => {
    options = found;
    list.replaceChildren(...found.map((option, i) => el("li", { role: "option", id: `${id}-${i}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); choose(option); } },
      el("span", {}, option.label), option.note ? el("span", { class: "note" }, option.note) : null)));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(free || found.length === 0 ? -1 : 0);
  };
  const ask = async () => {
    asking?.abort();
    const mine = asking = new AbortController();
    try {
      const found = await find(input.value === settled && !free ? "" : input.value, mine.signal);
      if (asking === mine && document.activeElement === input) show(found);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };
  const leave = () => {
    close();
    if (free && input.value !== settled) {
      settled = input.value;
      take({ value: input.value, label: input.value });
    } else if (!free) input.value = settled;
  };

  input.addEventListener("input", ask);
  input.addEventListener("click", ask);
  input.addEventListener("blur", leave);
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    switch (event.key) {
      case "ArrowDown":
        if (!open) ask();
        else mark((at + 1) % options.length);
        break;
      case "ArrowUp":
        if (open) mark((at - 1 + options.length) % options.length);
        break;
      case "Enter":
        if (open && options[at]) choose(options[at]);
        else if (free && input.value !== "") {
          settled = input.value;
          close();
          take({ value: input.value, label: input.value });
        }
        break;
      case "Escape":
        if (!open) return;
        close();
        break;
      case "Backspace":
        if (input.value === "" && erase) erase();
        return;
      default: return;
    }
    event.preventDefault();
  });
  return box;
}
