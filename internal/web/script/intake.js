// Files that are dropped or chosen: each is sent with a bar and can be cancelled. Jobs: how far
// one is, as the server tells it. Both work without a script too, by forms.

const size = (bytes) => {
  const units = document.documentElement.lang === "fr" ? ["o", "ko", "Mo", "Go"] : ["B", "kB", "MB", "GB"];
  let unit = 0;
  while (bytes >= 1024 && unit + 1 < units.length) { bytes /= 1024; unit++; }
  return `${new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(bytes)}\u00a0${units[unit]}`;
};

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// Sender sends files one after the other and leads to their preview.
class Sender {
  constructor(form) {
    this.form = form;
    this.list = form.querySelector(".sending");
    this.waiting = [];
    this.sent = [];
    this.failed = 0;
    this.busy = false;
  }

  add(files) {
    for (const file of files) {
      const bar = element("progress", { max: file.size || 1, value: 0, ariaLabel: file.name });
      const told = element("span", { className: "told", textContent: size(file.size) });
      const cancel = element("button", { type: "button", className: "quiet", textContent: this.form.dataset.cancel, ariaLabel: `${this.form.dataset.cancel}: ${file.name}` });
      const item = element("li", {}, element("b", { textContent: file.name, title: file.name }), bar, told, cancel);
      const one = { file, bar, told, cancel, item };
      cancel.addEventListener("click", () => this.cancel(one));
      this.list.append(item);
      this.waiting.push(one);
    }
    this.next();
  }

  next() {
    if (this.busy) return;
    const one = this.waiting.shift();
    if (!one) {
      this.finish();
      return;
    }
    this.busy = true;
    const request = new XMLHttpRequest();
    one.request = request;
    request.open("POST", `/api/v1/uploads?name=${encodeURIComponent(one.file.name)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      one.bar.value = event.loaded;
      one.told.textContent = `${size(event.loaded)} / ${size(one.file.size)}`;
    });
    request.addEventListener("loadend", () => {
      this.busy = false;
      this.ended(one, request);
      this.next();
    });
    request.send(one.file);
  }

  ended(one, request) {
    one.cancel.hidden = true;
    if (request.status === 201) {
      one.bar.value = one.bar.max;
      one.told.textContent = this.form.dataset.sent;
      this.sent.push(request.response.id);
      return;
    }
    this.failed++;
    one.bar.hidden = true;
    if (one.cancelled) {
      one.told.textContent = this.form.dataset.cancelled;
      return;
    }
    one.told.textContent = "";
    const problem = request.response;
    one.item.append(element("p", { className: "failed", textContent: problem?.detail ? [problem.detail, problem.hint].filter(Boolean).join(". ") : this.form.dataset.broken }));
  }

  cancel(one) {
    one.cancelled = true;
    if (one.request) {
      one.request.abort();
      return;
    }
    this.waiting = this.waiting.filter((other) => other !== one);
    this.ended(one, { status: 0 });
    this.next();
  }

  // finish goes on by itself when all files have come, and else asks.
  finish() {
    if (this.sent.length === 0) return;
    const address = `/data/import?${new URLSearchParams(this.sent.map((id) => ["file", id]))}`;
    if (this.failed === 0) {
      location.assign(address);
      return;
    }
    const link = this.form.querySelector("[data-continue]");
    link.href = address;
    link.hidden = false;
  }
}

function startDrop(form) {
  if (form.dataset.started) return;
  form.dataset.started = "true";
  const sender = new Sender(form);
  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector(".drop-zone");
  input.addEventListener("change", () => {
    sender.add([...input.files]);
    input.value = "";
  });
  // Files may be dropped anywhere on the page: beside the zone a browser would open them.
  const listen = (name, act) => document.addEventListener(name, (event) => {
    if (!form.isConnected || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    act(event);
  });
  listen("dragover", () => zone.classList.add("over"));
  listen("dragleave", (event) => { if (!event.relatedTarget) zone.classList.remove("over"); });
  listen("drop", (event) => {
    zone.classList.remove("over");
    sender.add([...event.dataTransfer.files]);
  });
}

// follow shows how far a job is until it has ended, and then what came of it.
function follow(section) {
  if (section.dataset.started) return;
  section.dataset.started = "true";
  const bar = section.querySelector("progress");
  const words = section.querySelector("#progress-words");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const events = new EventSource(`/api/v1/jobs/${section.dataset.job}/events`);
  const told = { reading: "rows", computing: "contacts" };
  events.addEventListener("job", (event) => {
    const at = JSON.parse(event.data).progress;
    if (!at) return;
    if (at.step === "reading" && at.total > 0) {
      bar.max = at.total;
      bar.value = at.bytes;
    } else bar.removeAttribute("value");
    words.textContent = section.dataset[at.step].replace("#", number.format(at[told[at.step]] ?? 0));
  });
  events.addEventListener("ended", () => {
    events.close();
    location.reload();
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) words.textContent = section.dataset.lost;
  });
  addEventListener("pagehide", () => events.close(), { once: true });
}

export function start(root) {
  for (const button of root.querySelectorAll("[data-unscripted]")) button.hidden = true;
  for (const form of root.querySelectorAll("[data-drop]")) startDrop(form);
  // What is typed here changes nothing of the preview: asking for it again would take the
  // button away that is about to be pressed.
  for (const input of root.querySelectorAll("[data-quiet]")) input.addEventListener("change", (event) => event.stopPropagation());
  for (const section of root.querySelectorAll("[data-job]")) follow(section);
}
