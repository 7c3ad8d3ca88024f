// The page's one Python, in a worker. It starts at the first question; ending it is the only way to stop it.
import { element, onPage } from "./page.js";
import { stepper } from "./stepper.js";

const startOver = "The variables of this page are lost: the next Run begins with the snippets above.";
const fromDisk = "Run needs a server: python3 -m http.server in the folder that you unpacked, then open http://localhost:8000";
const lost = {
  unavailable: "Python could not be loaded. Try again.",
  crashed: `Python crashed, as it does when calls never end, and was started again. ${startOver}`,
  stopped: `Stopped. ${startOver}`,
};
let worker, page = 0; // each page has its own variables
const jobs = []; // who waits for an answer: the first one's question runs
let loaded = false;

function start() {
  const own = worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.onerror = () => own === worker && end("unavailable");
  worker.onmessage = ({ data }) => {
    if (own !== worker) return; // the last words of one that was ended
    loaded = true;
    if (data.lost) end(data.lost);
    else if ("said" in data) jobs.shift().resolve(data);
    else jobs[0].hear(data);
  };
}

// Ends Python, with all that runs and waits. There is a new one at once, unless none can be had.
export function end(reason) {
  worker.terminate();
  worker = undefined;
  loaded = false;
  if (reason !== "unavailable") start();
  for (const job of jobs.splice(0)) job.resolve({ said: lost[reason] });
}

// Runs a cell, and gives what to say in the end. Each cell of the page shows what its own code gives.
export async function run(cell) {
  if (location.protocol === "file:") return { said: fromDisk }; // a page opened from disk may start no worker
  let shown = cell, held = "";
  const hear = ({ runs, text = "", figure }) => {
    if (!runs) {
      held += text;
      if (shown.quick && !figure) return; // the text comes with the picture: nothing below moves
      show(shown, { text: held, figure });
      held = "";
      return;
    }
    cell.say(`Running ${runs}`);
    if (shown !== cell) shown.finish();
    shown = cell.cells.find((each) => each.name === runs);
    if (!shown.quick) shown.reset.ariaDisabled = true;
    shown.begin(cell.gently);
  };
  cell.say(loaded ? "Waiting" : "Loading Python: 6 MB, once");
  if (!worker) start();
  worker.postMessage({ page, ...cell.question() });
  const last = await new Promise((resolve) => { jobs.push({ hear, resolve }); });
  if (held) show(shown, { text: held });
  shown.finish();
  return last;
}

function show(cell, { text, figure }) {
  const place = cell.result;
  cell.renew();
  place.hidden = false;
  if (text) {
    let output = place.querySelector("pre");
    if (!output) place.prepend(output = element("pre", { tabindex: 0 })); // above what was drawn before
    output.append(text);
    output.scrollTop = output.scrollHeight; // progress is read at its end
  }
  if (figure) {
    place.querySelector("figure")?.remove(); // a running snippet shows one after the other
    place.insertAdjacentHTML("beforeend", figure);
    place.querySelectorAll("figure.graph").forEach(stepper); // a plot has no steps
  }
}

onPage(() => {
  page += 1;
  if (jobs.length) end("stopped"); // what ran for the page before
});
