// A picture from Python's worker, where the reader's code may say anything: only what our pictures are made
// of comes into the page. Whatever else stands in it is left out, which is said.
import { element } from "./page.js";

const LEFT_OUT = "Left out here: what is no part of a drawing.";
const SHAPE = "class color fill fill-opacity stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin";
const PARTS = { // by namespace and name: the attributes
  "http://www.w3.org/1999/xhtml": {
    figure: "id class", figcaption: "", div: "class", details: "class", summary: "", ol: "", li: "class",
    template: "class", script: "type",
  },
  "http://www.w3.org/2000/svg": {
    svg: "xmlns viewBox role style aria-label aria-labelledby fill font-family font-size text-anchor",
    title: "id", desc: "", g: `${SHAPE} data-id`, path: `${SHAPE} d`, rect: `${SHAPE} x y width height rx`,
    text: `${SHAPE} style x y text-anchor font-weight font-size transform`, tspan: "class",
  },
};
const CLASS = /^(?:(?:graph|plot)[\w-]*|node|edge|leaf|data|grad|name|slope|op|stepper|head|forward|backward)$/;
const VALUES = { // those of the other attributes name nothing to load
  class: (value) => value.split(" ").every((word) => CLASS.test(word)),
  id: (value) => value.startsWith("live-"),
  "aria-labelledby": (value) => value.startsWith("live-"),
  "aria-label": () => true,
  style: (value) => /^(?:--w:[\d.]+;--h:[\d.]+|paint-order:stroke)$/.test(value),
  type: (value) => value === "application/json",
};
const plain = (value) => !/url|\\/i.test(value);

// Gives the figure, made of known parts.
export function picture(html) {
  const { head, body } = new DOMParser().parseFromString(html, "text/html");
  const found = { strange: head.hasChildNodes() };
  for (const child of [...body.childNodes].slice(1)) drop(child, found);
  clean(body, found);
  const figure = body.querySelector("figure") ?? element("figure");
  if (found.strange) figure.append(element("p", { class: "live__absent" }, LEFT_OUT));
  return document.adoptNode(figure);
}

function clean(parent, found) {
  for (const child of [...parent.childNodes]) {
    if (child.nodeType === Node.TEXT_NODE) continue;
    const parts = PARTS[child.namespaceURI] ?? {};
    const known = Object.hasOwn(parts, child.localName) && parts[child.localName];
    if (known === false || child.localName === "script" && !isData(child)) {
      drop(child, found);
      continue;
    }
    for (const { name, value } of [...child.attributes]) {
      if (known.split(" ").includes(name) && (VALUES[name] ?? plain)(value)) continue;
      child.removeAttribute(name);
      found.strange = true;
    }
    clean(child.content ?? child, found);
  }
}

function drop(child, found) {
  child.remove();
  found.strange = true;
}

// Within a template, a script of this type is text: what the steps light and set.
const isData = (script) => script.type === "application/json" && script.parentNode instanceof DocumentFragment;
