// Makes rows of a tree. A condition that rows cannot show stays as it is (raw), so that
// nothing is lost.
import { made, newGroup, noWindow } from "./rows.js";

// fromTree makes the rows of a segment.
export function fromTree(segment, vocabulary) {
  const kept = segment?.where && (segment.top ? "top" : segment.bottom ? "bottom" : "");
  const top = kept ? { how: kept, count: String(segment[kept].count), by: vocabulary.find(segment[kept].by, segment[kept].of, "contact") } : { how: "", count: "100", by: null };
  const where = kept ? segment.where : segment;
  const root = asGroup(where ? rowOf(where, vocabulary, "contact") : newGroup());
  return { root, top };
}

const asGroup = (row) => (row.kind === "group" ? row : newGroup("all", [row]));

function rowOf(node, vocabulary, place) {
  const of = (part) => rowOf(part, vocabulary, place);
  if (node.all) return newGroup("all", node.all.map(of));
  if (node.any) return newGroup("any", node.any.map(of));
  if (node.not) {
    if (node.not.any) return newGroup("none", node.not.any.map(of));
    const row = of(node.not);
    if (row.not === false) return Object.assign(row, { not: true });
    return newGroup("none", [row]);
  }
  if (node.bought || node.spent || node.engaged) return activityOf(node, vocabulary);
  if (node.moved) return made({ kind: "moved", not: false, from: placeOf(node.moved.from), to: placeOf(node.moved.to), window: windowOf(node.moved.window) });
  if (node.segment !== undefined) return made({ kind: "saved", not: false, name: node.segment });
  return comparisonOf(node, vocabulary, place) ?? made({ kind: "raw", tree: node });
}

function activityOf(node, vocabulary) {
  const kind = Object.keys(node)[0];
  const told = node[kind];
  const [bound, number] = Object.entries(told.quantity ?? {})[0] ?? ["", ""];
  const where = told.where ? asGroup(rowOf(told.where, vocabulary, kind)) : newGroup();
  return made({ kind, not: false, bound, number: String(number), unit: told.unit ?? "orders", by: told.by ?? [], where, window: windowOf(told.window) });
}

const placeOf = (place) => (place === undefined ? "" : typeof place === "string" ? place : `${place.stars}`);

function windowOf(window) {
  if (!window) return noWindow();
  if (window.last_days !== undefined) return { how: "last", days: String(window.last_days) };
  if (window.since) return { how: "since", from: window.since };
  if (window.before) return { how: "before", to: window.before };
  return { how: "between", from: window.from, to: window.to };
}

function comparisonOf(node, vocabulary, place) {
  const told = node.anniversary ?? node;
  const field = told.field === undefined ? null : vocabulary.find(told.field, told.of, place);
  if (!field) return null;
  if (node.anniversary) return made({ kind: "compare", field, op: "", values: [String(told.next_days)], measure: "anniversary", when: { how: "" } });
  const when = !told.on ? { how: "" } : typeof told.on === "string" ? { how: "day", day: told.on } : { how: "ago", days: String(told.on.days_ago) };
  const values = told.values ?? (told.value === undefined ? [] : [told.value]);
  return made({ kind: "compare", field, op: told.op, values: values.map(String), measure: told.measure ?? "", when });
}
