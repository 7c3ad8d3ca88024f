// Code on a page that can be run: its buttons, what is said of it, and the place for what it shows.
import { editor } from "./editor.js";
import { button, element, load, notLoaded, onPage } from "./page.js";
import { UNKEPT } from "./progress.js";

const OTHER = "Another tab has changed this code too, and its version is kept. What you write here next takes its place.";
const cells = new Set(); // of this page
onPage(() => cells.clear());
// Another tab has written, or this page was out of sight meanwhile.
for (const event of ["storage", "pageshow"]) addEventListener(event, () => cells.forEach((cell) => cell.compare()));

export class Cell {
  cells = [this]; // whose code a run of this one may run

  constructor(name, listing, code, verb) {
    this.name = name;
    this.listing = listing;
    this.original = code;
    this.go = button(verb, () => this.run());
    this.go.classList.add("live__go");
    this.stop = button("Stop", async () => (await load("python.js")).end("stopped"));
    this.reset = button("Reset", async () => {
      this.moved = false;
      await this.ended; // of a slider's run
      this.restore();
    });
    this.status = element("span", { class: "live__status", role: "status" });
    const controls = element("div", { class: "live" }, this.go, this.stop, this.reset, this.status);
    this.result = element("div", { class: "live__output", role: "region", "aria-label": `Output of ${name}` });
    this.stop.hidden = this.result.hidden = true;
    listing.after(controls, this.result);
    cells.add(this);
  }

  get code() { return this.area?.value ?? this.original; }

  edit(code) {
    this.area = editor(code, `Code of ${this.name}`, () => this.run());
    this.area.addEventListener("input", () => this.putting || this.write());
    this.listing.after(this.area);
    this.listing.hidden = true;
  }

  // Code that the reader does not write here and now.
  put(code) {
    this.own = false;
    this.putting = true;
    this.area.value = code;
    this.area.dispatchEvent(new Event("input")); // so that its size fits
    this.putting = false;
  }

  write() {
    this.own = true; // written here, and not only kept from before
    this.lost = !this.keep(this.code);
    if (this.lost) this.say(UNKEPT);
    else if ([UNKEPT, OTHER].includes(this.last)) this.say("");
  }

  // Two tabs may show the same code: what nobody has written here follows, and what was written here stays.
  compare() {
    const kept = this.kept();
    if (this.lost || this.code === (kept ?? this.original)) return;
    if (this.own) this.say(OTHER);
    else this.follow(kept);
  }

  say(text, verdict = "") {
    this.last = text;
    if (this.quick) return;
    if (text !== this.status.textContent) this.status.textContent = text; // the same is not read out again
    this.status.dataset.verdict = verdict;
  }

  clear() {
    this.result.replaceChildren();
    this.result.hidden = true;
  }

  // Its code starts to run: what it gave before goes; gently, when there is something new.
  begin(gently) {
    this.stale = gently;
    if (!gently) this.clear();
  }

  renew() {
    if (this.stale) this.clear();
    this.stale = false;
  }

  finish() {
    this.renew();
    this.reset.ariaDisabled = false;
  }

  // Gives the verdict, if there is one. Gently, as a slider runs it, nothing flickers: Stop comes if it lasts.
  async run(gently = false) {
    if (this.running) return;
    this.running = true;
    this.quick = this.gently = gently;
    const slow = () => { this.quick = false; this.wait(true); this.say(this.last); };
    const clock = gently ? setTimeout(slow, 400) : this.wait(true);
    this.ended = load("python.js").then(({ run }) => run(this), ({ message }) => notLoaded(message));
    const { said, verdict } = await this.ended;
    clearTimeout(clock);
    this.running = this.quick = false;
    this.say(gently ? said.replace(/^Ran,.*/, "Ran.") : said, verdict);
    this.wait(false);
    return verdict;
  }

  wait(yes) {
    if (!yes && document.activeElement === this.stop) this.go.focus();
    this.go.ariaDisabled = this.reset.ariaDisabled = yes;
    this.stop.hidden = !yes;
  }
}
