// The paths from a leaf to the end of a graph: each lights up with its product of slopes, and the sum is
// the leaf's gradient. A leaf is chosen by touch or by key; chosen again, it shows the next path.

import { light } from "./stepper.js";

const MANY = 12; // paths that one would still look at, one after the other

export function paths(figure, slopes, sentence) {
  const edges = Object.entries(slopes).map(([id, slope]) => {
    const [tail, head] = id.split("-");
    return { id, tail, head, slope: +slope }; // a text, if JSON has no such number
  });
  const from = (node) => edges.filter((edge) => edge.tail === node);
  let chosen, turn;

  function next(leaf) {
    const id = leaf.dataset.id, count = number(id), below = reach(id);
    turn = chosen === id ? turn + 1 : 0;
    chosen = id;
    if (count > MANY) {
      show([...below]);
      sentence.textContent = `${name(leaf)}: ${count.toLocaleString("en")} paths over ${below.size} edges. `
        + "backward() walks each edge once.";
      return;
    }
    const all = every(id);
    const i = turn % (all.length + (all.length > 1));
    if (i === all.length) { // after the last path comes their sum
      show(all.flat());
      const shares = all.map(product), sum = shares.reduce((a, b) => a + b);
      sentence.textContent = `${name(leaf)}: all ${all.length} paths: ${shares.map(rounded).join(" + ").replaceAll("+ -", "- ")}`
        + ` = ${rounded(sum)}` + end(leaf, sum);
      return;
    }
    show(all[i]);
    const factors = all[i].map((edge) => (edge.slope < 0 ? `(${rounded(edge.slope)})` : rounded(edge.slope)));
    sentence.textContent = `${name(leaf)}: path ${i + 1} of ${all.length}: ${factors.join(" · ")}`
      + (factors.length > 1 ? ` = ${rounded(product(all[i]))}` : "")
      + (all.length > 1 ? "" : end(leaf, product(all[i])));
  }

  const show = (lit) => light(figure, lit.flatMap((edge) => [edge.id, edge.tail, edge.head]), "backward");

  // How many paths lead from a node to the end; a big integer, since they double with each square.
  function number(node, known = new Map()) {
    if (!known.has(node)) {
      const out = from(node);
      known.set(node, out.length ? out.reduce((sum, edge) => sum + number(edge.head, known), 0n) : 1n);
    }
    return known.get(node);
  }

  function reach(node, found = new Set()) {
    for (const edge of from(node)) {
      if (found.has(edge)) continue;
      found.add(edge);
      reach(edge.head, found);
    }
    return found;
  }

  function every(node) {
    return from(node).flatMap((edge) => {
      const on = every(edge.head);
      return on.length ? on.map((path) => [edge, ...path]) : [[edge]];
    });
  }

  // True if a path was shown.
  function leave() {
    const was = chosen !== undefined;
    chosen = undefined;
    return was;
  }

  return { next, leave };
}

function name(leaf) {
  return (leaf.querySelector(".name") ?? leaf.querySelector(".data")).textContent;
}

// What the sum over all paths is: the gradient in the box, or, if another stands there, a share of it.
function end(leaf, sum) {
  const there = leaf.querySelector(".grad").textContent === rounded(sum);
  return there ? ", its gradient" : ", what backward() adds to its gradient";
}

function product(path) {
  return path.reduce((product, edge) => product * edge.slope, 1);
}

// As the book rounds, and Python: 4 decimals (a half goes to the even one), or 4 digits if tiny or huge.
export function rounded(x) {
  const size = Math.abs(x);
  if (size === 0 || (size >= 1e-3 && size < 1e11)) {
    const half = Math.abs(x * 32 % 2) === 1; // between two numbers of 4 decimals
    const text = String(half ? 2 * Math.round(x * 5e3) / 1e4 : +x.toFixed(4));
    return text.includes(".") ? text : `${text}.0`;
  }
  if (!Number.isFinite(x)) return String(x).replace("Infinity", "inf").toLowerCase();
  const four = x.toExponential(3);
  if (/e-[34]$/.test(four)) return String(+four); // Python writes these without an exponent
  return four.replace(/\.?0*e/, "e").replace(/e([+-])(\d)$/, "e$10$2");
}
