// Python in a worker: the page stays alive whatever the reader's code does.
import { shut } from "./shut.js";
import { soon } from "./soon.js";

const TYPES = { js: /javascript/, mjs: /javascript/, wasm: /wasm/ };
const live = new URL("../live/", import.meta.url).href;
const say = self.postMessage.bind(self); // the reader's code has none
const ask = fetch, compile = WebAssembly.instantiateStreaming;
let again = new URL(import.meta.url).search; // after a failure: what the browser has kept is not trusted
let pyodide, session, graphviz, coming = 0; // so many files

// A file as soon as it begins to come, and a promise that it has come whole.
async function get(address) {
  const name = String(address).split("?")[0].split("/").at(-1);
  const file = await soon(ask(address, { cache: again ? "reload" : "default" }), name, "could not be reached");
  if (!file.ok) throw new Error(`${name} was answered with status ${file.status}`);
  const type = file.headers.get("content-type") ?? "";
  const wanted = TYPES[name.split(".").at(-1)] ?? /^(?!text.html)/;
  if (!wanted.test(type)) throw new Error(`${name} came as ${type || "a file of no type"}`);
  coming += 1;
  return { file, whole: read(file.clone().body.getReader(), name) };
}

async function read(reader, name) {
  for (let done; !done;) {
    ({ done } = await soon(reader.read(), name, "broke off"));
    if (done) coming -= 1;
    say({ coming });
  }
}

async function whole(name) {
  const got = await get(live + name);
  await got.whole;
  return got.file;
}

const reason = (error) => String(error?.message ?? error).trim().split("\n").at(-1); // of a traceback

// The page ends this worker: it does not hear what else fails by that.
const unavailable = (error) => say({ lost: "unavailable", why: reason(error) });

async function start() {
  const [book] = await Promise.all(["book.zip", "pyodide.mjs", "pyodide.asm.mjs"].map(whole));
  const scripts = ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => soon(import(live + name), name, "came broken"));
  const [{ loadPyodide }] = await Promise.all(scripts);
  watchPyodide();
  pyodide = await loadPyodide({ indexURL: live }).catch(() => {
    throw new Error("python_stdlib.zip or pyodide-lock.json came broken, or no memory is left"); // the rest was looked at
  });
  WebAssembly.instantiateStreaming = compile;
  session = await soon(begin(book), "book.zip", "came broken");
  shut();
  say({ ready: true });
}

// Pyodide waits for ever if a file of its own does not come: so the worker looks at these as well.
function watchPyodide() {
  self.fetch = async (address) => {
    const got = await get(address).catch(unavailable);
    got.whole.catch(unavailable);
    return got.file;
  };
  WebAssembly.instantiateStreaming = (...wasm) =>
    compile(...wasm).catch(() => unavailable(new Error("pyodide.asm.wasm came broken")));
}

async function begin(book) {
  pyodide.unpackArchive(await book.arrayBuffer(), "zip");
  return pyodide.pyimport("press.runtime.session").Session();
}

async function answer(question) {
  const send = (text) => say({ text });
  const draw = (figure) => say({ figure });
  let undrawn = "";
  for (const reply of session.answer(JSON.stringify(question), send, draw)) {
    const message = JSON.parse(reply);
    if (message.dot) {
      try {
        message.figure = await drawing(message.dot);
      } catch (error) { // Python goes on: its variables are there
        graphviz = undefined;
        again = `?again=${Date.now()}`;
        undrawn = ` The drawing could not be made: ${reason(error)}.`;
      }
    }
    if (message.said) message.said += undrawn;
    say(message);
  }
}

async function drawing(dot) {
  const drawer = await (graphviz ??= loadGraphviz());
  const layouts = dot.map((texts) => texts.map((text) => drawer.renderString(text, { format: "plain" })));
  return session.figure(JSON.stringify(layouts));
}

async function loadGraphviz() {
  const name = "viz.js";
  await whole(name + again); // a browser remembers a script that failed: the next try has another address
  const { instance } = await soon(import(live + name + again), name, "came broken");
  return soon(instance(), name, "came broken");
}

let turn = start().catch(unavailable);
onmessage = ({ data }) => { // the reader's errors end in Python; an error here is that of Python itself
  turn = turn.then(() => answer(data)).catch((error) => say({ lost: "crashed", why: reason(error) }));
};
