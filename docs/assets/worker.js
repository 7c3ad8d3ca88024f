// Python in a worker: the page stays alive whatever the reader's code does.
import { loadPyodide } from "../live/pyodide.mjs";

const live = new URL("../live/", import.meta.url).href;
let graphviz;

async function start() {
  const book = fetch(live + "book.zip").then((file) => file.arrayBuffer()); // meanwhile
  const pyodide = await loadPyodide({ indexURL: live });
  pyodide.unpackArchive(await book, "zip");
  postMessage({ ready: true });
  return pyodide.pyimport("_ext.browser").Session();
}

async function answer(session, question) {
  const send = (text) => postMessage({ text });
  const reply = JSON.parse(session.answer(JSON.stringify(question), send));
  if (reply.dot) {
    graphviz ??= import("../live/viz.js").then((viz) => viz.instance());
    const svg = (await graphviz).renderString(reply.dot, { format: "svg" });
    reply.figure = session.figure(svg, question.figure);
  }
  return reply;
}

const started = start().catch(() => postMessage({ lost: "unavailable" }));
onmessage = async ({ data }) => {
  const session = await started;
  try {
    if (session) postMessage(await answer(session, data));
  } catch {
    postMessage({ lost: "crashed" }); // the reader's errors end in Python: here, Python itself is gone
  }
};
