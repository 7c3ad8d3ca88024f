// Code on a page that can be run: its buttons, what is said of it, and the place for what it shows.
import { editor } from "./editor.js";
import { button, element } from "./page.js";

export class Cell {
  cells = [this]; // whose code a run of this one may run

  constructor(name, listing, code, verb) {
    this.name = name;
    this.listing = listing;
    this.original = code;
    this.go = button(verb, () => this.run());
    this.stop = button("Stop", async () => (await import("./python.js")).end("stopped"));
    this.reset = button("Reset", () => this.restore());
    this.status = element("span", { class: "live__status", role: "status" });
    const controls = element("div", { class: "live" }, this.go, this.stop, this.reset, this.status);
    this.result = element("div", { class: "live__output", role: "region", "aria-label": `Output of ${name}` });
    this.stop.hidden = this.result.hidden = true;
    listing.after(controls, this.result);
  }

  get code() { return this.area?.value ?? this.original; }

  edit(code) {
    this.area = editor(code, `Code of ${this.name}`, () => this.run());
    this.listing.after(this.area);
    this.listing.hidden = true;
  }

  say(text, verdict = "") {
    this.status.textContent = text;
    this.status.dataset.verdict = verdict;
  }

  clear() {
    this.result.replaceChildren();
    this.result.hidden = true;
  }

  // Gives the verdict, if there is one.
  async run() {
    if (!this.stop.hidden) return;
    this.wait(true);
    const running = import("./python.js").then(({ run }) => run(this));
    const { said, verdict } = await running.catch(() => ({ said: "Python could not be loaded. Try again." }));
    this.say(said, verdict);
    this.wait(false);
    return verdict;
  }

  wait(yes) {
    if (!yes && document.activeElement === this.stop) this.go.focus();
    this.go.ariaDisabled = this.reset.ariaDisabled = yes;
    this.stop.hidden = !yes;
  }
}
