// Steps through a drawn graph: forward pass, then backward. The figure is complete without this script:
// it holds the picture, a list of sentences, and as JSON what each step lights and sets; a place is left for this.

import { add, button, element, taken } from "./page.js";

const CALM = matchMedia("(prefers-reduced-motion: reduce)");

export function stepper(figure) {
  const panel = figure.querySelector(".stepper");
  if (!panel) return; // its picture says it
  const { steps, slopes } = JSON.parse(figure.querySelector(".graph__data").content.textContent);
  const sentences = [...figure.querySelectorAll(".graph__steps li")];
  const last = steps.length - 1;
  const goesBack = steps.some((step) => Object.keys(step.grad).length); // else the gradients stay as drawn

  let at = last, clock;
  const slider = element("input", { type: "range", min: 0, max: last, value: last, "aria-label": "Step" });
  const play = button("Play", () => (clock ? pause() : start()));
  const back = button("\u2039", () => go(at - 1), "Previous");
  const on = button("\u203a", () => go(at + 1), "Next");
  const sentence = element("p", { role: "status" });
  panel.role = "group";
  panel.ariaLabel = `Steps: ${figure.querySelector("figcaption").textContent}`;
  panel.append(play, back, on, slider, sentence);
  let leaves; // their paths, once one is chosen
  const parts = figure.classList.contains("graph--overview") ? [] : figure.querySelectorAll("[data-id]"); // there, they are too many
  if (parts.length) offerPaths();
  mark();

  slider.addEventListener("input", () => go(slider.valueAsNumber));
  panel.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: Math.max(at - 1, 0), ArrowRight: Math.min(at + 1, last), Home: 0, End: last }[event.key];
    if (to === undefined || taken(event)) return; // the slider has its own keys
    event.preventDefault();
    go(to);
  });

  figure.addEventListener("beforeprint", () => { // paper has the whole, and no buttons
    if (!sentence.textContent) return; // it is as drawn
    set(last);
    light(figure, [], "");
  });

  figure.addEventListener("keydown", (event) => { // from a path back to the step
    if (event.key !== "Escape" || !leaves?.leave()) return;
    event.preventDefault();
    show(at);
  });

  function offerPaths() {
    for (const svg of figure.querySelectorAll("svg")) svg.setAttribute("role", "group"); // it holds buttons now
    for (const leaf of figure.querySelectorAll(".leaf")) {
      leaf.setAttribute("role", "button");
      leaf.tabIndex = 0;
      leaf.addEventListener("click", () => choose(leaf));
      leaf.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(leaf);
      });
    }
    tell();
  }

  function choose(leaf) {
    pause();
    add("paths.js", "The paths", panel, ({ paths }) => {
      leaves ??= paths(figure, slopes, sentence);
      leaves.next(leaf);
    });
  }

  // Stops at a touch of anything.
  function start() {
    if (at === last) show(0);
    play.textContent = "Pause";
    const wait = () => 1200 + 35 * sentence.textContent.length; // ms: the time to read it
    const tick = () => {
      if (at === last) return pause();
      show(at + 1);
      clock = setTimeout(tick, wait());
    };
    clock = setTimeout(tick, wait());
  }

  function pause() {
    clearTimeout(clock);
    clock = undefined;
    play.textContent = "Play";
  }

  function go(to) {
    pause();
    show(to);
  }

  function mark() {
    slider.value = at;
    slider.ariaValueText = `${at + 1} of ${steps.length}`;
    back.ariaDisabled = at === 0;
    on.ariaDisabled = at === last;
  }

  function show(to) {
    set(to);
    reveal();
  }

  function set(to) {
    leaves?.leave();
    at = to;
    const done = steps.slice(0, at + 1);
    const data = Object.assign({}, ...done.map((step) => step.data));
    const grad = Object.assign({}, ...done.map((step) => step.grad));
    for (const node of figure.querySelectorAll(".node")) {
      const id = node.dataset.id;
      node.querySelector(".data").textContent = data[id] ?? "?";
      if (goesBack) node.querySelector(".grad").textContent = grad[id] ?? "0.0";
    }
    for (const edge of figure.querySelectorAll(".edge")) { // a slope is known when its operation was done
      edge.classList.toggle("is-ahead", !(edge.dataset.id.split("-")[1] in data));
    }
    tell();
    light(figure, steps[at].on, sentences[at].className);
    sentences.forEach((each, i) => { each.ariaCurrent = i === at ? "step" : null; });
    sentence.textContent = `${at + 1} of ${steps.length} · ${sentences[at].textContent}`;
    sentence.tabIndex = sentence.scrollHeight > sentence.clientHeight ? 0 : -1; // a long one is scrolled by key
    sentence.scrollTop = 0;
    mark();
  }

  // What stands in each box and over each edge, for a reader who hears it.
  function tell() {
    const names = {};
    for (const part of parts) {
      const says = (kind) => part.querySelector(kind)?.textContent;
      const [tail, head] = part.dataset.id.split("-");
      names[tail] ??= says(".name") ?? says(".data"); // a number of no name
      const numbers = `value ${says(".data")}, gradient ${says(".grad")}`;
      if (part.role === "button") { // its name is what stands in it
        part.ariaDescription = `${numbers}, shows its paths`;
        continue;
      }
      part.role = "img";
      part.ariaLabel = head === undefined ? `${names[tail]}: ${numbers}`
        : `${names[tail]} to ${names[head]}: slope ${part.classList.contains("is-ahead") ? "?" : says(".slope")}`;
    }
  }

  // A tall picture is scrolled until what is lit stands between the page's header and the sentence,
  // a wide one until it stands in the middle.
  function reveal() {
    const picture = [...figure.querySelectorAll(".graph__picture")].find((each) => each.offsetWidth); // of the two
    const boxes = [...(picture?.querySelectorAll(".node.is-lit") ?? [])].map((node) => node.getBoundingClientRect());
    if (!boxes.length) return;
    const frame = picture.getBoundingClientRect(), box = boxes[0];
    const left = Math.min(...boxes.map((each) => each.left)), right = Math.max(...boxes.map((each) => each.right));
    const middle = right - left < frame.width ? (left + right) / 2 : (box.left + box.right) / 2;
    picture.scrollLeft += middle - (frame.left + frame.right) / 2;
    const over = box.top - 80, under = box.bottom - (panel.getBoundingClientRect().top - 20);
    const by = over < 0 ? over : Math.max(under, 0);
    if (by) scrollBy({ top: by, behavior: CALM.matches ? "instant" : "smooth" });
  }
}

// Lights the nodes and edges with these ids, in blue or orange by the direction.
export function light(figure, ids, direction) {
  const lit = new Set(ids);
  for (const part of figure.querySelectorAll("[data-id]")) part.classList.toggle("is-lit", lit.has(part.dataset.id));
  figure.classList.toggle("is-forward", direction === "forward");
  figure.classList.toggle("is-backward", direction === "backward");
}

addEventListener("beforeprint", () => {
  for (const figure of document.querySelectorAll("figure.graph")) figure.dispatchEvent(new Event("beforeprint"));
});
