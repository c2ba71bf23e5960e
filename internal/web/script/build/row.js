// A condition as a row of controls.
import { values as valuesOf } from "./ask.js";
import { combobox } from "./combobox.js";
import { el, icon, select } from "./element.js";
import { operands, opsOf, opWord, usualOp } from "./field.js";
import { begin } from "./rows.js";
import { tokens, valueControls } from "./value.js";
import { say } from "./words.js";

const verbs = ["bought", "spent", "engaged", "moved", "saved"];

// rowControls gives what stands in a row, but for what moves and removes it.
export function rowControls(row, build, place) {
  if (row.kind === "raw") return [el("code", { class: "raw" }, row.text ?? "…"), el("span", { class: "note" }, say("raw"))];
  const subject = subjectControl(row, build, place);
  switch (row.kind) {
    case "compare": return [subject, ...(row.field ? comparison(row, build) : [])];
    case "moved": return [negation(row, build, "has"), subject, ...movedControls(row, build), ...windowControls(row, build)];
    case "saved": return [negation(row, build, "is"), subject, savedControl(row, build)];
  }
  return [negation(row, build, "has"), subject, ...quantityControls(row, build), ...windowControls(row, build)];
}

// subjectControl chooses what a row asks: a verb, or a field by what has it.
function subjectControl(row, build, place) {
  const fold = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const options = [
    ...(place === "contact" ? verbs.map((verb) => ({ value: verb, label: say(`verb.${verb}`), note: say("group.behaviour") })) : []),
    ...build.vocabulary.in(place).map((field) => ({ value: field, label: field.label, note: say(field.own && field.of === "contact" ? "group.own" : `group.${field.of}`) })),
  ];
  const find = (text) => {
    const wanted = fold(text.trim());
    const has = (option) => fold(`${option.label} ${option.value.name ?? ""} ${option.note}`).includes(wanted);
    const begins = (option) => fold(option.label).startsWith(wanted);
    const found = options.filter(has);
    return [...found.filter(begins), ...found.filter((option) => !begins(option))].slice(0, 80);
  };
  return combobox({
    key: `${row.id}:subject`, label: say("field"), text: row.kind === "compare" ? row.field?.label ?? "" : say(`verb.${row.kind}`), placeholder: say("field.choose"), find,
    take: (option) => {
      begin(row, option.value);
      build.changed();
      build.redraw(`${row.id}:${row.kind === "compare" ? "op" : "bound"}`, `${row.id}:subject`);
    },
  });
}

function comparison(row, build) {
  const day = row.field.type === "day";
  const controls = [];
  const reset = (change) => {
    change();
    build.changed();
    build.redraw();
  };
  if (day) {
    const measures = ["", "days_since", "days_until", "years_since", "anniversary"].filter((m) => !(m === "anniversary" && row.field.of === "state"));
    controls.push(select({ "aria-label": say("measure"), "data-key": `${row.id}:measure` }, row.measure, measures.map((m) => [m, say(`measure.${m || "day"}`)]), (measure) => reset(() => {
      Object.assign(row, { measure, values: [], when: { how: "" }, op: measure === "anniversary" ? "" : usualOp(row.field, measure) });
    })));
  }
  if (row.measure !== "anniversary") {
    controls.push(select({ "aria-label": say("op"), "data-key": `${row.id}:op` }, row.op, opsOf(row.field, row.measure).map((op) => [op, say(opWord(op, day && !row.measure))]), (op) => {
      const again = operands(op) !== operands(row.op);
      row.op = op;
      build.changed();
      if (again) build.redraw();
    }));
  }
  controls.push(...valueControls(row, build));
  if (row.field.of === "state" && !row.measure) controls.push(...whenControls(row, build));
  return controls;
}

// whenControls choose the day of which a fact is asked.
function whenControls(row, build) {
  const { when } = row;
  const controls = [select({ class: "when", "aria-label": say("when"), "data-key": `${row.id}:when` }, when.how, [["", say("when.now")], ["day", say("when.day")], ["ago", say("when.ago")]], (how) => {
    row.when = { how };
    build.changed();
    build.redraw();
  })];
  if (when.how === "day") controls.push(typed(build, when, "day", { type: "date", "aria-label": say("when.day"), "data-key": `${row.id}:whenday` }));
  if (when.how === "ago") controls.push(typed(build, when, "days", { type: "text", inputmode: "numeric", class: "number", "aria-label": say("when.ago"), "data-key": `${row.id}:whendays` }), el("span", {}, say("when.days")));
  return controls;
}

