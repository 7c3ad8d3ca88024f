"""The speed and the weight of the live pages, in the machine's Chromium, from a site on localhost.

    python -m tests.bench.live [SITE]

Builds the site first unless one is given. The last column is what is to be reached.
"""

from __future__ import annotations

import gzip
import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.book import given_or_built
from tests.browser.conftest import FLAGS
from tests.browser.server import serving

OWN = re.compile(r"/assets/(\w+\.js|style\.css)$")
CHAPTER = "/tutorial/04-backward/"
SLIDER = "/tutorial/01-slopes/"
NOTEBOOK = "workshop-notebook"
GRAPH = """from minigrad import Value, draw_dot
xs = [Value(float(i)) for i in range(15)]
y = sum([x * x for x in xs]).tanh()
y.backward()
draw_dot(y)"""
WATCH = """() => { window.gaps = []; let last = performance.now();
  const tick = (now) => { gaps.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick); }"""
TRAINING = """from minigrad import MLP
model = MLP(2, [16, 16, 1], seed=0)
for step in range(10):
    loss = sum([model([i / 10, 1.0 - i / 10]) ** 2 for i in range(20)])
    model.zero_grad()
    loss.backward()
    print(step, loss.data)"""
# From the click to the first output, measured in the page.
RUN = """(code) => new Promise((resolve) => {
  const cell = document.querySelector("[data-snippet]");
  const [run, edit] = cell.querySelectorAll(".live button");
  edit.click();
  cell.querySelector("textarea").value = code;
  const output = cell.querySelector(".live__output");
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (!output.querySelector("pre, figure")) return;
    observer.disconnect();
    resolve(performance.now() - start);
  }).observe(output, { childList: true, subtree: true });
  run.click();
})"""
MOONS = """from minigrad import MLP, Adam, Plot, Program, Value, hinge_loss, make_moons
points, targets = make_moons(100, noise=0.1, seed=1)
rows = [[*point, target] for point, target in zip(points, targets)]
model = MLP(2, [16, 16, 1], "relu", output="linear", seed=1)
xs, target = [Value(0.0), Value(0.0)], Value(1.0)
score = model(xs)
loss = hinge_loss([score], [target]) / len(rows)
step = Program(loss, model.parameters(), [*xs, target])
border = Program(score, model.parameters(), xs)
optimizer = Adam(model.parameters(), lr=0.02)
places = [[(-1.5 + i / 10, -1 + k / 10) for i in range(41)] for k in range(26)]
for epoch in range(60):
    optimizer.zero_grad()
    print(f"step {epoch}, loss {step.backward(rows):.3f}")
    optimizer.step()
    picture = Plot("Moons", x_range=(-1.5, 2.5), y_range=(-1, 1.5), equal=True)
    picture.region([border.forward(row) for row in places], (-1.5, 2.5), (-1, 1.5))
    for sign in (1, -1):
        of = [point for point, t in zip(points, targets) if t == sign]
        picture.points([x for x, _ in of], [y for _, y in of])
    picture.show()"""
# From the move of a slider to the new picture, 20 times, after one that loads Python.
MOVES = """async () => { const times = [], input = document.querySelector(".slider input");
  const output = input.closest(".snippet").querySelector(".live__output");
  for (let i = 0; i <= 20; i++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const start = performance.now();
    const seen = new Promise((resolve) => new MutationObserver((changes, observer) => {
      const added = changes.flatMap((change) => [...change.addedNodes]);
      if (!added.some((node) => node.localName === "figure")) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - start));
    }).observe(output, { childList: true }));
    input.value = 100 + 5 * i;
    input.dispatchEvent(new Event("input"));
    times.push(await seen);
  }
  return times.slice(1); }"""
FRAMES = """() => { window.frames_at = [];
  const output = document.querySelector("[data-snippet] .live__output");
  new MutationObserver((changes) => {
    const added = changes.flatMap((change) => [...change.addedNodes]);
    if (added.some((node) => node.localName === "figure")) frames_at.push(performance.now());
  }).observe(output, { childList: true }); }"""
STEPS = """() => { const panel = document.querySelector(".live__output .stepper");
  const times = [];
  panel.querySelector("button").click();
  for (let i = 0; i < 60; i++) {
    const start = performance.now();
    panel.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    document.body.offsetWidth; // lays the page out
    times.push(performance.now() - start);
  }
  const picture = panel.closest("figure").querySelector("svg");
  return [times, picture.querySelectorAll(".node").length]; }"""


def main(site: Path) -> None:
    """Print the table."""
    from playwright.sync_api import sync_playwright

    with serving(site) as base, sync_playwright() as playwright:
        weigh(playwright, base, site)
        measure(playwright, base)
        move(playwright, base)


