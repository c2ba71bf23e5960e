// The values of a comparison: what can be typed or chosen, by the type of the field.
import { values as valuesOf } from "./ask.js";
import { combobox } from "./combobox.js";
import { el, icon, select } from "./element.js";
import { numeric, operands } from "./field.js";
import { say } from "./words.js";

// valueControls gives the controls of a row's values. `changed` is told of every change,
// `redraw` of one that needs other controls.
export function valueControls(row, build) {
  const wanted = operands(row.op);
  if (row.measure === "anniversary") {
    return [el("span", {}, say("anniversary.next")), number(row, 0, build, say("value")), el("span", {}, say("window.days"))];
  }
  if (wanted === 0) return [];
  if (wanted === Infinity) return [several(row, build)];
  const controls = [one(row, 0, build)];
  if (wanted === 2) controls.push(el("span", {}, say("and")), one(row, 1, build));
  if (row.measure) controls.push(el("span", {}, say(row.measure === "years_since" ? "years" : "window.days")));
  else if (row.field.type === "money") controls.push(el("span", { class: "unit" }, build.vocabulary.currency));
  return controls;
}

function one(row, i, build) {
  const label = i === 0 ? say("value") : say("value.to");
  if (row.measure || numeric(row.field)) return number(row, i, build, label);
  if (row.field.type === "day") return day(row, i, build, label);
  const set = (value) => { row.values[i] = value; build.changed(); };
  if (row.field.type === "choice") {
    const pairs = [["", say("choose")], ...row.field.values.map((choice) => [choice.value, choice.label])];
    return select({ "aria-label": label, "data-key": `${row.id}:value${i}` }, row.values[i] ?? "", pairs, set);
  }
  return combobox({ key: `${row.id}:value${i}`, label, text: row.values[i] ?? "", free: true, find: suggest(row.field), take: (option) => set(option.value) });
}

const typed = (row, i, build, attributes) => {
  const input = el("input", { "data-key": `${row.id}:value${i}`, value: row.values[i] ?? "", ...attributes, oninput: () => { row.values[i] = input.value; build.changed(); } });
  return input;
};

const number = (row, i, build, label) => typed(row, i, build, { type: "text", inputmode: "decimal", class: "number", autocomplete: "off", "aria-label": label });
const day = (row, i, build, label) => typed(row, i, build, { type: "date", "aria-label": label });

// suggest finds the values that files wrote, with how often.
const suggest = (field, but = []) => async (text, signal) => {
  await new Promise((resolve) => { setTimeout(resolve, text ? 120 : 0); });
  const found = await valuesOf(field, text, signal);
  const count = new Intl.NumberFormat(document.documentElement.lang);
  return found.filter(({ value }) => !but.includes(value)).map(({ value, count: n }) => ({ value, label: value, note: count.format(n) }));
};

// several are values of which one must be: each can be taken out again.
function several(row, build) {
  const labels = new Map(row.field.type === "choice" ? row.field.values.map((choice) => [choice.value, choice.label]) : []);
  const choices = (text) => [...labels].filter(([value, label]) => !row.values.includes(value) && label.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase())).map(([value, label]) => ({ value, label }));
  return tokens({
    key: `${row.id}:value0`, label: say("values"), values: row.values, labels, free: labels.size === 0,
    find: labels.size > 0 ? choices : numeric(row.field) || row.measure || row.field.type === "day" ? () => [] : suggest(row.field, row.values),
  }, build);
}

// tokens shows the values of a list, and a field that adds one.
export function tokens({ key, label, values, labels = new Map(), free, find }, build) {
  const drop = (i) => { values.splice(i, 1); build.changed(); build.redraw(key); };
  const chips = values.map((value, i) => el("span", { class: "token" }, el("span", {}, labels.get(value) ?? value),
    el("button", { type: "button", "aria-label": `${say("remove")}: ${labels.get(value) ?? value}`, onclick: () => drop(i) }, icon("remove"))));
  const box = combobox({
    key, label, free, find, placeholder: values.length === 0 ? say("choose") : "",
    take: (option) => {
      if (option.value.trim() === "" || values.includes(option.value)) return;
      values.push(option.value);
      build.changed();
      build.redraw(key);
    },
    erase: () => values.length > 0 && drop(values.length - 1),
  });
  return el("span", { class: "tokens" }, ...chips, box);
}
