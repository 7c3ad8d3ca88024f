"""Pictures for the page: a graph or a plot becomes plain data, and that becomes inline SVG.

It loads with the standard library alone; a graph imports minigrad, a matplotlib figure its maker.
"""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")  # the only name HTML knows


@dataclass(frozen=True)
class Picture:
    """A drawn graph or a plot as plain data: all that a page needs, without the code that drew it.

    `text` stands for it where no picture can be shown. A graph has a second picture for a `narrow`
    column; `steps`: for each a `phase`, a sentence `text`, the ids to light (`on`), and the new
    texts by id (`data`, `grad`); and the local `slopes` by the ids of the edges.
    """

    svg: str
    title: str
    text: str
    narrow: str = ""
    steps: list[dict[str, Any]] = field(default_factory=list)
    slopes: dict[str, float | str] = field(default_factory=dict)

    @property
    def is_graph(self) -> bool:
        """True for a drawn graph, False for a plot."""
        return bool(self.narrow)


def frozen(drawn: Any, svgs: Sequence[str] = ()) -> Picture:
    """The picture of a graph, a plot or a matplotlib figure; `svgs` if it is laid out already."""
    if not hasattr(drawn, "svg"):
        return Picture(matplotlib_svg(drawn), _matplotlib_title(drawn), repr(drawn))
    if not hasattr(drawn, "steps"):
        return Picture(drawn.svg(), drawn.title, drawn.text)
    from minigrad.floats import rounded  # only here: the site has not loaded the library

    steps = [
        {
            "phase": step["phase"],
            "text": step["text"],
            "on": [*step["nodes"], *step["edges"]],
            "data": {node: rounded(number) for node, number in step["data"].items()},
            "grad": {node: rounded(number) for node, number in step["grad"].items()},
        }
        for step in drawn.steps
    ]
    wide, narrow = svgs or (drawn.svg(), drawn.svg(narrow=True))
    slopes = {edge: x if isfinite(x) else _in_javascript(x) for edge, x in drawn.slopes.items()}
    return Picture(wide, drawn.title, repr(drawn), narrow, steps, slopes)


def _in_javascript(x: float) -> str:
    """A number that JSON cannot hold, as JavaScript reads it."""
    return str(x).replace("inf", "Infinity").replace("nan", "NaN")


def figure_html(picture: Picture, name: str) -> str:
    """The `<figure>` of a picture; all ids in it start with `name`."""
    return graph_html(picture, name) if picture.is_graph else plot_html(picture, name)


def graph_html(picture: Picture, name: str) -> str:
    """The `<figure>` for a graph: a picture for each width, caption, steps as text and data."""
    narrow = "" if picture.narrow == picture.svg else _graph_svg(picture.narrow, picture.title)
    pictures = [_graph_svg(picture.svg, picture.title), narrow]
    least = next((x for x in COLUMNS if x > 11 / 12 * _width(picture.svg)), COLUMNS[-1])
    kind, opener = (f"graph graph--{least}" if narrow else "graph"), ""
    if _width(picture.narrow) > COLUMNS[0] * 12 / 11:  # too wide for a phone: shown from afar
        kind, opener = "graph graph--overview", OPENER.format(picture.svg.count('class="node'))
    return (
        f'<figure class="{kind}" id="{name}">{opener}'
        + "".join(f'<div class="graph__picture">{svg}</div>' for svg in pictures if svg)
        + _steps_html(picture)  # the style sets these below the caption, which HTML wants last
        + f"<figcaption>{html.escape(picture.title)}</figcaption></figure>"
    )


OPENER = (
    '<details class="graph__open"><summary>An overview of {} values. Open it to read the numbers.'
    "</summary></details>"
)
COLUMNS = (308, 380, 460, 540, 620)  # px: widths of a column from which the wide picture is shown


STEPPER = '<div class="stepper"></div>'  # its place: a script fills it


