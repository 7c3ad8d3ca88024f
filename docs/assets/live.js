// Run, Edit, Stop and Reset on every snippet. What only a Run needs is loaded with the first Run, and what only
// some pages need on those alone.
import { Cell } from "./cell.js";
import { add, button, element, near, onPage } from "./page.js";
import { change, load } from "./progress.js";

const page = () => location.pathname.replace(/index\.html$/, "").split("/").slice(-3).join("/"); // wherever the site is

class Snippet extends Cell {
  constructor(box, name, code) {
    const listing = box.querySelector(".highlight");
    const recorded = [...box.children].filter((child) => child !== listing);
    super(name, listing, code, "Run");
    this.recorded = recorded;
    this.book = code;
    this.key = `${page()} ${name}`;
    this.raises = "raises" in box.dataset;
    this.opener = button("Edit", () => this.edit());
    this.opener.classList.add("live__edit");
    listing.addEventListener("click", ({ target }) => { // a click in the code edits it; a selection is left alone
      if (target.closest("pre") && getSelection().isCollapsed && !this.running) this.edit();
    });
    this.go.after(this.opener);
    if (box.dataset.sliders) {
      near(box, () => add("slider.js", "The slider", box, ({ sliders }) => {
        this.sliders = sliders(this, box);
        this.slide(!this.area);
      }));
    }
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", name[0].toUpperCase() + name.slice(1));
    this.follow(this.kept());
  }

  question() { // Python knows which of those above must run first
    const upToThis = this.cells.slice(0, this.cells.indexOf(this) + 1);
    const snippets = upToThis.map(({ name, code, raises }) => ({ name, code, raises }));
    return { snippets, module: this.module };
  }

  edit() {
    this.open(this.original);
    this.area.focus();
  }

  open(code) {
    super.edit(code);
    this.opener.hidden = true;
    this.reset.hidden = false;
    this.slide(false); // the number is in the reader's hands
  }

  kept() { // an edit of what the book has meanwhile changed is none
    const [book, code] = load().edits[this.key] ?? [];
    return book === this.book ? code : undefined;
  }

  keep(code) {
    return change(({ edits }) => {
      if (code === this.book) delete edits[this.key];
      else edits[this.key] = [this.book, code];
    });
  }

  follow(code) { // an edit from before, or from another tab, if there is one: that may also have reset it
    if (code === undefined) return this.back();
    if (!this.area) this.open(code);
    this.put(code);
    this.clear();
    this.say("Your edit, as it was kept. Reset brings back the book's code.");
  }

  clear() {
    super.clear();
    for (const each of this.recorded) each.hidden = true;
    this.reset.hidden = false;
  }

  restore() {
    this.back();
    this.keep(this.book);
    this.go.focus();
  }

  back() {
    super.clear();
    this.slide(true);
    for (const each of this.recorded) each.hidden = false;
    this.area?.remove();
    this.area = undefined;
    this.listing.hidden = this.opener.hidden = false;
    this.own = false;
    this.say("");
    this.reset.hidden = true;
  }

  // The sliders are there, at the numbers of the book; or they are away.
  slide(there) {
    if (!this.sliders) return;
    for (const row of this.sliders.rows) row.hidden = !there;
    if (!there) return;
    this.sliders.back();
    this.original = this.book;
  }
}

function onSnippets() {
  const boxes = [...document.querySelectorAll("[data-snippet]:not([data-needs])")];
  const cells = boxes.map((box) => {
    const code = box.querySelector("code").textContent.trimEnd();
    return new Snippet(box, `snippet ${box.dataset.snippet}`, code);
  });
  for (const cell of cells) cell.cells = cells;
}

// A docstring's example runs alone, with the names of its module.
function onExamples() {
  document.querySelectorAll(".language-pycon").forEach((example, i) => {
    const box = element("div", { class: "snippet" });
    example.replaceWith(box);
    box.append(example);
    const typed = example.querySelector(".copy").dataset.clipboardText; // the code without its prompts
    const cell = new Snippet(box, `example ${i + 1}`, typed);
    const file = box.closest(".doc-object").querySelector("summary code").textContent; // of the source
    cell.module = file.replace(".py", "").replaceAll("/", ".");
  });
}

onPage(() => {
  onSnippets();
  onExamples();
  document.querySelectorAll("div.exercise[id]").forEach((box) => {
    near(box, () => add("exercise.js", "What checks your answer", box, ({ Exercise }) => new Exercise(box)));
  });
  document.querySelectorAll("figure.graph:has(> .stepper)").forEach((figure) => {
    add("stepper.js", "What steps through the graph", figure, ({ stepper }) => stepper(figure));
  });
  const engine = document.getElementById("engine");
  if (engine) add("engine.js", "The download", engine, ({ offer }) => offer(engine));
});
