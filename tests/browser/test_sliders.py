"""Numbers that a reader moves, and pictures that move by themselves."""

from __future__ import annotations

import ast

import pytest
from pytest import approx

from press.book.slider import sliders_in
from tests.browser.conftest import LAID_OUT, Cell, lay_out, script, until
from tests.browser.test_site import SHIFTS

PAGE = "/tutorial/01-slopes/"


class Moved(Cell):
    """The snippet of a page that has a slider."""

    def __init__(self, page):
        box = page.locator("[data-sliders]").first
        box.scroll_into_view_if_needed()  # it comes when it is near
        box.locator(".slider").first.wait_for()
        super().__init__(page, box.get_attribute("aria-label"))
        self.slider = self.group.get_by_role("slider", name="h", exact=True)

    @property
    def number(self):
        """What the code says."""
        return self.group.locator("code").first.text_content().split("h = ")[1].split("\n")[0]

    def put(self, place):
        """Move it to this place at once, as a pointer does that is not seen on its way."""
        self.slider.fill(str(place))

    def shows(self, words):
        self.output.get_by_text(words).wait_for()

    def secant(self):
        return self.output.locator("figure .plot-orange path").get_attribute("d")


@pytest.fixture
def moved(open_page):
    return Moved(open_page(PAGE))


def slope(number):
    """What the snippet prints for this step."""
    return f"slope {6 * 3 - 4 + 3 * float(number):.4f}"


def test_a_slider_is_named_and_says_its_value(moved):
    assert moved.slider.get_attribute("aria-valuetext") == moved.number == "1.0"
    assert moved.group.locator(".slider").text_content() == "h = 1.0"
    assert moved.group.locator("label.slider input").count() == 1
    place = moved.slider.bounding_box()
    moved.put(100)
    assert moved.slider.get_attribute("aria-valuetext") == moved.number == "0.01"
    assert moved.group.locator(".slider").text_content() == "h = 0.01"
    assert moved.slider.bounding_box() == place  # however long the number is


def test_by_key_the_code_the_output_and_the_picture_follow(moved):
    book = moved.group.locator("figure .plot-orange path").get_attribute("d")
    moved.slider.focus()
    moved.page.keyboard.press("ArrowRight")
    assert moved.number == "0.955"
    moved.shows(slope("0.955"))
    first = moved.secant()
    assert first != book
    moved.page.keyboard.press("End")
    moved.shows(slope("0.0001"))
    assert moved.secant() not in (first, book)
    assert moved.group.locator("figure:visible").count() == 1  # that of the book is away
    assert moved.slider.evaluate("e => e === document.activeElement")


def test_by_mouse(moved):
    moved.slider.scroll_into_view_if_needed()
    box = moved.slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    moved.page.mouse.move(box["x"] + 8, middle)
    moved.page.mouse.down()
    for share in (0.2, 0.5, 0.8, 1.1):
        moved.page.mouse.move(box["x"] + share * box["width"], middle)
    moved.page.mouse.up()
    assert moved.number == "0.0001"
    moved.shows(slope("0.0001"))


def test_by_touch(open_page):
    moved = Moved(open_page(PAGE, width=375, height=640, has_touch=True, is_mobile=True))
    moved.slider.scroll_into_view_if_needed()
    box = moved.slider.bounding_box()
    moved.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert float(moved.number) == approx(0.01, rel=0.2)
    moved.shows(slope(moved.number))


PLACES = """() => [...document.querySelectorAll(".snippet, [data-sliders] ~ p, h2")]
  .filter((e) => e.checkVisibility())
  .map((e) => Math.round(e.getBoundingClientRect().top + scrollY))"""


