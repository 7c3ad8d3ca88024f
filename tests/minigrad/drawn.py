"""A picture of a graph, read back: what stands in it, and where. Also graphs to draw."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from minigrad import Value, dot, topological_order, total, trace
from minigrad.pictures.boxes import Box, boxes

SVG = "{http://www.w3.org/2000/svg}"
SIGN, ABOVE, BELOW = 7.2, 9.0, 3.0  # px: a sign of 12 px is so wide, and so high around its line


@dataclass(frozen=True)
class Area:
    """A rectangle: from `left` to `right`, from `top` to `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Area, slack: float = 0.1) -> bool:
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Area) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True)
class Text:
    """A text, whether it is slanted, and where it stands: its middle, and the line it stands on."""

    text: str
    x: float
    y: float
    slanted: bool

    @property
    def area(self) -> Area:
        half = SIGN * len(self.text) / 2
        return Area(self.x - half, self.y - ABOVE, self.x + half, self.y + BELOW)


@dataclass(frozen=True)
class DrawnBox:
    """A box: its frame, and its texts by their kind."""

    area: Area
    leaf: bool
    texts: dict[str, Text]


@dataclass(frozen=True)
class DrawnEdge:
    """An edge: where it starts, where its line ends, where its arrow points, and its slope."""

    start: tuple[float, float]
    end: tuple[float, float]
    tip: tuple[float, float]
    slope: Text


@dataclass
class Drawn:
    """All of a picture."""

    width: float
    height: float
    title: str
    boxes: dict[str, DrawnBox] = field(default_factory=dict)
    edges: dict[str, DrawnEdge] = field(default_factory=dict)

    @property
    def texts(self) -> list[Text]:
        """Every text that a reader can read."""
        found = [text for box in self.boxes.values() for text in box.texts.values()]
        return [*found, *(edge.slope for edge in self.edges.values())]

    def operands(self, id_: str) -> list[str]:
        """The ids of the edges into a box, in the order of its operands."""
        found = [edge for edge in self.edges if edge.split("-")[1] == id_]
        return sorted(found, key=lambda edge: int(edge.split("-")[2]))


def read(svg: str) -> Drawn:
    """A picture, read back from its text."""
    root = ElementTree.fromstring(svg)
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    drawn = Drawn(width, height, root.findtext(f"{SVG}title", ""))
    for group in root.iter(f"{SVG}g"):
        kinds, id_ = group.attrib["class"].split(), group.attrib["id"]
        texts = {text.attrib["class"]: _text(text) for text in group.iter(f"{SVG}text")}
        if "node" in kinds:
            frame = group.find(f"{SVG}rect")
            x, y, w, h = (float(frame.attrib[name]) for name in ("x", "y", "width", "height"))
            drawn.boxes[id_] = DrawnBox(Area(x, y, x + w, y + h), "leaf" in kinds, texts)
        else:
            way, head = (_points(path.attrib["d"]) for path in group.iter(f"{SVG}path"))
            drawn.edges[id_] = DrawnEdge(way[0], way[-1], head[1], texts["slope"])
    return drawn


def _text(text: ElementTree.Element) -> Text:
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    slanted = text.attrib.get("font-style") == "italic"
    return Text("".join(text.itertext()).strip(), x, y, slanted)


def _points(way: str) -> list[tuple[float, float]]:
    pairs = re.findall(r"(-?[\d.]+),(-?[\d.]+)", way)
    return [(float(x), float(y)) for x, y in pairs]


def some_graph(seed: int) -> Value:
    """A graph that nobody has looked at: values used again and again, by all operations."""
    rng = random.Random(seed)
    values = [Value(rng.uniform(-2.0, 2.0), label=name) for name in "abc"[: rng.randint(1, 3)]]
    for i in range(rng.randint(2, 12)):
        x, y, z = (rng.choice(values[-5:]) for _ in range(3))
        makers = (
            lambda x, y, z: x * y,
            lambda x, y, z: x + x,
            lambda x, y, z: x - 2.5,
            lambda x, y, z: y.tanh(),
            lambda x, y, z: (x * x + 1.0) ** -1,
            lambda x, y, z: dot([x, y], [y, z], bias=x),
            lambda x, y, z: total([x, y, z, x, z]),
        )
        made = rng.choice(makers)(x, y, z)
        made.label = rng.choice(["", f"m{i}", "a long name"])
        values.append(made)
    values[-1].backward()
    return values[-1]


def product() -> Value:
    """c = a·b, before any backward pass."""
    c = Value(2.0, label="a") * Value(-3.0, label="b")
    c.label = "c"
    return c


def chain(length: int) -> Value:
    """A graph that is wide from left to right."""
    z = Value(0.5, label="x")
    for _ in range(length):
        z = z.sigmoid()
    return z


def ladder(doublings: int) -> Value:
    """2ⁿ·a, by doubling and doubling: 2ⁿ paths over 2·n edges."""
    rung = Value(1.0, label="a")
    for _ in range(doublings):
        rung = rung + rung
    return rung


def boxes_of(root: Value, **options: bool) -> list[Box]:
    """The boxes of the drawing of a graph."""
    return boxes(topological_order(root), trace(root), **options)
