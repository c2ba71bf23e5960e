// The builder of segments: rows that are the text beside them. What is true is the tree: rows
// make a tree of what they show, the API makes text and words of it, or a tree of the text
// that was typed, of which the rows are made anew.
import * as api from "./ask.js";
import { drawGroup } from "./group.js";
import { drawKept } from "./kept.js";
import { el } from "./element.js";
import { Vocabulary } from "./field.js";
import { fault } from "./fault.js";
import { fromTree } from "./read.js";
import { each, move, newGroup, newRow, parentOf } from "./rows.js";
import { toTree } from "./tree.js";
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
      if (error.name !== "AbortError") fault(this, { reason: say("silent", { reason: error.message }) });
      return null;
    }
  }

  // tell shows what a draft means, or what is wrong with it, and counts it.
  tell(told, address = true) {
    document.getElementById("build-sentence").textContent = told.words ?? "";
    fault(this, told.problem, told.tree);
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
      if (error.name !== "AbortError" && this.counting === mine) fault(this, { reason: say("silent", { reason: error.message }) });
    }
  }

  // figures shows how many are meant; without them, that nobody knows.
  figures(told) {
    if (!told) this.counting?.abort();
    const format = new Intl.NumberFormat(document.documentElement.lang === "fr" ? "fr-FR" : "en-GB");
    for (const name of ["total", "identified", "reachable"]) document.getElementById(`build-${name}`).textContent = told ? format.format(told[name]) : "–";
    this.form.querySelector(".live").classList.remove("old");
  }

  // broken says which saved segments would no longer hold.
  broken(segments) {
    const box = document.getElementById("build-broken");
    box.hidden = segments.length === 0;
    box.querySelector(".broken").replaceChildren(...segments.map(({ name, reason }) => el("li", {}, el("b", {}, name), ` ${reason}`)));
    if (box.hidden) box.querySelector("input").checked = false;
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
    const parent = parentOf(this.state.root, row);
    const i = parent.rows.indexOf(row);
    parent.rows.splice(i, 1);
    const next = parent.rows[i] ?? parent.rows[i - 1];
    this.changed();
    this.redraw(next ? `${next.id}:remove` : `${parent.id}:add`);
  }

  up(row) { this.move(row, -1); }

  down(row) { this.move(row, 1); }

  move(row, by) {
    if (!move(this.state.root, row, by)) return;
    this.changed();
    this.redraw(`${row.id}:${by < 0 ? "up" : "down"}`);
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
