// What the reader has done, kept in this browser alone: chapters read, exercises passed, answers.

import { late } from "./build.js";
import { element, onPage } from "./page.js";

const KEY = "minigrad";
export const EMPTY = { read: [], passed: [], answers: {} };

export function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return sound(kept) ? kept : structuredClone(EMPTY);
  } catch { // no storage, or something else stands in it
    return structuredClone(EMPTY);
  }
}

export function change(act) {
  const kept = load();
  act(kept);
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch { /* a browser that keeps nothing: the page works all the same */ }
  show();
}

export const add = (list, name) => list.includes(name) || list.push(name);

export function sound(kept) {
  const names = (list) => Array.isArray(list) && list.every((each) => typeof each === "string");
  return names(kept?.read) && names(kept.passed) && kept.answers?.constructor === Object
    && names(Object.values(kept.answers));
}

function show() {
  const kept = load();
  document.querySelectorAll(".md-nav__link[href]").forEach((link) => { // the theme's menu
    const chapter = !link.hash && chapterOf(link.href); // with a hash it leads into the page
    link.querySelector(".progress__mark")?.remove();
    if (chapter && kept.read.includes(chapter)) {
      link.append(element("span", { class: "progress__mark", role: "img", "aria-label": "read" }, "✓"));
    }
  });
  const place = document.getElementById("progress");
  if (place) late("./home.js").then(({ fill }) => fill(place, kept));
}

const chapterOf = (address) => /\/tutorial\/([\w-]+)\/(?:index\.html)?$/.exec(new URL(address, location).pathname)?.[1];

// A chapter is read when its end has been on the screen.
onPage(() => {
  show();
  const chapter = chapterOf(location.href);
  const end = document.querySelector("article")?.lastElementChild;
  if (!chapter || !end) return;
  const watch = new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting) return;
    watch.disconnect();
    change((kept) => add(kept.read, chapter));
  });
  watch.observe(end);
});
