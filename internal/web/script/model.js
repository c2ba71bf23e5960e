// While the model is edited, what the values would do is asked for as one types. The newest
// question wins: an older one is given up, and the server stops answering it.

const pause = 250; // milliseconds without a key

export function start(root) {
  const form = root.querySelector("#model-form");
  if (!form || form.dataset.started) return;
  form.dataset.started = "ready";
  let waiting, asked, settled = 0;
  const effect = () => form.querySelector("#effect");

  async function ask() {
    asked?.abort();
    const mine = (asked = new AbortController());
    effect().classList.add("old");
    const sent = new URLSearchParams(new FormData(form));
    sent.set("do", "try");
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent, signal: mine.signal });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!mine.signal.aborted) show(page);
    } catch (e) {
      if (e.name !== "AbortError") form.querySelector("#model-try").hidden = false; // to ask again by hand, which tells why
    }
    if (mine === asked) form.dataset.asked = String(++settled);
  }

  // show puts into the page what an answer says: the effect, what is wrong where, what stands
  // in fields that are left empty. What is typed stays.
  function show(page) {
    const wrong = page.querySelector("#effect").hasAttribute("data-wrong");
    for (const fresh of page.querySelectorAll("[data-live]")) {
      const old = document.getElementById(fresh.id);
      if (!old || (fresh.id === "effect" && wrong && old.querySelector("section"))) continue;
      old.replaceWith(document.adoptNode(fresh));
    }
    const address = effect().dataset.address; // so that who follows a number comes back to what they typed
    if (!wrong && address) history.replaceState(history.state, "", address);
    document.getElementById("effect-stale").hidden = !(wrong && effect().querySelector("section"));
    effect().classList.toggle("old", wrong && effect().querySelector("section") !== null);
    for (const input of page.querySelectorAll("#model-form input[aria-label]")) {
      const mine = form.elements.namedItem(input.name);
      if (!(mine instanceof HTMLInputElement)) continue;
      mine.placeholder = input.placeholder;
      mine.toggleAttribute("aria-invalid", input.hasAttribute("aria-invalid"));
      if (input.hasAttribute("aria-invalid")) mine.setAttribute("aria-invalid", "true");
    }
    form.dispatchEvent(new CustomEvent("palier:shown", { bubbles: true }));
  }

  function soon(event) {
    if (event.target.name === "message" || event.target.name === "name" || event.target.name === "sector") return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, event.target.matches("select, [type=radio]") ? 0 : pause);
  }
  form.addEventListener("input", soon);
  form.querySelector("#model-try").hidden = true;
}
