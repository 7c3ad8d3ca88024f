// The page's one Python, in a worker. It starts at the first question; ending it is the only way to stop it.
import { element, notLoaded, onPage } from "./page.js";
import { picture } from "./picture.js";
import { stepper } from "./stepper.js";

const startOver = "The variables of this page are lost: the next Run begins with the snippets above.";
const fromDisk = "Run needs a server: python3 -m http.server in the folder that you unpacked, then open http://localhost:8000";
const lost = {
  crashed: (why) => `Python crashed${/stack|recursion/i.test(why) ? ", as it does when calls never end," : ` (${why})`} `
    + `and was started again. ${startOver}`,
  stopped: () => `Stopped. ${startOver}`,
};
// ms without a sign of life: while files are to come, of which the worker names a silent one sooner; while Python starts
const SILENCE = 25_000, START = 120_000;
let worker, page; // when it came: each page has its own variables
const jobs = []; // who waits for an answer: the first one's question runs
let loaded = false, came = false, again = ""; // came: it is in the browser now; again: how the next try is addressed
let clock;

function start() {
  const own = worker = new Worker(script(), { type: "module" });
  worker.onerror = ({ message }) => {
    if (own !== worker) return; // one that was ended
    if (loaded) end("crashed", message);
    else end("unavailable", "worker.js did not come, or came broken");
  };
  wait("worker.js", SILENCE);
  worker.onmessage = ({ data }) => {
    if (own !== worker) return; // the last words of one that was ended
    const { coming, ready: started, lost, why = "", said, verdict, runs, text, figure } = data ?? {};
    if (typeof coming === "number" && !loaded) wait("Python", coming ? SILENCE : START);
    else if (started === true) ready();
    else if (lost === "unavailable" || lost === "crashed") end(lost, why);
    else if (!jobs.length || [said, verdict, runs, text, figure].some(strange)) return;
    else if (said !== undefined) jobs.shift().resolve({ said, verdict });
    else jobs[0].hear({ runs, text, figure });
  };
}

// The reader's code runs in the worker, and may have it say anything: a page takes texts.
const strange = (said) => said !== undefined && typeof said !== "string";

// A worker of its own address would have the policy that a server sends with it, if any; this has the page's.
function script() {
  const address = JSON.stringify(new URL(`worker.js${again}`, import.meta.url));
  return URL.createObjectURL(new Blob([`import ${address};`], { type: "text/javascript" }));
}

function wait(name, ms) {
  clearTimeout(clock);
  clock = setTimeout(end, ms, "unavailable", `${name} has given no sign for ${ms / 1000} seconds`);
}

function ready() {
  clearTimeout(clock);
  loaded = came = true;
}

// Ends Python, with all that runs and waits. There is a new one at once, unless none can be had.
export function end(reason, why) {
  if (!worker) return; // it has ended already, and that is just being told
  worker.terminate();
  worker = undefined;
  loaded = false;
  if (reason !== "unavailable") start();
  else again = `?again=${Date.now()}`; // what the browser kept of this try may be what was wrong
  for (const job of jobs.splice(0)) job.resolve(reason === "unavailable" ? notLoaded(why) : { said: lost[reason](why) });
}

// Runs a cell, and gives what to say in the end. Each cell of the page shows what its own code gives.
export async function run(cell) {
  if (location.protocol === "file:") return { said: fromDisk }; // a page opened from disk may start no worker
  if (!cell.listing.isConnected) return { said: "" }; // the reader has gone to another page meanwhile
  let shown = cell, held = "";
  const finish = () => {
    if (held) show(shown, { text: held });
    held = "";
    shown.finish();
  };
  const hear = ({ runs, text = "", figure }) => {
    if (!runs) {
      held += text;
      if ((shown.quick || shown.stale) && !figure) return; // the text comes with the picture: nothing below moves
      show(shown, { text: held, figure });
      held = "";
      return;
    }
    const next = cell.cells.find((each) => each.name === runs);
    if (!next) return;
    cell.say(`Running ${runs}`);
    if (shown !== cell) finish();
    shown = next;
    if (!shown.quick) shown.reset.ariaDisabled = true;
    shown.begin(cell.gently);
  };
  cell.say(loaded ? "Waiting" : came ? "Starting Python" : "Loading Python: 6 MB, once");
  if (!worker) start();
  worker.postMessage({ page, ...cell.question() });
  const last = await new Promise((resolve) => { jobs.push({ hear, resolve }); });
  finish();
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
    place.append(picture(figure));
    place.querySelectorAll("figure.graph").forEach(stepper); // a plot has no steps
  }
}

onPage(() => {
  page = Date.now();
  if (jobs.length) end("stopped"); // what ran for the page before
});
