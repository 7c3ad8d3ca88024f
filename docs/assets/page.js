// What the page's scripts share.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// A button that is off has aria-disabled, not disabled: so it keeps the focus.
export function button(name, act) {
  const made = element("button", { type: "button" }, name);
  made.addEventListener("click", () => made.ariaDisabled !== "true" && act());
  return made;
}

// The projector view, for teachers; it comes when it is asked for.
const projector = () => import("./projector.js");
addEventListener("keydown", ({ key, target, ctrlKey, metaKey, altKey }) => {
  if (key !== "v" || ctrlKey || metaKey || altKey || target.matches("textarea, input, select")) return;
  projector().then(({ project }) => project());
});

// The theme swaps pages without loading them: `document$` tells when. Without it, once is enough.
export function onPage(start) {
  if (globalThis.document$) globalThis.document$.subscribe(() => start());
  else start();
}
