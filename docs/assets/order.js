// An exercise whose parts stand in a wrong order: each has a button up and a button down, for touch and key.
import { button, element } from "./page.js";

const split = (code) => { // parts stand between blank lines, or each is a line
  const [head, ...lines] = code.split("\n");
  const body = lines.join("\n"), gap = body.includes("\n\n") ? "\n\n" : "\n";
  return { head, gap, parts: body.split(gap) };
};
const same = (a, b) => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

export function order(cell) {
  const { head, parts: all } = split(cell.original);
  const list = element("ol", { class: "order", "aria-label": `Parts of ${cell.name}` });
  const first = element("pre", {}, head);
  cell.area.before(first, list);

  const draw = () => {
    const { parts } = split(cell.code);
    const whole = same(parts, all); // else the reader has written something else, and goes on writing
    first.hidden = list.hidden = !whole;
    cell.area.hidden = whole;
    list.replaceChildren(...parts.map((part, i) => {
      const up = button("↑", () => move(i, i - 1), `Up: ${part.trim()}`);
      const down = button("↓", () => move(i, i + 1), `Down: ${part.trim()}`);
      up.ariaDisabled = i === 0;
      down.ariaDisabled = i === parts.length - 1;
      return element("li", {}, element("pre", {}, part), up, down);
    }));
  };

  const move = (from, to) => {
    const { gap, parts } = split(cell.code);
    [parts[from], parts[to]] = [parts[to], parts[from]];
    cell.area.value = [head, parts.join(gap)].join("\n");
    cell.area.dispatchEvent(new Event("input"));
    cell.say(`Now in place ${to + 1} of ${parts.length}.`);
    list.children[to].querySelectorAll("button")[to > from ? 1 : 0].focus();
  };

  cell.area.addEventListener("input", draw);
  draw();
}
