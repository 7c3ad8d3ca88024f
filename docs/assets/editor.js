// A place to write code in: a plain textarea, so that undo, spelling and screen readers work as everywhere.

import { element } from "./page.js";

export function editor(code, label, run) {
  const area = element("textarea", { class: "live__code", "aria-label": label, spellcheck: false });
  area.autocapitalize = "off";
  area.value = code;
  const fit = () => { area.rows = area.value.split("\n").length; };
  fit();
  area.addEventListener("input", fit);
  area.addEventListener("keydown", (event) => { // Tab is left alone: it leads on to the buttons
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) return run();
    const line = area.value.slice(0, area.selectionStart).split("\n").at(-1);
    const indent = line.match(/^[ \t]*/)[0]; // the reader's own, blanks or tabs
    const deeper = /:\s*(#.*)?$/.test(line) ? (indent.startsWith("\t") ? "\t" : "    ") : "";
    document.execCommand("insertText", false, "\n" + indent + deeper); // through the browser, so that undo works
  });
  return area;
}
