// Definitions: shown while their term is pointed at or has the focus, beside it, and gone
// with Escape. Menus open beside their button too.

const margin = 8;

// beside puts an open popover under its button, or above where there is no room, and
// within the window.
export function beside(popover, button) {
  const at = button.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const left = Math.max(margin, Math.min(at.left, document.documentElement.clientWidth - width - margin));
  const below = at.bottom + margin;
  const top = below + height > window.innerHeight - margin && at.top - height - margin > 0 ? at.top - height - margin : below;
  popover.style.left = `${left}px`;
  popover.style.top = `${top}px`;
}

const termOf = (event) => (event.target instanceof Element ? event.target.closest(".term, .hinted") : null);
const definitionOf = (term) => document.getElementById(term.getAttribute("aria-describedby"));

function open(term) {
  const definition = definitionOf(term);
  if (!definition || definition.matches(":popover-open")) return;
  definition.showPopover();
  beside(definition, term);
}

function close(term) {
  const definition = definitionOf(term);
  if (definition?.matches(":popover-open")) definition.hidePopover();
}

export function start() {
  document.addEventListener("pointerover", (event) => {
    const term = termOf(event);
    if (term && event.pointerType === "mouse") open(term);
  });
  document.addEventListener("pointerout", (event) => {
    const term = termOf(event);
    if (!term || event.pointerType !== "mouse") return;
    const to = event.relatedTarget;
    if (to instanceof Element && (to.closest(".term, .hinted") === term || to.closest(".definition") === definitionOf(term))) return;
    if (document.activeElement !== term || !term.matches(":focus-visible")) close(term);
  });
  document.addEventListener("focusin", (event) => {
    const term = termOf(event);
    if (term?.matches(":focus-visible")) open(term);
  });
  document.addEventListener("focusout", (event) => {
    const term = termOf(event);
    if (term) close(term);
  });
  // A definition that the pointer has moved onto goes when the pointer leaves it.
  document.addEventListener("pointerout", (event) => {
    const definition = event.target instanceof Element ? event.target.closest(".definition") : null;
    if (!definition || (event.relatedTarget instanceof Element && event.relatedTarget.closest(".definition") === definition)) return;
    if (definition.matches(":popover-open")) definition.hidePopover();
  });
  // Pressing a term opens what its focus or the pointer has opened already.
  document.addEventListener("click", (event) => {
    const term = termOf(event);
    if (!term?.matches(".term")) return; // a link with a hint leads where it leads
    event.preventDefault();
    open(term);
  }, true);
  document.addEventListener("toggle", (event) => {
    const popover = event.target;
    if (event.newState !== "open" || !popover.matches?.(".menu.days")) return;
    const button = document.querySelector(`[popovertarget="${popover.id}"]`);
    if (button) beside(popover, button);
  }, true);
}
