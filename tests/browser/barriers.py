"""What keeps a reader out, as axe finds it: by day and by night, and on a phone."""

from __future__ import annotations

from press.outputs.requirements import missing
from tests.book import ROOT
from tests.browser.conftest import lay_out

AXE = ROOT / ".cache" / "live" / "node_modules" / "axe-core" / "axe.min.js"
THEMES = {"light": "default", "dark": "slate"}
COLOURS = ["color-contrast", "link-in-text-block"]  # rules of axe that see another scheme
LOOKS = [("light", 1200, None), ("dark", 1200, COLOURS), ("light", 320, None)]

# What sticks to an end of the screen lies over other things only until one scrolls on.
IN_ITS_PLACE = """() => {
  for (const e of document.querySelectorAll(".stepper, .md-header"))
    e.style.position = "static"; }"""


def violations(page, rules=None):
    """What axe finds wrong, with where."""
    if not AXE.exists():
        missing("live", "axe-core could not be fetched")
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    lay_out(page)  # axe sees the whole page
    page.evaluate(IN_ITS_PLACE)
    return page.evaluate(
        """rules => axe.run({
        resultTypes: ["violations"], preload: false,
        ...(rules ? { runOnly: rules }
          : { rules: { "target-size": { enabled: true }, "td-has-header": { enabled: true } } }) })
        .then(result => result.violations.map(
        v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).slice(0, 3).join(", ")))""",
        rules,
    )


def barriers(page):
    """What axe finds, by day and by night, and on a phone."""
    for scheme, width, rules in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.locator(f"body[data-md-color-scheme={THEMES[scheme]}]").wait_for()
        page.set_viewport_size({"width": width, "height": 800})
        yield from (f"{scheme}, {width} px: {wrong}" for wrong in violations(page, rules))
