// Numbers in a snippet that the reader can move: the code changes with them, and runs again.
import { element } from "./page.js";

// Gives the rows that it adds, and what brings the numbers of the book, which they need at first too.
export function sliders(cell, box) {
  const listing = box.querySelector(".highlight code");
  const made = JSON.parse(box.dataset.sliders).map((slider) => {
    const number = wrapped(listing, slider);
    const original = number.textContent;
    const input = element("input", { type: "range", "aria-label": slider.name, ...scale(slider) });
    const said = element("code");
    const show = (text) => {
      number.textContent = input.ariaValueText = text;
      said.textContent = `${slider.name} = ${text}`;
    };
    input.addEventListener("input", () => {
      show(written(slider, input.valueAsNumber));
      cell.original = listing.textContent.trimEnd();
      follow(cell);
    });
    const back = () => { input.value = place(slider); show(original); };
    return { row: element("label", { class: "slider" }, said, input), back };
  });
  const rows = made.map(({ row }) => row);
  cell.listing.after(...rows);
  return { rows, back: () => made.forEach(({ back }) => back()) };
}

// One run at a time: who moves it meanwhile waits for the end, and of all who waited the first runs the last number.
async function follow(cell) {
  cell.moved = true;
  await cell.ended;
  if (cell.moved) cell.run(true); // else it was reset meanwhile
}

// The number gets an element of its own in the code: it is found by its place in the text.
function wrapped(listing, { start, end }) {
  const texts = document.createTreeWalker(listing, NodeFilter.SHOW_TEXT), range = document.createRange();
  for (let before = 0; before < end; before += texts.currentNode.length) {
    const text = texts.nextNode();
    range.setEnd(text, Math.min(text.length, end - before));
    if (start >= before && start < before + text.length) range.setStart(text, start - before);
  }
  const number = element("span", { class: "slider__number" }, range.toString());
  range.deleteContents(); // a minus has been an element of its own
  range.insertNode(number);
  return number;
}

function scale({ first, last, whole }) {
  if (!whole) return { min: 0, max: 200 };
  return { min: Math.min(first, last), max: Math.max(first, last), dir: first < last ? "ltr" : "rtl" };
}

// Where on the slider the number of the book is.
function place({ first, last, whole, log, value }) {
  if (whole) return value;
  return 200 * (log ? Math.log(value / first) / Math.log(last / first) : (value - first) / (last - first));
}

// The number at a place of the slider, as Python writes it; four digits are enough.
function written({ first, last, whole, log }, at) {
  if (whole) return String(at);
  const along = at / 200;
  const value = +(log ? first * (last / first) ** along : first + (last - first) * along).toPrecision(4);
  const size = Math.abs(value);
  if (size && (size < 1e-4 || size >= 1e16)) return value.toExponential().replace(/(e.)(\d)$/, "$10$2");
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