def test_nothing_else_on_the_page_moves(moved):
    lay_out(moved.page)
    before = moved.page.evaluate(PLACES)
    moved.page.evaluate(
        """() => { window.heights = new Set(); const box = document.querySelector("[data-sliders]");
        new MutationObserver(() => heights.add(box.offsetHeight))
          .observe(box, { childList: true, subtree: true, attributes: true }); }"""
    )
    moved.put(40)
    moved.shows(slope(moved.number))
    assert moved.page.evaluate(PLACES) == before  # though all above has run for the first time
    moved.group.locator("figure:visible").scroll_into_view_if_needed()
    moved.page.evaluate(  # this machine may be slow: no Stop appears
        """() => { const real = setTimeout;
        window.setTimeout = (act, ms) => ms === 400 ? 0 : real(act, ms); }"""
    )
    moved.page.evaluate(SHIFTS.replace("buffered: true", "buffered: false"))  # from now on
    for place in range(50, 60):
        moved.put(place)
        moved.shows(slope(moved.number))
    heights = moved.page.evaluate("[...heights]")
    assert len(heights) == 1
    assert sum(moved.page.evaluate("shifts")) < 0.01


# This machine may be slow: no run lasts so long that it is announced.
NEVER_LONG = """() => {
  const clear = clearTimeout, short = (ms) => ms > 100 && ms < 1000;
  Object.assign(window, { real: setTimeout, waits: new Set(), longest: 0, said: [], anew: 0 });
  window.setTimeout = (act, ms, ...words) => {
    const id = short(ms) ? real(() => {}) : real(act, ms, ...words);
    if (short(ms)) { waits.add(id); longest = Math.max(longest, ms); }
    return id; };
  window.clearTimeout = (id) => { waits.delete(id); clear(id); };
  const live = document.querySelector("[data-sliders] .live");
  new MutationObserver(() => said.push(live.innerText))
    .observe(live, { childList: true, subtree: true, attributes: true });
  new MutationObserver((list) => { anew += list.length; })
    .observe(live, { childList: true, subtree: true, characterData: true }); }"""


def test_a_quick_run_is_not_announced_and_a_slow_one_can_be_stopped(moved):
    moved.put(10)
    moved.shows(slope(moved.number))
    moved.ended()  # for Python to come takes long, and is announced
    moved.page.evaluate(NEVER_LONG)
    for place in range(20, 30):
        moved.put(place)
        moved.shows(slope(moved.number))
    until(moved.page, "!waits.size")  # no Stop is still to come
    assert moved.page.evaluate("said.filter((words) => /Stop|Running|Waiting/.test(words))") == []
    assert moved.page.evaluate("anew") == 0  # what is said anew is read out again
    assert 0 < moved.page.evaluate("longest") <= 500

    moved.page.evaluate("void (window.setTimeout = real)")  # a function would be called
    Cell(moved.page, "Snippet 2").write("import time\ntime.sleep(9)")
    moved.put(31)
    moved.button("Stop").wait_for()
    assert moved.status.inner_text() == "Running snippet 2"
    moved.press("Stop")
    assert "Stopped" in moved.status.inner_text()


def test_reset_brings_back_the_book(moved):
    until(moved.slider, LAID_OUT)
    before = moved.group.inner_text()
    moved.put(70)
    moved.shows(slope(moved.number))
    moved.press("Reset")
    assert moved.group.inner_text() == before
    assert moved.slider.input_value() == "0"
    assert moved.run().startswith(slope("1.0"))


MOVED_AND_RESET = """async (slider) => {
  for (const place of [71, 72]) {
    slider.value = place;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => setTimeout(done, 20)); // it runs, and that is not announced yet
  }
  [...slider.closest(".snippet").querySelectorAll("button")]
    .find((button) => button.textContent === "Reset").click(); }"""


def test_reset_while_it_runs_waits_for_the_end(moved):
    moved.put(70)
    moved.shows(slope(moved.number))
    Cell(moved.page, "Snippet 2").write("import time\ntime.sleep(1)")
    moved.slider.evaluate(MOVED_AND_RESET)
    until(moved.group, "e => e.querySelector('code').textContent.includes('h = 1.0')")
    moved.page.wait_for_timeout(500)
    assert moved.number == "1.0"
    assert not moved.output.is_visible()


def test_edit_takes_the_number_along_and_the_slider_away(moved):
    moved.put(100)
    moved.shows(slope("0.01"))
    moved.press("Edit")
    area = moved.group.get_by_role("textbox")
    moved.page.evaluate("() => { dispatchEvent(new Event('pageshow')); }")  # it was out of sight
    assert "h = 0.01\n" in area.input_value()
    assert not moved.slider.is_visible()
    area.fill(area.input_value().replace("h = 0.01", "h = 0.5"))
    assert moved.run().startswith(slope("0.5"))
    moved.press("Reset")
    assert moved.slider.is_visible()
    assert (moved.slider.input_value(), moved.number) == ("0", "1.0")
    moved.put(100)
    moved.shows(slope("0.01"))


