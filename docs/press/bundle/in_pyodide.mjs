// Runs a Python file inside Pyodide under Node, the reader's own runtime without a browser:
//   node in_pyodide.mjs FOLDER_OF_PYODIDE SCRIPT.py [ARGUMENTS]
// The machine's files are under /host.

import { readFileSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, script, ...rest] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.mjs")));
const pyodide = await loadPyodide({ indexURL: resolve(folder) });
pyodide.setStdout({ write: (bytes) => writeSync(1, bytes) }); // as it comes, not line by line
pyodide.mountNodeFS("/host", "/");
pyodide.globals.set("arguments", rest);
pyodide.runPython("import sys; sys.argv[1:] = arguments.to_py()");
try {
  const source = readFileSync(script, "utf8");
  process.exitCode = pyodide.runPython(source, { filename: "/host" + resolve(script) }) ?? 0;
} catch (error) {
  console.error(error.message); // the traceback, without the page of code that Node would show
  process.exitCode = 1;
}
