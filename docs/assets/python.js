// The page's one Python. It starts at the first question, and is stopped by ending its worker.
import { onPage } from "./page.js";

let worker, ready, job; // job: who waits for an answer
let turn = Promise.resolve();

function start() {
  ready = false;
  worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.onerror = () => settle({ lost: "unavailable" });
  worker.onmessage = ({ data }) => {
    if ("text" in data) job?.onText(data.text);
    else if ("ready" in data) { ready = true; job?.onReady(); }
    else settle(data);
  };
}

// Gives the answer. If it is that Python is lost, there is a new one, unless none can be had.
function settle(reply) {
  if (reply.lost) {
    worker?.terminate();
    worker = undefined;
    if (reply.lost !== "unavailable") start();
  }
  job?.resolve(reply);
  job = undefined;
}

export const busy = () => job !== undefined;
export const restart = (lost) => settle({ lost });

// Questions wait for their turn.
export function ask(question, onText = () => {}, onReady = () => {}) {
  const put = (resolve) => {
    if (!worker) start();
    if (ready) onReady();
    job = { resolve, onText, onReady };
    worker.postMessage(question);
  };
  turn = turn.then(() => new Promise(put));
  return turn;
}

onPage(() => { if (job) restart("stopped"); }); // what ran for the page before
