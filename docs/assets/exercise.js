// Exercises in place: write, check, take a hint, see the solution. The check is the exercise's own.

import { editor } from "./editor.js";
import { button, element, onPage } from "./page.js";
import { add, change, load } from "./progress.js";

function open(box) {
  const name = box.id.replace("exercise-", "");
  const { given, blank, check } = JSON.parse(box.querySelector("template").content.textContent);
  const listing = [...box.querySelectorAll(".admonition > .highlight")].at(-1); // after what is given
  const hints = [...box.querySelectorAll("details.hint")];
  const solution = box.querySelector("details.success");

  const area = editor(load().answers[name] ?? blank, `Your answer: ${title()}`, test);
  const status = element("p", { class: "live__verdict", role: "status" });
  const checking = button("Check", test);
  const hint = button("", () => { hints[shown].hidden = false; hints[shown].open = true; told(shown + 1); });
  const answer = button("Show the solution", () => { solution.hidden = !(solution.open = true); answer.hidden = true; });
  const reset = button("Reset", start);
  const stop = button("Stop", async () => (await import("./python.js")).restart("stopped"));
  let shown = 0;
  listing.replaceWith(area);
  area.after(element("div", { class: "live" }, checking, stop, hint, answer, reset), status);
  area.addEventListener("input", () => change((kept) => { kept.answers[name] = area.value; }));
  stop.hidden = true;
  fold();
  if (load().passed.includes(name)) say("right", "Passed before.");

  function title() {
    return box.querySelector(".admonition-title").textContent;
  }

  function fold() {
    hints.forEach((each) => { each.hidden = true; each.open = false; });
    solution.hidden = true;
    answer.hidden = false;
    told(0);
  }

  function told(count) {
    shown = count;
    hint.hidden = count === hints.length;
    hint.textContent = `Hint ${count + 1} of ${hints.length}`;
  }

  function say(kind, text) {
    status.dataset.verdict = kind;
    status.textContent = text;
  }

  function start() {
    area.value = blank;
    area.dispatchEvent(new Event("input"));
    change((kept) => { delete kept.answers[name]; kept.passed = kept.passed.filter((each) => each !== name); });
    fold();
    say("", "As it was.");
    area.focus();
  }

  async function test() {
    if (checking.ariaDisabled === "true") return;
    checking.ariaDisabled = true; // before anything is waited for
    say("", "Loading Python: 6 MB, once");
    const { ask, busy } = await import("./python.js");
    if (busy()) {
      checking.ariaDisabled = false;
      return say("", "Python is busy with another snippet: stop it, or wait for it.");
    }
    stop.hidden = false;
    const reply = await ask({ kind: "check", given, answer: area.value, check }, undefined, () => say("", "Checking"));
    if (document.activeElement === stop) checking.focus();
    checking.ariaDisabled = false;
    stop.hidden = true;
    if (reply.lost) return say("wrong", lost[reply.lost]);
    if (reply.verdict) return say("wrong", reply.verdict);
    say("right", "Passed.");
    change((kept) => add(kept.passed, name));
  }
}

const lost = {
  unavailable: "Python could not be loaded. Check tries again.",
  crashed: "Your answer made Python crash. It was started again.",
  stopped: "Stopped.",
};

onPage(() => {
  if (location.protocol.startsWith("http")) document.querySelectorAll("div.exercise[id]").forEach(open);
});
