// The page's one Python, in a worker. It starts at the first question; ending it is the only way to stop it.
import { onPage } from "./page.js";

const startOver = "The variables of this page are lost: the next Run begins with the snippets above.";
const lost = {
  unavailable: "Python could not be loaded. Try again.",
  crashed: `Python crashed, as it does when calls never end, and was started again. ${startOver}`,
  stopped: `Stopped. ${startOver}`,
};
let worker, page = 0; // each page has its own variables
let jobs = []; // who waits for an answer: the first one's question runs
export let loaded = false;

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

// Gives the last message, with what to say; `hear` gets those before it.
export function ask(question, hear) {
  if (!worker) start();
  worker.postMessage({ page, ...question });
  return new Promise((resolve) => { jobs.push({ hear, resolve }); });
}

onPage(() => {
  page += 1;
  if (jobs.length) end("stopped"); // what ran for the page before
});
