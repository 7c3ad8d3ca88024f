"""What keeps a reader out, as axe finds it: by day and by night, and on a phone."""

from __future__ import annotations

from press.outputs.requirements import missing
from tests.book import ROOT
from tests.browser.conftest import read_through

AXE = ROOT / ".cache" / "live" / "node_modules" / "axe-core" / "axe.min.js"
THEMES = {"light": "default", "dark": "slate"}
COLOURS = ["color-contrast", "link-in-text-block"]  # rules of axe that see another scheme
LOOKS = [("light", 1200, None), ("dark", 1200, COLOURS), ("light", 320, None)]

# Axe sees the whole page, so the whole page is laid out as it is where a reader is: each part when
# it is near. What sticks to an end of the screen lies over other things only until one scrolls on.
AS_ONE_SCROLLS = """async () => {
  const near = new CSSStyleSheet();
  near.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets = [near];
  for (const e of document.querySelectorAll(".stepper, .md-header"))
    e.style.position = "static";
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame); }"""


def violations(page, rules=None):
    """What axe finds wrong, with where."""
    if not AXE.exists():
        missing("live", "axe-core could not be fetched")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    read_through(page)
    page.evaluate(AS_ONE_SCROLLS)
    return page.evaluate(
        """rules => axe.run({
        resultTypes: ["violations"], preload: false,
        ...(rules ? { runOnly: rules } : { rules: { "target-size": { enabled: true } } }) })
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
