// Python in a worker: the page stays alive whatever the reader's code does.
import { loadPyodide } from "../live/pyodide.mjs";

const live = new URL("../live/", import.meta.url).href;
let session, graphviz;

async function start() {
  const book = fetch(live + "book.zip").then((file) => file.arrayBuffer()); // meanwhile
  const pyodide = await loadPyodide({ indexURL: live });
  pyodide.unpackArchive(await book, "zip");
  session = pyodide.pyimport("press.runtime.session").Session();
}

async function answer(question) {
  const send = (text) => postMessage({ text });
  const draw = (figure) => postMessage({ figure });
  for (const reply of session.answer(JSON.stringify(question), send, draw)) {
    const message = JSON.parse(reply);
    if (message.dot) {
      graphviz ??= import("../live/viz.js").then((viz) => viz.instance());
      const viz = await graphviz;
      const layouts = message.dot.map((texts) => texts.map((text) => viz.renderString(text, { format: "plain" })));
      message.figure = session.figure(JSON.stringify(layouts));
    }
    postMessage(message);
  }
}

let turn = start().catch(() => postMessage({ lost: "unavailable" }));
onmessage = ({ data }) => { // the reader's errors end in Python; an error here is that of Python itself
  turn = turn.then(() => session && answer(data)).catch(() => postMessage({ lost: "crashed" }));
};