def test_what_a_snippet_above_gave_goes_when_it_gives_nothing_more(moved):
    above = Cell(moved.page, "Snippet 2")
    assert above.run("print('once')") == "once"
    above.write("once = 1")
    moved.put(100)
    moved.shows(slope("0.01"))
    assert not above.output.is_visible()


def test_what_is_below_sees_the_number_that_is_moved(moved, cells):
    moved.put(100)
    moved.shows(slope("0.01"))
    number = int(moved.group.get_attribute("data-snippet"))
    assert cells(moved.page)[number].run("print(h)") == "0.01"


def test_a_fast_drag_ends_at_its_last_place(moved):
    moved.slider.evaluate(
        """(e) => { for (let i = 0; i <= 150; i++) { e.value = i;
        e.dispatchEvent(new Event("input", { bubbles: true })); } }"""
    )
    moved.shows(slope(moved.number))
    assert moved.slider.input_value() == "150"
    moved.page.wait_for_timeout(300)
    assert moved.output.inner_text().count("slope") == 1


def test_what_is_moved_while_python_loads_runs_when_it_is_there(moved):
    held = []
    moved.page.context.route("**/live/pyodide.asm.wasm", lambda route: held.append(route))
    with moved.page.context.expect_event("request", lambda r: r.url.endswith("asm.wasm")):
        moved.put(10)
    moved.group.get_by_text("Loading Python: 6 MB, once").wait_for()
    moved.put(20)
    moved.put(90)
    held.pop().continue_()
    moved.shows(slope(moved.number))
    assert moved.status.inner_text() == "Ran."


def test_what_is_moved_while_run_is_at_work_runs_then(moved):
    moved.press("Run")
    moved.group.get_by_text("Loading Python").wait_for()  # its code is on the way
    moved.put(90)
    moved.shows(slope(moved.number))


def test_python_that_cannot_be_loaded_is_told(moved):
    moved.page.context.route("**/live/**", lambda route: route.abort())
    moved.put(10)
    moved.group.get_by_text("could not be loaded").wait_for()
    assert moved.group.locator("figure").is_visible()  # the book's is still there
    moved.page.complaints.clear()
    moved.page.context.unroute("**/live/**")
    moved.put(11)
    moved.shows(slope(moved.number))


def test_without_scripts_there_is_nothing_to_move(open_page):
    page = open_page(PAGE, java_script_enabled=False)
    box = page.locator("[data-sliders]")
    assert box.locator("input, .slider").count() == 0
    assert "h = 1.0" in box.text_content() and "slider:" not in page.content()
    assert box.locator("figure").is_visible()


def test_in_print_there_is_nothing_to_move(moved):
    moved.page.emulate_media(media="print")
    assert not moved.slider.is_visible()
    number = moved.group.locator(".slider__number")
    look = number.evaluate("e => [getComputedStyle(e).fontWeight, getComputedStyle(e).borderWidth]")
    assert look == ["400", "0px"]


def test_it_fits_a_phone(open_page):
    moved = Moved(open_page(PAGE, width=320, height=640))
    moved.put(199)
    moved.shows(slope(moved.number))
    box = moved.slider.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320 and box["width"] > 100
    assert moved.page.evaluate("document.scrollingElement.scrollWidth") == 320


