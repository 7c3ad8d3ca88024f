"""Pictures for the page: a graph or a plot becomes inline SVG. Standard library only, as `run`."""

from __future__ import annotations

import html
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

from press.runtime.run import page_steps

SVG = "{http://www.w3.org/2000/svg}"
ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")  # the only name HTML knows


def figure_html(picture: Any, name: str) -> str:
    """The `<figure>` for a drawing or a matplotlib figure; all ids in it start with `name`."""
    if hasattr(picture, "svg"):
        return graph_html(picture.svg(), picture.title, picture.steps, name)
    return plot_html(picture if isinstance(picture, str) else plot_svg(picture), name)


def graph_html(svg: str, title: str, steps: list[dict[str, Any]], name: str) -> str:
    """The `<figure>` for a graph drawn by Graphviz: picture, caption, steps as text and data."""
    root = ElementTree.fromstring(svg[svg.index("<svg") :].encode())
    graph = root.find(f"{SVG}g")
    assert graph is not None
    background = graph.find(f"{SVG}polygon")
    if background is not None:
        graph.remove(background)  # the page has its own ground
    sentences = "".join(
        f'<li class="{step["phase"]}">{html.escape(step["text"])}</li>' for step in steps
    )
    data = json.dumps(page_steps(steps), separators=(",", ":"), ensure_ascii=False)
    data = data.replace("</", "<\\/")
    return (
        f'<figure class="graph" id="{name}">'
        + _scrolling(_cleaned(root, title, name), title)
        + f"<figcaption>{html.escape(title)}</figcaption>"
        + '<details class="graph__steps"><summary>Step by step</summary>'
        + f"<ol>{sentences}</ol></details>"
        + '<template class="graph__data">'  # a theme that swaps pages would run a bare script
        + f'<script type="application/json">{data}</script></template></figure>'
    )


def plot_svg(plot: Any) -> str:
    """A matplotlib figure as SVG: the same at every build, no ground, text as text."""
    import matplotlib

    file = io.StringIO()
    title = plot.get_suptitle() or plot.axes[0].get_title()
    metadata = {"Title": title, "Date": None, "Creator": None}
    with matplotlib.rc_context({"svg.hashsalt": "minigrad", "svg.fonttype": "none"}):
        plot.savefig(file, format="svg", transparent=True, metadata=metadata)
    return file.getvalue()


def plot_html(svg: str, name: str) -> str:
    """The `<figure>` for a plot that `plot_svg` has drawn."""
    root = ElementTree.fromstring(svg[svg.index("<svg") :].encode())
    title = root.findtext(".//{http://purl.org/dc/elements/1.1/}title") or ""
    for metadata in root.findall(f"{SVG}metadata"):
        root.remove(metadata)
    root.set("fill", "currentcolor")  # for the text, which names no colour
    svg = _cleaned(root, title, name).replace("#000000", "currentcolor")
    return (
        f'<figure class="plot" id="{name}">'
        + _scrolling(svg, title)
        + f"<figcaption>{html.escape(title)}</figcaption></figure>"
    )


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


def _scrolling(svg: str, title: str) -> str:
    label = html.escape(title, quote=True)
    return f'<div class="graph__scroll" role="group" tabindex="0" aria-label="{label}">{svg}</div>'
