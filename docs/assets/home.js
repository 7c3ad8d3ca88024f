// The reader's progress on the home page: what is done, and a code that carries it to another device.

import { button, element } from "./page.js";
import { change, EMPTY, sound, UNKEPT } from "./progress.js";

// The code is the text of all that is kept, as base64.
function encode(kept) {
  const bytes = new TextEncoder().encode(JSON.stringify(kept));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function decode(code) {
  const bytes = Uint8Array.from(atob(code.trim()), (letter) => letter.charCodeAt(0));
  const kept = JSON.parse(new TextDecoder().decode(bytes));
  if (!sound(kept)) throw new Error("not a code of ours");
  return kept;
}

export function fill(place, kept) {
  if (!place.firstChild) build(place);
  const book = JSON.parse(document.getElementById("exercises").content.textContent); // of each chapter
  const all = Object.values(book).flat();
  const read = Object.keys(book).filter((chapter) => kept.read.includes(chapter)).length;
  const passed = all.filter((name) => kept.passed.includes(name)).length;
  place.querySelector("[role=status]").textContent =
    `Chapters read: ${read} of ${Object.keys(book).length}. Exercises passed: ${passed} of ${all.length}.`;
  place.querySelector("input").value = encode(kept);
}

function build(place) {
  const said = element("p", { role: "status" });
  const code = element("input", { id: "progress-code", spellcheck: false });
  const label = element("label", { for: "progress-code" }, "Code of your progress");
  const keep = (act) => change(act) || (said.textContent = UNKEPT);
  const copy = button("Copy", async () => {
    code.select();
    try {
      await navigator.clipboard.writeText(code.value);
    } catch { // a site without https has no clipboard, and a browser may forbid it
      said.textContent = "This browser lets no button copy. The code is selected: copy it yourself.";
    }
  });
  const take = button("Use this code", () => {
    try {
      const brought = decode(code.value);
      keep((own) => Object.assign(own, { edits: {} }, brought));
    } catch {
      said.textContent = "This is not a progress code: copy the whole of it from the other device.";
    }
  });
  const reset = button("Reset", () => {
    if (!confirm("Forget the chapters read, the exercises passed, your answers and your edits?")) return;
    keep((own) => Object.assign(own, structuredClone(EMPTY)));
  });
  place.append(
    element("h2", {}, "Your progress"),
    said,
    element("details", {}, element("summary", {}, "Carry it to another device, or start again"),
      element("p", {}, "It is kept in this browser only. Copy the code, and paste it here on the other device."),
      element("div", { class: "live" }, label, code, copy, take, reset)),
  );
}
