"""The picture that is shown beside a link to the book: `python -m press.editions.social_picture`.

It is committed, so that a build needs no browser. Chromium draws it, in the site's own faces.
"""

from __future__ import annotations

import base64

from press.bundle import bundle, fonts
from press.editions.print_edition import browser

ASSETS = bundle.DOCS / "assets"
FILE = ASSETS / "social.png"
WIDTH, HEIGHT = 1200, 630  # px, as og:image is shown everywhere
PAGE = """<!doctype html>
<style>
{faces}
body {{
  display: flex; align-items: center; gap: 50px; box-sizing: border-box; height: 100vh;
  margin: 0; padding: 0 60px; background: #fcf9f3; color: #231e18; font: 34px/1.4 Literata;
}}
h1 {{ margin: 20px 0; font-size: 84px; font-weight: 400; letter-spacing: -.025em; line-height: 1; }}
p {{ margin: 0; }}
.mark svg {{ width: 110px; }}
.graph svg {{ width: 640px; height: auto; }}
</style>
<div class="mark">
  {mark}<h1>minigrad</h1><p>A book you can run: how networks learn, in plain Python</p>
</div>
<div class="graph">{graph}</div>"""


def page() -> str:
    """The page that is photographed, with all that it needs inside it."""
    faces = "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};src:url(data:font/woff2;base64,'
        f"{base64.b64encode((bundle.FONTS / face.source).read_bytes()).decode()})}}"
        for face in fonts.FACES
        if face.style == "normal" and face is not fonts.MATH
    )
    mark, graph = ((ASSETS / name).read_text("utf-8") for name in ("mark.svg", "graph.svg"))
    return PAGE.format(faces=faces, mark=mark, graph=graph)


if __name__ == "__main__":
    with browser() as chromium:
        view = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        view.set_content(page())
        view.evaluate("document.fonts.ready")
        view.screenshot(path=FILE)
