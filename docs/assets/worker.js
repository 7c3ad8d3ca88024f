// Python in a worker: the page stays alive whatever the reader's code does.
import { loadPyodide } from "../live/pyodide.mjs";
import { shut } from "./shut.js";

const live = new URL("../live/", import.meta.url).href;
const say = self.postMessage.bind(self); // the reader's code has none
let session, graphviz;

async function start() {
  const book = fetch(live + "book.zip").then((file) => file.arrayBuffer()); // meanwhile
  const pyodide = await loadPyodide({ indexURL: live });
  pyodide.unpackArchive(await book, "zip");
  session = pyodide.pyimport("press.runtime.session").Session();
  shut();
}

async function answer(question) {
  const send = (text) => say({ text });
  const draw = (figure) => say({ figure });
  for (const reply of session.answer(JSON.stringify(question), send, draw)) {
    const message = JSON.parse(reply);
    if (message.dot) {
      graphviz ??= import("../live/viz.js").then((viz) => viz.instance());
      const viz = await graphviz;
      const layouts = message.dot.map((texts) => texts.map((text) => viz.renderString(text, { format: "plain" })));
      message.figure = session.figure(JSON.stringify(layouts));
    }
    say(message);
  }
}

let turn = start().catch(() => say({ lost: "unavailable" }));
onmessage = ({ data }) => { // the reader's errors end in Python; an error here is that of Python itself
  turn = turn.then(() => session && answer(data)).catch(() => say({ lost: "crashed" }));
};