def weigh(playwright: Any, base: str, site: Path) -> None:
    """What a page asks for before the first click, gzipped: in each line the heaviest."""
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
    whole, ours, formulas = [], [], []
    for file in sorted(site.rglob("index.html")):
        if file.parent.name == NOTEBOOK:
            continue  # Jupyter's own page, which is weighed alone
        page = browser.new_page()  # nothing is cached from the page before
        seen: set[str] = set()
        page.on("request", lambda request, seen=seen: seen.add(request.url))
        page.goto(f"{base}/{file.parent.relative_to(site)}/")
        page.wait_for_load_state("networkidle")
        page.close()
        sizes = {url: packed(site / url.removeprefix(base + "/").split("?")[0]) for url in seen}
        whole.append(sum(size for url, size in sizes.items() if not url.endswith(".woff2")))
        ours.append(sum(size for url, size in sizes.items() if OWN.search(url)))
        formulas.append(sum(size for url, size in sizes.items() if url.endswith("/math.woff2")))
    browser.close()
    (notebook,) = site.rglob(f"{NOTEBOOK}/index.html")
    tell("a page before the first click, gzipped, no font", max(whole), 150, "kB")
    tell("  our scripts and style on a page, gzipped", max(ours), 14, "kB")
    tell("  the mathematical font", max(formulas), 30, "kB")
    tell("the workshop's notebook as a page, gzipped", packed(notebook), 200, "kB")


def packed(path: Path) -> float:
    """The size of a file as it is sent, in kB."""
    content = (path / "index.html" if path.is_dir() else path).read_bytes()
    return len(content if path.suffix == ".woff2" else gzip.compress(content, 9)) / 1000


def measure(playwright: Any, base: str) -> None:
    """Starting, stepping and painting."""
    first, later = [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as profile:
            context = playwright.chromium.launch_persistent_context(
                profile, executable_path=shutil.which("chromium"), args=FLAGS, headless=True
            )
            page = context.new_page()
            for times in (first, later, later):
                page.goto(base + CHAPTER)
                page.wait_for_selector(".live")
                times.append(page.evaluate(RUN, "print(1)") / 1000)
            if len(first) == 3:
                finish(page)
            context.close()
    tell("the first Run from an empty profile, to its output", min(first), 2.0, "s", first)
    tell("a Run after a later page load, to its output", min(later), 1.0, "s", later)


def finish(page: Any) -> None:
    """Stepping through a large graph, and painting while Python trains; in a page that has run."""
    page.reload()
    page.wait_for_selector(".live")
    page.evaluate(RUN, GRAPH)
    page.wait_for_selector(".live__output .stepper button")
    times, nodes = page.evaluate(STEPS)
    tell(f"a key of the stepper on {nodes} nodes, the slowest of 60", max(times), 50, "ms")
    page.evaluate(WATCH)
    cell = page.locator("[data-snippet]").first
    cell.locator("textarea").fill(TRAINING)
    cell.get_by_role("button", name="Run").click()
    cell.get_by_role("button", name="Stop").wait_for(state="hidden", timeout=60_000)
    tell("the longest gap between frames while it trains", max(page.evaluate("gaps")), 50, "ms")


def move(playwright: Any, base: str) -> None:
    """Moving a slider, and watching a training."""
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
    page = browser.new_page()
    page.goto(base + SLIDER)
    page.locator("[data-sliders]").first.scroll_into_view_if_needed()  # it comes when it is near
    page.wait_for_selector(".slider input")
    times = page.evaluate(MOVES)
    tell("a slider to its new picture, the median of 20", statistics.median(times), 60, "ms")
    tell("  a slider to its new picture, the slowest", max(times), 150, "ms")
    page.evaluate(RUN, "print(1)")
    page.evaluate(FRAMES)
    cell = page.locator("[data-snippet]").first
    cell.locator("textarea").fill(MOONS)
    cell.get_by_role("button", name="Run").click()
    cell.get_by_role("button", name="Stop").wait_for(state="hidden", timeout=120_000)
    frames = page.evaluate("frames_at")
    rate = 1000 * (len(frames) - 1) / (frames[-1] - frames[0])
    tell("pictures a second while moons trains, at least", rate, 5, "")
    browser.close()


def tell(what: str, got: float, limit: float, unit: str, runs: list[float] | None = None) -> None:
    """A line of the table, with all the runs if there were several."""
    more = f"  (median {statistics.median(runs):.2f} of {len(runs)} runs)" if runs else ""
    print(f"{what:<55} {got:8.2f} {unit:<3} {limit:6g}{more}")


if __name__ == "__main__":
    with given_or_built(sys.argv[1:]) as site:
        main(site)
