// Numbers in a snippet that the reader can move: the code changes with them, and runs again.

import { element } from "./page.js";

export function sliders(cell, box) {
  const listing = box.querySelector(".highlight code");
  const rows = JSON.parse(box.dataset.sliders).map((slider) => {
    const number = wrapped(listing, slider);
    const original = number.textContent;
    const input = element("input", { type: "range", "aria-label": slider.name, ...scale(slider) });
    const show = (text) => {
      number.textContent = text;
      input.ariaValueText = `${slider.name} = ${text}`;
    };
    input.addEventListener("input", () => {
      show(written(slider, +input.value));
      cell.original = listing.textContent.trimEnd();
      follow(cell);
    });
    const back = () => { input.value = place(slider, slider.value); show(original); };
    back();
    return { label: element("label", { class: "slider" }, element("code", {}, slider.name), input), back };
  });
  cell.listing.after(...rows.map(({ label }) => label));
  return () => rows.forEach(({ back }) => back()); // to the numbers of the book
}

// One run at a time: while it lasts, the slider may have moved on.
async function follow(cell) {
  cell.moved = true;
  if (cell.following) return;
  cell.following = true;
  while (cell.moved) {
    cell.moved = false;
    cell.result.style.minHeight = `${cell.result.offsetHeight}px`; // what is below stays where it is
    await cell.run();
  }
  cell.following = false;
  cell.result.style.minHeight = "";
}

// The number's own element in the code, by its place in the text.
function wrapped(listing, { start, end }) {
  const texts = document.createTreeWalker(listing, NodeFilter.SHOW_TEXT);
  for (let before = 0; texts.nextNode(); before += texts.currentNode.length) {
    const text = texts.currentNode;
    if (start < before || end > before + text.length) continue;
    const range = document.createRange();
    range.setStart(text, start - before);
    range.setEnd(text, end - before);
    const number = element("span", { class: "slider__number" });
    range.surroundContents(number);
    return number;
  }
}

function scale({ first, last, whole }) {
  if (whole) return { min: Math.min(first, last), max: Math.max(first, last), step: 1, dir: first < last ? "ltr" : "rtl" };
  return { min: 0, max: 200, step: 1 };
}

function place({ first, last, whole, log }, value) {
  if (whole) return value;
  const along = log ? Math.log(value / first) / Math.log(last / first) : (value - first) / (last - first);
  return Math.round(200 * along);
}

// The number at a place of the slider, as Python writes it; four digits are enough.
function written({ first, last, whole, log }, at) {
  if (whole) return String(at);
  const along = at / 200;
  const value = +(log ? first * (last / first) ** along : first + (last - first) * along).toPrecision(4);
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential().replace(/e-(\d)$/, "e-0$1");
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
