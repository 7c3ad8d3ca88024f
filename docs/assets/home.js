// The reader's progress on the home page: what is done, and a code that carries it to another device.

import { button, element } from "./page.js";
import { change, EMPTY, sound } from "./progress.js";

// The code is the text of all that is kept, as base64.
const encode = (kept) => btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(kept))));
function decode(code) {
  const bytes = Uint8Array.from(atob(code.trim()), (letter) => letter.charCodeAt(0));
  const kept = JSON.parse(new TextDecoder().decode(bytes));
  if (!sound(kept)) throw new Error("not a code of ours");
  return kept;
}

export function fill(place, kept) {
  const book = JSON.parse(place.dataset.book); // the exercises of each chapter
  const all = Object.values(book).flat();
  const read = Object.keys(book).filter((chapter) => kept.read.includes(chapter)).length;
  const passed = all.filter((name) => kept.passed.includes(name)).length;
  const said = element("p", { role: "status" },
    `Chapters read: ${read} of ${Object.keys(book).length}. Exercises passed: ${passed} of ${all.length}.`);
  const code = element("input", { type: "text", id: "progress-code", spellcheck: false });
  code.value = encode(kept);
  const label = element("label", { for: "progress-code" }, "Code of your progress");
  const take = button("Use this code", () => {
    try {
      const brought = decode(code.value);
      change((own) => Object.assign(own, brought));
    } catch {
      said.textContent = "This is not a progress code: copy the whole of it from the other device.";
    }
  });
  const copy = button("Copy", () => { code.select(); navigator.clipboard?.writeText(code.value); });
  const reset = button("Reset", () => {
    if (confirm("Forget the chapters read, the exercises passed and your answers?")) change((own) => Object.assign(own, structuredClone(EMPTY)));
  });
  const carry = element("details", {}, element("summary", {}, "Carry it to another device, or start again"),
    element("p", {}, "It is kept in this browser only. Copy the code, and paste it here on the other device."),
    element("div", { class: "live" }, label, code, copy, take, reset));
  carry.open = place.querySelector("details")?.open ?? false;
  place.replaceChildren(element("h2", {}, "Your progress"), said, carry);
}
