// The reader's own engine as one file: the answers to the exercises that make it up, as they are kept.
import { button, element } from "./page.js";
import { load } from "./progress.js";

const FILE = "my_engine.py";

// `place` names the exercises in data-parts: words in order, and with a bar the first that is answered.
export function offer(place) {
  const parts = place.dataset.parts.split(" ").map((names) => names.split("|"));
  const said = element("p", { role: "status", class: "live__status" });
  const go = button("Download your engine as one file", () => {
    const found = answered(parts);
    said.textContent = found.length ? `${FILE} has your answers to: ${found.join(", ")}.` : first(parts);
    if (found.length) save(fileOf(found));
  });
  place.classList.add("live");
  place.append(go, said);
  if (!answered(parts).length) said.textContent = first(parts);
}

const answered = (parts) => {
  const { answers } = load();
  return parts.map((names) => names.find((name) => answers[name]?.trim())).filter(Boolean);
};

function first([[name]]) {
  const title = document.querySelector(`#exercise-${name} .admonition-title`)?.textContent ?? name;
  return `Nothing is kept in this browser yet: write your answer to “${title}” first.`;
}

function fileOf(names) {
  const { answers, passed } = load();
  const cells = names.map((name) => {
    const state = passed.includes(name) ? "an answer to it has passed its check" : "no answer to it has passed its check yet";
    return `# From the exercise ${name}: ${state}.\n\n${answers[name].trim()}\n`;
  });
  return ['"""My own engine, from my answers to the exercises of minigrad."""\n', ...cells].join("\n\n");
}

function save(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/x-python" })); // it is small, and goes with the page
  element("a", { href: address, download: FILE }).click();
}
