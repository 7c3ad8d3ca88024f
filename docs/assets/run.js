// Which snippets a Run runs, in what order, and what is said of it.
import { element } from "./page.js";
import { ask } from "./python.js";
import { stepper } from "./stepper.js";

const startOver = "The variables of this page are lost: the next Run begins with the snippets above.";
const lost = {
  unavailable: "Python could not be loaded. Run tries again.",
  crashed: `Python crashed and was started again. ${startOver}`,
  stopped: `Stopped. ${startOver}`,
};
let queue = Promise.resolve();
let life = 0, clock = 0; // a life ends when Python, and with it every variable, is lost

// Gives what to say in the end. What waits when Python is stopped, or the page left, does not run.
export function runInTurn(cell, cells) {
  const asked = life;
  queue = queue.then(() => (asked === life && cell.box.isConnected ? attempt(cell, cells) : lost.stopped));
  return queue;
}

async function attempt(cell, cells) {
  const first = cell.module ? [] : stale(cells.slice(0, cells.indexOf(cell)));
  let done;
  for (const next of [...first, cell]) {
    const reply = await execute(next, cell.say);
    if (reply.lost) {
      life += 1;
      for (const each of cells) each.ranAt = 0;
      return lost[reply.lost];
    }
    if (reply.failed && next !== cell && !next.raises) {
      return `Not run: ${next.name} above stopped with an error.`;
    }
    done = reply.failed ? "Stopped with an error" : "Ran";
  }
  return first.length ? `${done}, after ${first.map((each) => each.name).join(", ")}.` : `${done}.`;
}

// The cells that have not run as they stand now, or that ran before one above them did.
function stale(above) {
  let latest = 0;
  return above.filter((cell) => {
    latest = cell.ranAt > latest && cell.ranCode === cell.code ? cell.ranAt : Infinity;
    return latest === Infinity;
  });
}

async function execute(cell, say) {
  const { code, name, module, page, result } = cell;
  const text = element("pre", { tabindex: 0 });
  const print = (more) => {
    if (!text.isConnected) result.append(text);
    text.append(more);
    text.scrollTop = text.scrollHeight; // progress is read at its end
  };
  cell.show(true);
  say("Loading Python: 6 MB, once");
  const question = { kind: "run", page, code, name, module, figure: `live-${name.replace(" ", "-")}` };
  const reply = await ask(question, print, () => say(`Running ${name}`));
  result.insertAdjacentHTML("beforeend", reply.figure ?? "");
  result.querySelectorAll("figure").forEach(stepper);
  result.hidden = !result.hasChildNodes();
  cell.ranCode = code;
  cell.ranAt = reply.lost || (reply.failed && !cell.raises) ? 0 : ++clock;
  return reply;
}
