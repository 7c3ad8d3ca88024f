// Steps through a drawn graph: forward pass, then backward. The figure is complete without this script:
// it holds the picture, a list of sentences, and as JSON what each step lights and sets.

import { button, element, onPage } from "./page.js";

export function stepper(figure) {
  const box = figure.querySelector(".graph__scroll");
  const steps = JSON.parse(figure.querySelector(".graph__data").content.textContent);
  const sentences = [...figure.querySelectorAll(".graph__steps li")];
  const last = steps.length - 1;
  const goesBack = steps.some((step) => Object.keys(step.grad).length); // else the gradients stay as drawn
  if (last < 1 || figure.querySelector(".stepper")) return;

  let at = last;
  const part = (id) => document.getElementById(`${figure.id}-${id}`);
  const slider = element("input", { type: "range", min: 0, max: last, value: last, "aria-label": "Step" });
  const buttons = [
    button("First", () => show(0)),
    button("Previous", () => show(at - 1)),
    button("Next", () => show(at + 1)),
    button("Last", () => show(last)),
  ];
  const sentence = element("p", { role: "status" }, `After all ${steps.length} steps.`);
  const name = `Steps: ${box.getAttribute("aria-label")}`;
  const panel = element("div", { class: "stepper", role: "group", "aria-label": name });
  panel.append(...buttons, slider, sentence);
  box.after(panel);
  mark();

  slider.addEventListener("input", () => show(+slider.value));
  panel.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (to === undefined || event.target === slider || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(to);
  });

  function mark() {
    slider.value = at;
    slider.ariaValueText = `${at + 1} of ${steps.length}`;
    buttons.forEach((each, i) => { each.ariaDisabled = at === (i < 2 ? 0 : last); });
  }

  function show(to) {
    at = Math.min(Math.max(to, 0), last);
    const done = steps.slice(0, at + 1);
    const data = Object.assign({}, ...done.map((step) => step.data));
    const grad = Object.assign({}, ...done.map((step) => step.grad));
    for (const node of figure.querySelectorAll(".node.value")) {
      const id = node.id.slice(figure.id.length + 1);
      const [, second, third] = node.querySelectorAll("text");
      second.textContent = `data ${data[id] ?? "?"}`;
      if (goesBack) third.textContent = `grad ${grad[id] ?? "0.0"}`;
    }
    const lit = steps[at].on.flatMap((id) => [id, id.replace("op-n", "op")]); // with the operation itself
    figure.querySelectorAll(".is-lit").forEach((each) => each.classList.remove("is-lit"));
    lit.forEach((id) => part(id)?.classList.add("is-lit"));
    figure.classList.toggle("is-forward", sentences[at].className === "forward");
    figure.classList.toggle("is-backward", sentences[at].className === "backward");
    sentences.forEach((each, i) => { each.ariaCurrent = i === at ? "step" : null; });
    sentence.textContent = `${at + 1} of ${steps.length} · ${sentences[at].textContent}`;
    mark();
    reveal(part(steps[at].on[0]));
  }

  function reveal(node) { // a wide graph scrolls in its box
    const outer = box.getBoundingClientRect(), inner = node?.getBoundingClientRect();
    if (!node || (inner.left >= outer.left && inner.right <= outer.right)) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const left = (inner.left + inner.right - outer.left - outer.right) / 2;
    box.scrollBy({ left, behavior: calm ? "instant" : "smooth" });
  }
}

onPage(() => document.querySelectorAll("figure.graph").forEach(stepper));
