// What the page's scripts share.
import { isOurs, late } from "./build.js";

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// A button that is off has aria-disabled, not disabled: so it keeps the focus. A sign has a label, which is its name.
export function button(name, act, label) {
  const made = element("button", { type: "button", ...(label && { "aria-label": label }) }, name);
  made.addEventListener("click", () => made.ariaDisabled !== "true" && act());
  return made;
}

// Whether a key belongs to what the reader writes, or to the browser.
export const taken = ({ target, ctrlKey, metaKey, altKey }) =>
  ctrlKey || metaKey || altKey || target.matches("textarea, input, select, [contenteditable]");

// The projector view, for teachers; it comes when it is asked for.
addEventListener("keydown", (event) => {
  if (event.key === "v" && !taken(event)) late("./projector.js").then(({ project }) => project());
});

// The theme swaps pages without loading them: `document$` tells when. Without it, once is enough.
// A page of another build is loaded whole, with its own scripts.
export function onPage(start) {
  if (globalThis.document$) globalThis.document$.subscribe(() => (isOurs() ? start() : location.reload()));
  else start();
}

// What the search says when its index does not come leads here: see search.js.
addEventListener("click", (event) => {
  if (!event.target.closest("a[href$='#again']")) return;
  event.preventDefault();
  event.stopPropagation(); // the theme would go there
  location.reload();
}, true);
