// A group of conditions: of all, of any or of none must hold.
import { el, icon, select } from "./element.js";
import { deeds, rowControls } from "./row.js";
import { say } from "./words.js";

// drawGroup draws a group and all that is in it. The outermost one cannot be moved.
export function drawGroup(group, build, place, number) {
  const how = select({ "aria-label": say("how"), "data-key": `${group.id}:how` }, group.how, ["all", "any", "none"].map((h) => [h, say(`how.${h}`)]), (value) => {
    group.how = value;
    build.changed();
    build.redraw();
  });
  const head = el("div", { class: "group-head" }, number ? null : el("span", {}, say(place === "contact" ? "whom" : "match")), how, number ? deeds(group, build, `${say("group")} ${number}`) : null);
  const rows = group.rows.map((row, i) => {
    const name = number ? `${number}.${i + 1}` : `${i + 1}`;
    return el("li", {}, i > 0 ? el("span", { class: "joint" }, say(`joint.${group.how}`)) : null, row.kind === "group" ? drawGroup(row, build, place, name) : drawRow(row, build, place, name));
  });
  const button = (key, text, made) => el("button", { type: "button", class: "quiet add", "data-key": `${group.id}:${key}`, onclick: () => build.add(group, made()) }, icon("add"), text);
  return el("div", { class: `group-of ${group.how}`, role: "group", "aria-label": number ? `${say("group")} ${number}` : say(place === "contact" ? "whom" : "match") }, head, el("ol", { class: "conditions" }, ...rows),
    el("div", { class: "adds" }, button("add", say(place === "contact" ? "add" : "add.detail"), () => build.newRow()), button("addgroup", say("add.group"), () => build.newGroup())));
}

// drawRow draws a condition, and within it that on what was bought or done.
function drawRow(row, build, place, name) {
  const line = el("div", { class: "row-line" }, ...rowControls(row, build, place), deeds(row, build, `${say("condition")} ${name}`));
  return el("div", { class: `row ${row.kind}`, "data-row": row.id, role: "group", "aria-label": `${say("condition")} ${name}` }, line, row.where ? details(row, build) : null,
    el("p", { class: "left-out" }, say("unfinished")));
}

// details are the conditions on what was bought or done; a button until there is one.
function details(row, build) {
  if (row.where.rows.length > 0) return el("div", { class: "details" }, drawGroup(row.where, build, row.kind, null));
  return el("div", { class: "details" }, el("button", { type: "button", class: "quiet add", "data-key": `${row.id}:where`, onclick: () => build.add(row.where, build.newRow()) }, icon("add"), say(`where.${row.kind}`)));
}
