// Which of the members are kept: everybody, or those with the highest or lowest values.
import { combobox } from "./combobox.js";
import { el, select } from "./element.js";
import { typed } from "./row.js";
import { say } from "./words.js";

const ordered = ["status", "highest_status", "next_status", "amount_level"];
const hasOrder = (field) => ["number", "money", "day"].includes(field.type) || (field.of === "state" && ordered.includes(field.name));

export function drawKept(top, build) {
  const how = select({ "aria-label": say("keep"), "data-key": "keep:how" }, top.how, ["", "top", "bottom"].map((h) => [h, say(`keep.${h || "all"}`)]), (value) => {
    top.how = value;
    build.changed();
    build.redraw();
  });
  const line = el("div", { class: "kept" }, el("span", {}, say("keep")), how);
  if (!top.how) return line;
  const fields = build.vocabulary.in("contact").filter(hasOrder);
  const find = (text) => fields.filter((field) => field.label.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase())).map((field) => ({ value: field, label: field.label }));
  line.append(
    typed(build, top, "count", { type: "text", inputmode: "numeric", class: "number", "aria-label": say("number"), "data-key": "keep:count" }),
    el("span", {}, say("keep.by")),
    combobox({ key: "keep:by", label: say("keep.by"), text: top.by?.label ?? "", placeholder: say("field.choose"), find, take: (option) => { top.by = option.value; build.changed(); } }),
  );
  return line;
}