ALONE = """async ([address, code, data]) => {
  const { sliders } = await import(address);
  const box = document.createElement("div");
  box.innerHTML = `<div class="highlight"><code>${code}</code></div>`;
  box.dataset.sliders = JSON.stringify([data]);
  const cell = { listing: box.firstChild, run: async () => {} };
  sliders(cell, box).back();
  const input = box.querySelector("input"), written = [];
  const first = [box.querySelector("code").textContent, +input.value];
  for (let at = +input.min; at <= +input.max; at++) {
    input.value = at;
    input.dispatchEvent(new Event("input"));
    written.push(cell.original);
  }
  return [first, input.dir == "rtl" ? written.reverse() : written];
}"""
MARKED = [  # the code, and how the page marks it
    ("h from 1 to 0.0001", "x = 2\nh = 0.01\ny", None),
    ("h from -1 to 1", "h = -0.5", 'h <span class="o">=</span> <span class="o">-</span>0.5'),
    ("h from -8 to 8", "h = -5", '<span>h = </span><span class="o">-</span><span>5</span>'),
    ("h from 9 to 1", "h = 7  # odd", "<span>h</span> = 7  # odd"),
    ("h from 0 to 1e-6", "h = 5e-07", None),
    ("h from 1e12 to 1e20", "h = 1e15", None),
    ("h from 2.5 to 0", "h = 2.5", None),
]


@pytest.mark.parametrize(("remark", "code", "marked"), MARKED, ids=[x[0] for x in MARKED])
def test_the_page_writes_numbers_as_the_tests_that_ran_them(open_page, remark, code, marked):
    (slider,) = sliders_in(remark, code)
    data = vars(slider) | {"log": slider.logarithmic}
    page = open_page(PAGE)
    asked = [script(page, "slider.js"), marked or code, data]
    (before, at), written = page.evaluate(ALONE, asked)
    assert before == code
    ends = [slider.moved(code, text) for text in slider.places()]
    assert [written[0], written[len(written) // 2], written[-1]] == ends
    values = []
    for text in written:
        values.append(ast.literal_eval(text.split("h = ")[1].split("\n")[0].split("  #")[0]))
        assert type(values[-1]) is (int if slider.whole else float)
    assert values == sorted(values, reverse=slider.first > slider.last)
    if slider.whole:
        assert at == slider.value
    else:
        assert values[round(at)] == approx(slider.value, rel=0.05)
    if slider.logarithmic:
        assert any(value != float(f"{value:.3g}") for value in values)
        assert all(value == float(f"{value:.4g}") for value in values)


LIVE = """from time import sleep
from minigrad import Plot
for step in range(STEPS):
    print("step", step)
    ys = [i * step for i in range(5)]
    Plot("Live", y_range=(0, 400)).line(range(5), ys).show()
    sleep(0.03)
"""


def test_a_picture_moves_while_its_snippet_runs(open_page, cells):
    page = open_page(PAGE)
    (cell, *_) = cells(page)
    cell.run("1")
    page.evaluate(
        """() => { window.seen = new Set(); window.most = 0;
        const box = document.querySelector(".live__output");
        new MutationObserver(() => { most = Math.max(most, box.querySelectorAll("figure").length);
          seen.add(box.querySelector(".plot-blue path")?.getAttribute("d")); })
          .observe(box, { childList: true, subtree: true }); }"""
    )
    shown = cell.run(LIVE.replace("STEPS", "60"))
    assert page.evaluate("seen.size") > 5
    assert page.evaluate("most") == 1
    assert shown.startswith("step 0")
    assert "4 at last, " not in cell.output.locator("desc").text_content()
    assert "is 0 at first and 236 at last" in cell.output.locator("desc").text_content()
    parts = cell.output.evaluate("e => [...e.children].map((x) => x.localName)")
    assert parts == ["pre", "figure"]  # the last picture, below what is printed


def test_stop_keeps_what_was_drawn(open_page, cells):
    page = open_page(PAGE)
    (cell, *_) = cells(page)
    cell.write(LIVE.replace("STEPS", "10**9")).press("Run")
    cell.output.locator("figure").wait_for()
    cell.output.get_by_text("step 9").wait_for()
    cell.press("Stop").ended()
    assert "Stopped" in cell.status.inner_text()
    assert cell.output.locator("figure.plot svg").is_visible()
    assert "step 9" in cell.output.inner_text()


def test_an_error_keeps_what_was_drawn(open_page, cells):
    (cell, *_) = cells(open_page(PAGE))
    shown = cell.run(LIVE.replace("STEPS", "9") + "1 / 0")
    assert shown.split("\n")[-1] != "" and "ZeroDivisionError" in shown
    assert cell.output.locator("figure.plot svg").is_visible()
