// The rows of the builder: plain objects with an id, in groups. tree.js makes a tree of them,
// read.js makes them of a tree.
import { usualOp } from "./field.js";

let last = 0;
export const made = (row) => ({ id: `c${++last}`, ...row });

export const newGroup = (how = "all", rows = []) => made({ kind: "group", how, rows });
export const newRow = () => made({ kind: "compare", field: null, op: "", values: [], measure: "", when: { how: "" } });
export const noWindow = () => ({ how: "" });

// begin makes of a row one that asks for something else: a field, or one of the verbs.
export function begin(row, subject) {
  for (const key of Object.keys(row)) if (key !== "id") delete row[key];
  if (typeof subject !== "string") {
    return Object.assign(row, { kind: "compare", field: subject, op: usualOp(subject, ""), values: [], measure: "", when: { how: "" } });
  }
  const activity = { not: false, bound: "", number: "", where: newGroup(), window: noWindow() };
  switch (subject) {
    case "bought": return Object.assign(row, { kind: "bought", ...activity, unit: "orders" });
    case "spent": return Object.assign(row, { kind: "spent", ...activity, bound: "at_least" });
    case "engaged": return Object.assign(row, { kind: "engaged", ...activity, by: [] });
    case "moved": return Object.assign(row, { kind: "moved", not: false, from: "", to: "", window: { how: "last", days: "30" } });
  }
  return Object.assign(row, { kind: "saved", not: false, name: "" });
}

// each goes through the rows of a group, those within others too.
export function* each(group) {
  for (const row of group.rows) {
    yield row;
    if (row.kind === "group") yield* each(row);
    if (row.where) yield* each(row.where);
  }
}

// parentOf gives the group that a row is in; nothing of the outermost of contacts or of what
// was bought.
export function parentOf(root, row) {
  const groups = [root, ...[...each(root)].flatMap((other) => (other.kind === "group" ? [other] : other.where ? [other.where] : []))];
  return groups.find((group) => group.rows.includes(row)) ?? null;
}

// move moves a row by one place: past its neighbour, into the group that its neighbour is, or
// out of the group that it is in. It tells whether there was a place.
export function move(root, row, by) {
  const parent = parentOf(root, row);
  const i = parent.rows.indexOf(row);
  const neighbour = parent.rows[i + by];
  const outer = neighbour ? null : parentOf(root, parent);
  if (!neighbour && !outer) return false;
  parent.rows.splice(i, 1);
  if (outer) outer.rows.splice(outer.rows.indexOf(parent) + (by > 0 ? 1 : 0), 0, row);
  else if (neighbour.kind === "group") neighbour.rows.splice(by > 0 ? 0 : neighbour.rows.length, 0, row);
  else parent.rows.splice(i + by, 0, row);
  return true;
}
