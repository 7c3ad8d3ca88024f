// Exercises in place: write, check, take a hint, see the solution. The check is the exercise's own.
import { Cell } from "./cell.js";
import { add, button } from "./page.js";
import { change, include, load, UNKEPT } from "./progress.js";

export class Exercise extends Cell {
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
    this.edit(this.kept() ?? blank);
    if (order) add("order.js", "The list to put in order", box, ({ order }) => order(this));
    if (load().passed.includes(this.id)) this.say("Passed before.", "right");
  }

  kept() { return load().answers[this.id]; }

  keep(code) { return change((kept) => { kept.answers[this.id] = code; }); }

  follow(code) { this.put(code ?? this.original); }

  question() {
    return { name: this.name, given: this.given, answer: this.code, check: this.check };
  }

  async run() {
    if (await super.run() !== "right") return;
    if (!change((kept) => include(kept.passed, this.id))) this.say(`${this.last} ${UNKEPT}`, "right");
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
    this.put(this.original);
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
