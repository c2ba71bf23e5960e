// The builder of segments: rows that are the text beside them. What is true is the tree: rows
// make a tree of what they show, the API makes text and words of it, or a tree of the text
// that was typed, of which the rows are made anew.
import * as api from "./ask.js";
import { drawGroup } from "./group.js";
import { drawKept } from "./kept.js";
import { el } from "./element.js";
import { Vocabulary } from "./field.js";
import { each, fromTree, newGroup, newRow, toTree } from "./tree.js";
import { read as readWords, say } from "./words.js";

// How long one may go on before what was changed is asked about, in milliseconds.
const pause = 250;

class Build {
  constructor(form) {
    this.form = form;
    this.was = form.dataset.was;
    this.rows = document.getElementById("build-rows");
    this.text = document.getElementById("build-text");
    this.state = { root: newGroup(), top: { how: "", count: "100", by: null } };
    this.text.addEventListener("input", () => this.later(() => this.askText()));
  }

  async start() {
    readWords();
    this.vocabulary = new Vocabulary(await api.fields(this.form.dataset.language));
    this.rows.hidden = false;
    document.getElementById("build-look").hidden = true;
    this.rows.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) event.preventDefault(); // it would save
    });
    this.redraw();
    if (this.text.value.trim() !== "") await this.askText(false);
    else this.tell({ text: "", words: say("everybody") });
  }

  // changed is called when a row says something else.
  changed() {
    this.later(() => this.askRows());
  }

  later(work) {
    clearTimeout(this.timer);
    this.timer = setTimeout(work, pause);
  }

  async askRows() {
    const tree = toTree(this.state, this.vocabulary);
    this.markUnfinished();
    if (!tree) {
      this.asking?.abort();
      this.text.value = "";
      this.tell({ text: "", words: say("everybody") });
      return;
    }
    const told = await this.ask({ tree });
    if (!told) return;
    this.text.value = told.text;
    this.tell(told);
  }

  async askText(address = true) {
    const text = this.text.value;
    if (text.trim() === "") {
      this.asking?.abort();
      this.state = fromTree(null, this.vocabulary);
      this.redraw();
      this.tell({ text: "", words: say("everybody") });
      return;
    }
    const told = await this.ask({ text });
    if (!told) return;
    if (told.tree) {
      this.state = fromTree(told.tree, this.vocabulary);
      toTree(this.state, this.vocabulary); // for the paths of its rows
      this.redraw();
      this.nameRaw();
    }
    this.tell(told, address);
  }

  // ask asks what a draft means; nothing when it is asked again before the answer comes.
  async ask(draft) {
    this.asking?.abort();
    const mine = this.asking = new AbortController();
    try {
      const lang = this.form.dataset.language;
      return await api.check(this.was ? { ...draft, name: this.was, lang } : { ...draft, lang }, mine.signal);
    } catch (error) {
      if (error.name !== "AbortError") this.fault({ reason: say("silent", { reason: error.message }) });
      return null;
    }
  }

  // tell shows what a draft means, or what is wrong with it, and counts it.
  tell(told, address = true) {
    document.getElementById("build-sentence").textContent = told.words ?? "";
    this.fault(told.problem);
    this.broken(told.broken ?? []);
    // A text that cannot be read must not be lost: its rows are the last ones, and wait.
    this.rows.inert = Boolean(told.problem) && !told.tree && told.text !== "";
    if (address) this.remember(told.text);
    const members = document.getElementById("build-members");
    members.hidden = !told.text || Boolean(told.problem);
    members.href = `/contacts?${new URLSearchParams({ segment: told.text })}`;
    if (told.text && !told.problem) this.count(told.text);
    else this.figures(null);
  }

  // remember keeps the text in the address, so that a link shows a colleague the same.
  remember(text) {
    const here = new URL(location.href);
    if (!["/segments/new", "/segments/edit"].includes(here.pathname)) return;
    here.searchParams.set("text", text);
    if (!text) here.searchParams.delete("text");
    history.replaceState(history.state, "", here);
  }

  async count(text) {
    this.counting?.abort();
    const mine = this.counting = new AbortController();
    this.form.querySelector(".live").classList.add("old");
    try {
      const told = await api.count(text, mine.signal);
      if (this.counting === mine) this.figures(told);
    } catch (error) {
      if (error.name !== "AbortError" && this.counting === mine) this.fault({ reason: say("silent", { reason: error.message }) });
    }
  }

  // figures shows how many are meant; without them, that nobody knows.
  figures(told) {
    if (!told) this.counting?.abort();
    const format = new Intl.NumberFormat(document.documentElement.lang === "fr" ? "fr-FR" : "en-GB");
    for (const name of ["total", "identified", "reachable"]) document.getElementById(`build-${name}`).textContent = told ? format.format(told[name]) : "–";
    this.form.querySelector(".live").classList.remove("old");
  }

  // fault says what is wrong: by line and column beside the text, and in the row that is meant.
  fault(problem) {
    const box = document.getElementById("build-fault");
    box.hidden = !problem;
    box.replaceChildren();
    this.text.setAttribute("aria-invalid", String(Boolean(problem)));
    for (const old of this.rows.querySelectorAll(".row-fault")) old.remove();
    for (const old of this.rows.querySelectorAll(".row.wrong")) old.classList.remove("wrong");
    if (!problem) return;
    if (problem.line) {
      box.append(el("button", { type: "button", class: "place", onclick: () => this.point(problem) }, say("at", { line: problem.line, column: problem.column })), " ");
    }
    box.append(el("span", {}, problem.reason));
    if (problem.hint) box.append(" ", el("span", { class: "hint" }, problem.hint));
    const row = this.meant(problem.path);
    if (!row) return;
    row.classList.add("wrong");
    row.append(el("p", { class: "row-fault" }, [problem.reason, problem.hint].filter(Boolean).join(" – ")));
  }

  // broken says which saved segments would no longer hold.
  broken(segments) {
    const box = document.getElementById("build-broken");
    box.hidden = segments.length === 0;
    box.querySelector(".broken").replaceChildren(...segments.map(({ name, reason }) => el("li", {}, el("b", {}, name), ` ${reason}`)));
    if (box.hidden) box.querySelector("input").checked = false;
  }

  // meant finds the row that a path of the tree leads to, the innermost one.
  meant(path) {
    if (!path) return null;
    let best = null;
    for (const row of each(this.state.root)) {
      const within = row.path && row.path !== "?" && (path === row.path || (path.startsWith(row.path) && ".[".includes(path[row.path.length])));
      if (within && row.kind !== "group" && (!best || row.path.length >= best.path.length)) best = row;
    }
    return best && this.rows.querySelector(`[data-row="${best.id}"]`);
  }

  // point puts the cursor where the text is wrong.
  point({ line, column }) {
    const before = this.text.value.split("\n").slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    const at = before + [...this.text.value.slice(before)].slice(0, column - 1).join("").length;
    this.text.focus();
    this.text.setSelectionRange(at, at);
  }

  markUnfinished() {
    for (const row of each(this.state.root)) {
      const element = this.rows.querySelector(`[data-row="${row.id}"]`);
      element?.classList.toggle("unfinished", row.kind !== "group" && row.done === false && !(row.kind === "compare" && !row.field));
    }
  }

  // nameRaw gives the conditions that rows cannot show as text.
  async nameRaw() {
    for (const row of each(this.state.root)) {
      if (row.kind !== "raw" || row.text) continue;
      try {
        row.text = (await api.check({ tree: row.tree })).text;
      } catch {
        row.text = JSON.stringify(row.tree);
      }
      const code = this.rows.querySelector(`[data-row="${row.id}"] .raw`);
      if (code) code.textContent = row.text;
    }
  }

  // redraw draws all rows anew. The focus goes to the first of the keys that there is, else
  // stays where it was.
  redraw(...keys) {
    const focused = document.activeElement?.dataset?.key;
    this.rows.replaceChildren(drawGroup(this.state.root, this, "contact", null), drawKept(this.state.top, this));
    this.markUnfinished();
    for (const key of keys.length > 0 ? keys : [focused]) {
      const element = key && this.rows.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (!element) continue;
      element.focus();
      return;
    }
  }

  // add puts a row or a group at the end of a group.
  add(group, row) {
    group.rows.push(row);
    this.redraw(`${row.id}:subject`, `${row.rows?.[0]?.id}:subject`);
  }

  remove(row) {
    const parent = this.parent(row);
    const i = parent.rows.indexOf(row);
    parent.rows.splice(i, 1);
    const next = parent.rows[i] ?? parent.rows[i - 1];
    this.changed();
    this.redraw(next ? `${next.id}:remove` : `${parent.id}:add`);
  }

  up(row) { this.move(row, -1); }

  down(row) { this.move(row, 1); }

  // move moves a row by one place: past its neighbour, into the group that its neighbour is,
  // or out of the group that it is in.
  move(row, by) {
    const parent = this.parent(row);
    const i = parent.rows.indexOf(row);
    const neighbour = parent.rows[i + by];
    if (!neighbour) {
      const outer = this.parent(parent);
      if (!outer) return;
      parent.rows.splice(i, 1);
      outer.rows.splice(outer.rows.indexOf(parent) + (by > 0 ? 1 : 0), 0, row);
    } else {
      parent.rows.splice(i, 1);
      if (neighbour.kind === "group") neighbour.rows.splice(by > 0 ? 0 : neighbour.rows.length, 0, row);
      else parent.rows.splice(i + by, 0, row);
    }
    this.changed();
    this.redraw(`${row.id}:${by < 0 ? "up" : "down"}`);
  }

  // parent gives the group that a row is in; nothing of the outermost of contacts or of what
  // was bought.
  parent(row) {
    const groups = [this.state.root, ...[...each(this.state.root)].flatMap((other) => (other.kind === "group" ? [other] : other.where ? [other.where] : []))];
    return groups.find((group) => group.rows.includes(row)) ?? null;
  }

  newRow() { return newRow(); }

  newGroup() { return newGroup("any", [newRow()]); }
}

export async function start(form) {
  try {
    await new Build(form).start();
  } catch (error) {
    console.error(error);
  }
}
