// Says what is wrong with a segment, at its place.
import { el } from "./element.js";
import { each } from "./rows.js";
import { say } from "./words.js";

// fault says what is wrong: by line and column beside the text, and in the row that is meant.
export function fault({ rows, text, state }, problem, tree) {
  const box = document.getElementById("build-fault");
  box.hidden = !problem;
  box.replaceChildren();
  text.setAttribute("aria-invalid", String(Boolean(problem)));
  for (const old of rows.querySelectorAll(".row-fault")) old.remove();
  for (const old of rows.querySelectorAll(".row.wrong")) old.classList.remove("wrong");
  if (!problem) return;
  if (problem.line) {
    box.append(el("button", { type: "button", class: "place", onclick: () => point(text, problem) }, say("at", { line: problem.line, column: problem.column })), " ");
  }
  box.append(el("span", {}, problem.reason));
  if (problem.hint) box.append(" ", el("span", { class: "hint" }, problem.hint));
  const row = tree || problem.path ? meant(rows, state.root, problem.path) : null; // a text that cannot be read has no rows
  if (!row) return;
  row.classList.add("wrong");
  row.append(el("p", { class: "row-fault" }, [problem.reason, problem.hint].filter(Boolean).join(" – ")));
}

// meant finds the row that a path of the tree leads to, the innermost one.
function meant(rows, root, path) {
  let best = null;
  for (const row of each(root)) {
    const known = row.kind !== "group" && row.path !== undefined && path.startsWith(row.path);
    const within = known && (path === row.path || row.path === "" || ".[".includes(path[row.path.length]));
    if (within && (!best || row.path.length >= best.path.length)) best = row;
  }
  return best && rows.querySelector(`[data-row="${best.id}"]`);
}

// point puts the cursor where the text is wrong.
function point(field, { line, column }) {
  const before = field.value.split("\n").slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const at = before + [...field.value.slice(before)].slice(0, column - 1).join("").length;
  field.focus();
  field.setSelectionRange(at, at);
}
