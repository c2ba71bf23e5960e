// Makes a tree of rows. What is not finished is left out of it.
import { numeric, operands } from "./field.js";

// toTree gives the segment that rows are, null while nothing is finished, and notes in every
// row the path of its part. What is not finished is left out.
export function toTree({ root, top }, vocabulary) {
  const keeps = top.how && top.by && whole(top.count) && Number(top.count) > 0;
  const where = nodeOf(root, keeps ? "where" : "", vocabulary, "contact");
  if (!where || !keeps) return where;
  return { where, [top.how]: { count: Number(top.count), ...by(top.by, vocabulary) } };
}

function by(field, vocabulary) {
  const { field: name, of } = vocabulary.naming(field, "contact");
  return of ? { by: name, of } : { by: name };
}

const join = (path, key) => (path ? `${path}.${key}` : key);
const whole = (text) => /^\d+$/.test(text ?? "");
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text ?? "");
export const numberOf = (text) => Number(String(text).replace(/[\s\u00a0\u202f]/g, "").replace(",", "."));
const isNumber = (text) => String(text ?? "").trim() !== "" && Number.isFinite(numberOf(text));

function nodeOf(row, path, vocabulary, place) {
  row.path = path;
  if (row.kind === "group") return groupNode(row, path, vocabulary, place);
  if (row.kind === "raw") return row.tree;
  row.done = finished(row);
  if (!row.done) return null;
  if (row.kind === "compare") return comparison(row, vocabulary, place);
  const node = { [row.kind === "saved" ? "segment" : row.kind]: told(row, join(row.not ? join(path, "not") : path, row.kind), vocabulary) };
  if (row.not) row.path = join(path, "not");
  return row.not ? { not: node } : node;
}

function groupNode(group, path, vocabulary, place) {
  const alive = group.rows.filter((row) => counts(row));
  for (const row of group.rows) if (!alive.includes(row)) nodeOf(row, "?", vocabulary, place);
  const none = group.how === "none";
  const key = none ? "any" : group.how;
  const base = none ? join(path, "not") : path;
  if (alive.length === 0) return null;
  if (alive.length === 1) {
    const only = nodeOf(alive[0], base, vocabulary, place);
    return none ? { not: only } : only;
  }
  const list = { [key]: alive.map((row, i) => nodeOf(row, join(base, `${key}[${i}]`), vocabulary, place)) };
  return none ? { not: list } : list;
}

// counts tells whether a row says anything yet.
const counts = (row) => (row.kind === "group" ? row.rows.some(counts) : row.kind === "raw" || finished(row));

function finished(row) {
  switch (row.kind) {
    case "compare": return Boolean(row.field) && valuesDone(row) && (row.when.how !== "day" || isDay(row.when.day)) && (row.when.how !== "ago" || whole(row.when.days));
    case "moved": return Boolean(row.from || row.to) && windowDone(row.window);
    case "saved": return row.name !== "";
  }
  return (row.bound === "" ? row.kind !== "spent" : isNumber(row.number)) && windowDone(row.window);
}

function valuesDone(row) {
  if (row.measure === "anniversary") return whole(row.values[0]);
  const wanted = operands(row.op);
  const good = (value) => {
    if (row.measure || numeric(row.field)) return isNumber(value);
    return row.field.type === "day" ? isDay(value) : (value ?? "") !== "";
  };
  if (wanted === Infinity) return row.values.length > 0 && row.values.every(good);
  return Array.from({ length: wanted }, (_, i) => row.values[i]).every(good);
}

const windowDone = (window) => {
  switch (window.how) {
    case "last": return whole(window.days);
    case "between": return isDay(window.from) && isDay(window.to);
    case "since": return isDay(window.from);
    case "before": return isDay(window.to);
  }
  return true;
};

function comparison(row, vocabulary, place) {
  const name = vocabulary.naming(row.field, place);
  if (row.measure === "anniversary") return { anniversary: { ...name, next_days: Number(row.values[0]) } };
  const node = { ...name };
  if (row.when.how === "day") node.on = row.when.day;
  if (row.when.how === "ago") node.on = { days_ago: Number(row.when.days) };
  if (row.measure) node.measure = row.measure;
  node.op = row.op;
  const value = (text) => (row.measure || numeric(row.field) ? numberOf(text) : text);
  const wanted = operands(row.op);
  if (wanted === 1) node.value = value(row.values[0]);
  if (wanted > 1) node.values = row.values.slice(0, wanted).map(value);
  return node;
}

// told gives what stands under the verb of a row.
function told(row, path, vocabulary) {
  if (row.kind === "saved") return row.name;
  const node = {};
  if (row.kind === "moved") {
    if (row.from) node.from = placeNode(row.from);
    if (row.to) node.to = placeNode(row.to);
  } else {
    if (row.bound) node.quantity = { [row.bound]: numberOf(row.number) };
    if (row.bound && row.kind === "bought") node.unit = row.unit;
    if (row.kind === "engaged" && row.by.length > 0) node.by = row.by;
    const where = nodeOf(row.where, join(path, "where"), vocabulary, row.kind);
    if (where) node.where = where;
  }
  const window = windowNode(row.window);
  if (window) node.window = window;
  return node;
}

const placeNode = (place) => (/^\d$/.test(place) ? { stars: Number(place) } : place);

function windowNode(window) {
  switch (window.how) {
    case "last": return { last_days: Number(window.days) };
    case "between": return { from: window.from, to: window.to };
    case "since": return { since: window.from };
    case "before": return { before: window.to };
  }
  return null;
}
