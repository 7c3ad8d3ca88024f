// What the reader has done, kept in this browser alone: chapters read, exercises passed, answers, edits of snippets.

import { add, element, onPage } from "./page.js";

const KEY = "minigrad";
export const EMPTY = { read: [], passed: [], answers: {}, edits: {} };
export const UNKEPT = "Not kept: this browser has no room left for this site, or keeps nothing. Copy what you want to have later.";

export function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return { ...structuredClone(EMPTY), ...sound(kept) && kept };
  } catch { // no storage, or something else stands in it
    return structuredClone(EMPTY);
  }
}

// Gives whether the change is kept: a browser may be full, or keep nothing, and the page works all the same.
export function change(act) {
  const kept = load();
  act(kept);
  let done = true;
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    done = false;
  }
  if (done) show();
  return done;
}

export const include = (list, name) => list.includes(name) || list.push(name);

export function sound(kept) {
  const names = (list) => Array.isArray(list) && list.every((each) => typeof each === "string");
  const { read, passed, answers, edits = {} } = kept ?? {}; // one from before edits were kept has none
  return names(read) && names(passed) && [answers, edits].every((each) => each?.constructor === Object)
    && names(Object.values(answers)) && Object.values(edits).every(names);
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
  if (place) add("home.js", "Your progress", place, ({ fill }) => fill(place, kept));
}

const chapterOf = (address) => /\/tutorial\/([\w-]+)\/(?:index\.html)?$/.exec(new URL(address, location).pathname)?.[1];

addEventListener("storage", show); // another tab has written

// A chapter is read when its end has been on the screen.
onPage(() => {
  show();
  const chapter = chapterOf(location.href);
  if (!chapter) return;
  new IntersectionObserver(([entry]) => {
    if (entry.isIntersecting) change((kept) => include(kept.read, chapter));
  }).observe(document.querySelector("article").lastElementChild);
});
