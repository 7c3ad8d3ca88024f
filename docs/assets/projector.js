// The projector view, for a room: one snippet, question or picture a screen. The key v opens it, Escape leaves it.
import { button, element, onPage, taken } from "./page.js";

const SCREENS = ":scope > :is(.snippet, .admonition, details, .exercise, table, .tabbed-set, .formula)";
let screens, at, bar;

export function project() {
  if (bar) return leave();
  const article = document.querySelector("article");
  screens = [...article.querySelectorAll(SCREENS)];
  if (!screens.length) return;
  const middle = innerHeight / 2; // where the reader is
  const above = screens.filter((each) => each.getBoundingClientRect().bottom < middle).length;
  bar = element("nav", { class: "projector", "aria-label": "Projector view" },
    button("‹", () => show(at - 1), "Previous screen"), button("›", () => show(at + 1), "Next screen"),
    element("p", { role: "status" }), button("Leave", leave));
  document.body.append(bar);
  document.body.classList.add("projecting");
  addEventListener("keydown", onKey);
  show(above);
}

function show(next) {
  at = Math.min(Math.max(next, 0), screens.length - 1);
  clear();
  for (const each of [screens[at], sentence(screens[at])]) each?.classList.add("is-shown");
  bar.querySelector("p").textContent = `${heading(screens[at])} · ${at + 1} of ${screens.length}`;
  scrollTo(0, 0);
}

function clear() {
  for (const shown of document.querySelectorAll(".is-shown")) shown.classList.remove("is-shown");
}

function heading(screen) {
  while (!screen.matches("h1, h2")) screen = screen.previousElementSibling;
  const words = [...screen.childNodes].filter((each) => each.className !== "headerlink");
  return words.map((each) => each.textContent).join("").trim();
}

// What leads to it, if that stands right above.
function sentence({ previousElementSibling: above }) {
  return above?.tagName === "P" ? above : null;
}

function onKey(event) {
  if (taken(event)) return;
  if (event.key === "Escape") leave();
  else if (["ArrowRight", "PageDown"].includes(event.key)) show(at + 1);
  else if (["ArrowLeft", "PageUp"].includes(event.key)) show(at - 1);
  else return;
  event.preventDefault();
}

onPage(() => { if (bar) leave(); }); // whoever goes to another page sees the whole of it

function leave() {
  removeEventListener("keydown", onKey);
  document.body.classList.remove("projecting");
  clear();
  screens[at].scrollIntoView({ block: "center" });
  bar.remove();
  bar = undefined;
}
