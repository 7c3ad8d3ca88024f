// Exercises in place: write, check, take a hint, see the solution. The check is the exercise's own.
import { late } from "./build.js";
import { Cell } from "./cell.js";
import { button, onPage } from "./page.js";
import { add, change, load } from "./progress.js";

class Exercise extends Cell {
  constructor(box) {
    const { given, blank, check, order } = JSON.parse(box.querySelector("template").content.textContent);
    const title = box.querySelector(".admonition-title").textContent;
    const listing = [...box.querySelectorAll(".admonition > .highlight")].at(-1); // after what is given
    super(`your answer to ${title}`, listing, blank, "Check");
    Object.assign(this, { id: box.id.replace("exercise-", ""), given, check });
    this.hints = [...box.querySelectorAll("details.hint")];
    this.solution = box.querySelector("details.success");
    this.hint = button("", () => this.unfold(this.hints[this.told]));
    this.answer = button("Show the solution", () => this.unfold(this.solution));
    this.stop.after(this.hint, this.answer);
    this.fold();
    const { answers, passed } = load();
    this.edit(answers[this.id] ?? blank);
    if (order) late("./order.js").then(({ order }) => order(this));
    this.area.addEventListener("input", () => change((kept) => { kept.answers[this.id] = this.code; }));
    if (passed.includes(this.id)) this.say("Passed before.", "right");
  }

  question() {
    return { name: this.name, given: this.given, answer: this.code, check: this.check };
  }

  async run() {
    if (await super.run() === "right") change((kept) => add(kept.passed, this.id));
  }

  fold() {
    for (const part of [...this.hints, this.solution]) part.hidden = true;
    this.offer();
  }

  unfold(part) {
    part.hidden = false;
    part.open = true;
    this.offer();
    part.querySelector("summary").focus(); // the button may be gone
  }

  offer() { // the next hint, and the solution, if they are not shown yet
    this.told = this.hints.filter((each) => !each.hidden).length;
    this.hint.textContent = `Hint ${this.told + 1} of ${this.hints.length}`;
    this.hint.hidden = this.told === this.hints.length;
    this.answer.hidden = !this.solution.hidden;
  }

  restore() {
    this.area.value = this.original;
    this.area.dispatchEvent(new Event("input")); // so that its size fits
    change((kept) => {
      delete kept.answers[this.id];
      kept.passed = kept.passed.filter((each) => each !== this.id);
    });
    this.fold();
    this.clear();
    this.say("As it was.");
    this.area.focus();
  }
}

onPage(() => document.querySelectorAll("div.exercise[id]").forEach((box) => new Exercise(box)));