const negation = (row, build, word) => select({ "aria-label": say("so"), "data-key": `${row.id}:not` }, String(row.not), [["false", say(`${word}.so`)], ["true", say(`${word}.not`)]], (not) => {
  row.not = not === "true";
  build.changed();
});

function quantityControls(row, build) {
  const bounds = ["at_least", "at_most", "exactly"].map((bound) => [bound, say(`bound.${bound}`)]);
  const controls = [select({ "aria-label": say("bound"), "data-key": `${row.id}:bound` }, row.bound, row.kind === "spent" ? bounds : [["", say("bound.any")], ...bounds], (bound) => {
    row.bound = bound;
    build.changed();
    build.redraw();
  })];
  if (row.bound) controls.push(typed(build, row, "number", { type: "text", inputmode: "decimal", class: "number", "aria-label": say("number"), "data-key": `${row.id}:number` }));
  if (row.kind === "spent") controls.push(el("span", { class: "unit" }, build.vocabulary.currency));
  if (row.kind === "bought" && row.bound) {
    controls.push(select({ "aria-label": say("unit"), "data-key": `${row.id}:unit` }, row.unit, ["orders", "lines", "units"].map((unit) => [unit, say(`unit.${unit}`)]), (unit) => { row.unit = unit; build.changed(); }));
  }
  if (row.kind === "engaged") {
    if (row.bound) controls.push(el("span", {}, say("unit.times")));
    const type = build.vocabulary.find("type", "", "engaged");
    controls.push(el("span", {}, say("by")), tokens({
      key: `${row.id}:by`, label: say("by.types"), values: row.by, free: true,
      find: async (text, signal) => (await valuesOf(type, text, signal)).map(({ value }) => ({ value, label: value })).filter(({ value }) => !row.by.includes(value)),
    }, build));
  }
  return controls;
}

function movedControls(row, build) {
  const { vocabulary } = build;
  const places = [["", say("anywhere")], ...vocabulary.stages().map((v) => [v.value, v.label]), ...vocabulary.statuses().map((v) => [v.value, v.label]), ...[0, 1, 2, 3, 4].map((n) => [String(n), "★".repeat(n) + "☆".repeat(4 - n)])];
  return ["from", "to"].flatMap((side) => [el("span", {}, say(side)), select({ "aria-label": say(side), "data-key": `${row.id}:${side}` }, row[side], places, (value) => { row[side] = value; build.changed(); })]);
}

const savedControl = (row, build) => select({ "aria-label": say("verb.saved"), "data-key": `${row.id}:name` }, row.name,
  [["", say("choose")], ...[...new Set([...build.vocabulary.segments.filter((name) => name !== build.was), ...(row.name ? [row.name] : [])])].map((name) => [name, name])], (name) => { row.name = name; build.changed(); });

// windowControls choose the days of an activity or a move.
function windowControls(row, build) {
  const { window } = row;
  const pairs = ["", "last", "between", "since", "before"].map((how) => [how, say(`window.${how || "ever"}`)]);
  const controls = [select({ "aria-label": say("window"), "data-key": `${row.id}:window` }, window.how, pairs, (how) => {
    row.window = how === "last" ? { how, days: "30" } : { how };
    build.changed();
    build.redraw();
  })];
  const day = (name, label) => typed(build, window, name, { type: "date", "aria-label": label, "data-key": `${row.id}:${name}day` });
  switch (window.how) {
    case "last": controls.push(typed(build, window, "days", { type: "text", inputmode: "numeric", class: "number", "aria-label": say("window.days"), "data-key": `${row.id}:days` }), el("span", {}, say("window.days"))); break;
    case "between": controls.push(day("from", say("window.from")), el("span", {}, say("and")), day("to", say("window.to"))); break;
    case "since": controls.push(day("from", say("window.since"))); break;
    case "before": controls.push(day("to", say("window.before"))); break;
  }
  return controls;
}

// typed is a field whose text is a property of something.
export function typed(build, of, property, attributes) {
  const input = el("input", { value: of[property] ?? "", autocomplete: "off", ...attributes, oninput: () => { of[property] = input.value; build.changed(); } });
  return input;
}

// deeds are the buttons that move a row and remove it.
export function deeds(row, build, label) {
  const button = (deed) => el("button", { type: "button", class: "deed", "aria-label": `${say(deed)}: ${label}`, title: say(deed), "data-key": `${row.id}:${deed}`, onclick: () => build[deed](row) }, icon(deed));
  return el("span", { class: "row-deeds" }, button("up"), button("down"), button("remove"));
}