def _steps_html(picture: Picture) -> str:
    """The steps of a graph as sentences, and as data for the scripts."""
    if not picture.steps:
        return ""
    sentences = "".join(
        f'<li class="{step["phase"]}">{html.escape(step["text"])}</li>' for step in picture.steps
    )
    changes = [{key: step[key] for key in ("on", "data", "grad")} for step in picture.steps]
    data = {"steps": changes, "slopes": picture.slopes}
    operations = sum(step["phase"] == "forward" for step in picture.steps) - 1
    return (
        (STEPPER if operations > 1 else "")  # else the picture says it
        + '<details class="graph__steps"><summary>Step by step</summary>'
        + f"<ol>{sentences}</ol></details>"
        + data_html(data, "graph__data")
    )


def data_html(data: object, kind: str = "") -> str:
    """Data for the page's scripts, in a template: a theme that swaps pages would run a bare script.

    No text in it can end the script, or hide its end as a comment does.
    """
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
    start = f'<template class="{kind}">' if kind else "<template>"
    return f'{start}<script type="application/json">{text}</script></template>'


def _width(svg: str) -> float:
    found = re.search(r'viewBox="0 0 (\d+)', svg)
    assert found
    return float(found[1])


LOOKS = ("fill", "stroke", "stroke-width", "font-weight", "font-style", "font-family", "font-size")


def _graph_svg(svg: str, title: str) -> str:
    """The picture of a graph for the page, whose style sheet says how it looks.

    Its parts are known by `data-id`, since a page shows it twice, for two widths.
    """
    root = ElementTree.fromstring(svg)
    for parent in list(root.iter()):
        for child in [*parent.findall(f"{SVG}title"), *parent.findall(f"{SVG}rect[@class]")]:
            parent.remove(child)
        for look in LOOKS:
            parent.attrib.pop(look, None)
        if "id" in parent.attrib:
            parent.set("data-id", parent.attrib.pop("id"))
    width, height = root.attrib.pop("width"), root.attrib.pop("height")
    root.set("style", f"--w:{width};--h:{height}")
    root.set("aria-label", title)
    return ElementTree.tostring(root, encoding="unicode")


def matplotlib_svg(plot: Any) -> str:
    """A matplotlib figure as SVG: the same at every build, no ground, text as text."""
    import matplotlib

    file = io.StringIO()
    metadata = {"Title": _matplotlib_title(plot), "Date": None, "Creator": None}
    with matplotlib.rc_context({"svg.hashsalt": "minigrad", "svg.fonttype": "none"}):
        plot.savefig(file, format="svg", transparent=True, metadata=metadata)
    return file.getvalue()


def plot_html(picture: Picture, name: str) -> str:
    """The `<figure>` for a plot. It fits its column, and has its title above the axes."""
    root = ElementTree.fromstring(picture.svg[picture.svg.index("<svg") :].encode())
    for metadata in root.findall(f"{SVG}metadata"):
        root.remove(metadata)
    root.set("fill", "currentcolor")  # for matplotlib's text, which names no colour
    svg = _cleaned(root, picture.title, name).replace("#000000", "currentcolor")
    return f'<figure class="plot" id="{name}">{svg}</figure>'


def _matplotlib_title(plot: Any) -> str:
    return str(plot.get_suptitle() or plot.axes[0].get_title())


def _cleaned(root: ElementTree.Element, title: str, name: str) -> str:
    """The picture as text: one title, ids that no other picture has, no size of its own."""
    for parent in list(root.iter()):
        for child in parent.findall(f"{SVG}title"):
            parent.remove(child)
        if "id" in parent.attrib:
            parent.set("id", f"{name}-{parent.attrib['id']}")
    width, height = root.attrib["viewBox"].split()[2:]
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title")
    root.set("style", f"--w:{float(width):.0f};--h:{float(height):.0f}")
    heading = ElementTree.Element(f"{SVG}title", {"id": f"{name}-title"})
    heading.text = title
    root.insert(0, heading)
    text = ElementTree.tostring(root, encoding="unicode")
    text = re.sub(r"(url\(|href=\")#", rf"\1#{name}-", text)
    return re.sub(r">\s+<", "><", text)
