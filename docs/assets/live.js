// Run, Edit, Stop and Reset on every snippet. What only a Run needs is loaded with the first Run.
import { editor } from "./editor.js";
import { button, element, onPage } from "./page.js";

let page = 0, cells = [];

function makeCell(box, name, module = "") {
  const listing = box.querySelector(".highlight");
  const recorded = [...box.children].filter((child) => child !== listing);
  const shown = box.querySelector("code").textContent.trimEnd();
  const typedIn = (shown.match(/^(>>>|\.\.\.).*/gm) ?? []).map((line) => line.slice(4)); // at a prompt
  const original = module ? typedIn.join("\n") : shown;

  const run = button("Run", start);
  const edit = button("Edit", open);
  const stop = button("Stop", async () => (await import("./python.js")).restart("stopped"));
  const reset = button("Reset", () => { restore(); run.focus(); reset.hidden = true; });
  const status = element("span", { class: "live__status", role: "status" });
  const controls = element("div", { class: "live" }, run, edit, stop, reset, status);
  const output = { class: "live__output", role: "region", "aria-label": `Output of ${name}` };
  const result = element("div", output);
  let area;
  listing.after(controls, result);
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", name[0].toUpperCase() + name.slice(1));

  const cell = {
    box, name, module, page, result, ranAt: 0, ranCode: "", raises: "raises" in box.dataset,
    get code() { return area?.value ?? original; },
    say(text) { status.textContent = text; },
    show(live) {
      result.replaceChildren();
      result.hidden = !live;
      for (const part of recorded) part.hidden = live;
      if (live) reset.hidden = false;
    },
    get waits() { return !stop.hidden; },
    set waits(yes) {
      if (!yes && document.activeElement === stop) run.focus();
      run.ariaDisabled = reset.ariaDisabled = yes;
      stop.hidden = !yes;
    },
  };
  restore();
  cell.waits = false;
  reset.hidden = true;
  return cell;

  async function start() {
    if (cell.waits) return;
    cell.waits = true;
    cell.say("Waiting");
    const turn = import("./run.js").then(({ runInTurn }) => runInTurn(cell, cells));
    cell.say(await turn.catch(() => "Python could not be loaded. Run tries again."));
    cell.waits = false;
  }

  function open() {
    area = editor(original, `Code of ${name}`, start);
    listing.after(area);
    listing.hidden = edit.hidden = true;
    reset.hidden = false;
    area.focus();
  }

  function restore() {
    area?.remove();
    area = undefined;
    listing.hidden = edit.hidden = false;
    cell.show(false);
    cell.ranAt = 0;
    cell.say("");
  }
}

onPage(() => {
  if (!location.protocol.startsWith("http")) return; // a page opened as a file may start no worker
  if (document.querySelector(".exercise")) import("./exercise.js");
  page += 1; // which tells Python to begin with no variables
  cells = [...document.querySelectorAll("[data-snippet]:not([data-needs])")].map((box) =>
    makeCell(box, `snippet ${box.dataset.snippet}`));
  document.querySelectorAll(".language-pycon").forEach((example, i) => {
    const module = example.closest("[id^='minigrad.']")?.id.split(".").slice(0, 2).join(".");
    const box = element("div", { class: "snippet" });
    example.replaceWith(box);
    box.append(example);
    makeCell(box, `example ${i + 1}`, module ?? "minigrad");
  });
});
