// What the page's scripts share.
import { isAnew, isOurs } from "./build.js";
import { soon } from "./soon.js";

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// A button that is off has aria-disabled, not disabled: so it keeps the focus. A sign has a label, which is its name.
export function button(name, act, label) {
  const made = element("button", label && { "aria-label": label }, name);
  made.addEventListener("click", () => made.ariaDisabled !== "true" && act());
  return made;
}

// Whether a key belongs to what the reader writes, to the browser, or to a part of the page that has used it.
export const taken = ({ target, ctrlKey, metaKey, altKey, defaultPrevented }) =>
  ctrlKey || metaKey || altKey || defaultPrevented || target.matches("textarea, input, select, [contenteditable]");

const scripts = {};
let again = "";

// A script that is needed later: it comes once, and may fail to. A browser remembers what failed and what came
// broken, so the next try has an address of its own. A script may then come twice: it does nothing by itself.
export function load(name) {
  return scripts[name] ??= soon(import(`./${name}${again}`), name, "did not come, or came broken").catch((error) => {
    delete scripts[name];
    again = `?again=${Date.now()}`;
    throw error;
  });
}

// What the page adds to itself when its script is there. If that does not come, its place says so.
export function add(name, what, place, use) {
  place.querySelector(":scope > .missing")?.remove();
  return load(name).then(use, async ({ message }) => {
    await toldAnew();
    const retry = button("Try again", () => add(name, what, place, use));
    const said = element("span", { role: "status" }, `${what} could not be loaded: ${message}.`);
    place.append(element("div", { class: "live missing" }, said, retry));
  });
}

// Does something when a place comes near the screen, once.
export function near(place, act) {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    act();
  }, { rootMargin: "100%" });
  watch.observe(place);
}

// Says, once, that the site was published anew, with a button that loads the page again; gives whether it was so.
async function toldAnew() {
  const anew = await isAnew();
  if (anew && !document.querySelector(".anew")) {
    const bar = element("div", { class: "anew", role: "alert" });
    document.body.append(bar);
    const reload = button("load it again", () => location.reload());
    bar.append("This site has been published anew since you opened this page: ", reload, ".");
  }
  return anew;
}

// What to say of a Run that could not start Python.
export async function notLoaded(why) {
  return { said: await toldAnew() ? "Not run." : `Python could not be loaded: ${why}. Try again.` };
}

// The projector view, for teachers; it comes when it is asked for.
addEventListener("keydown", (event) => {
  if (event.key !== "v" || taken(event)) return;
  add("projector.js", "The projector view", document.body, ({ project }) => project());
});

// The theme swaps pages without loading them: `document$` tells when. Without it, once is enough.
// A page of another build is loaded whole, with its own scripts.
export function onPage(start) {
  if (globalThis.document$) globalThis.document$.subscribe(() => (isOurs() ? start() : location.reload()));
  else start();
}

// What is wider than its box can be scrolled by key. What is far away has no size yet, and is asked when it has.
const boxes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
onPage(() => {
  boxes.disconnect();
  document.querySelectorAll("pre > code, .md-typeset table").forEach((box) => boxes.observe(box));
});

// What has been laid out stays so: Chromium may leave a part that it could lay aside as it was before a change.
addEventListener("contentvisibilityautostatechange", ({ target, skipped }) => {
  if (!skipped) target.style.contentVisibility = "visible";
}, true);

// What the search says when its index does not come leads here: see search.js.
addEventListener("click", (event) => {
  if (!event.target.closest("a[href$='#again']")) return;
  event.preventDefault();
  event.stopPropagation(); // the theme would go there
  location.reload();
}, true);
