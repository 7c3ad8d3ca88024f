"""The steps of a drawn graph, by mouse, by keyboard, and by themselves."""

from __future__ import annotations

import pytest

from tests.browser.conftest import has_focus
from tests.browser.figure import Figure

PAGE = "/tutorial/05-operations/"  # the graph of g, the largest of the first chapters
HOUR = 3_600_000  # ms


@pytest.fixture
def figure(open_page):
    return Figure(open_page(PAGE).locator("figure.graph").first)


def test_it_starts_as_drawn_and_comes_back_to_it(figure):
    before = figure.texts()

    assert figure.lit() == set()
    assert figure.saying() == ""
    figure.go(0)
    assert figure.texts() != before
    figure.go(len(figure.sentences) - 1)
    assert figure.texts() == before


@pytest.mark.parametrize("width", [1280, 768, 375, 320])
def test_its_place_is_as_high_before_its_script_is_there(open_page, width):
    page = open_page(PAGE, width=width)
    page.locator(".stepper button").first.wait_for()
    height = "e => Math.round(e.getBoundingClientRect().height)"
    panel = page.locator(".stepper").first
    filled = panel.evaluate(height)
    panel.evaluate("e => e.replaceChildren()")
    assert panel.evaluate(height) == filled > 24


def test_every_step_says_its_sentence_and_lights_its_nodes_and_edges(figure):
    steps = figure.data["steps"]
    figure.go(0)
    for i, step in enumerate(steps):
        assert figure.saying() == f"{i + 1} of {len(steps)} · {figure.sentences[i]}"
        assert figure.slider.input_value() == str(i)
        assert figure.lit() == set(step["on"])
        if i + 1 < len(steps):
            figure.press("Next")
    figure.press("Previous")
    assert figure.lit() == set(steps[-2]["on"])


def test_numbers_appear_as_the_passes_reach_them(figure):
    first, *others = figure.data["steps"]
    figure.go(0)
    nodes = figure.svg.locator(".node").count()
    assert figure.svg.locator(".data").all_text_contents().count("?") == nodes - len(first["data"])
    assert set(figure.svg.locator(".grad").all_text_contents()) == {"0.0"}

    for step in others:
        figure.press("Next")
        for key in ("data", "grad"):
            for node, number in step[key].items():
                assert figure.part(node).locator(f".{key}").text_content() == number


def test_gradients_that_no_step_reaches_stay_as_drawn(open_page):
    figure = Figure(open_page("/tutorial/03-chain-rule/").locator("#graph-4"))
    gradients = figure.svg.locator(".grad").all_text_contents()
    assert set(gradients) != {"0.0"}
    figure.go(0)
    assert figure.svg.locator(".grad").all_text_contents() == gradients


def test_a_slope_is_seen_when_its_operation_was_done(figure):
    known: set[str] = set()
    edges = list(figure.data["slopes"])
    for i, step in enumerate(figure.data["steps"]):
        figure.go(i)
        known |= step["data"].keys()
        for edge in edges:
            seen = (
                figure.part(edge).locator(".slope").evaluate("e => getComputedStyle(e).visibility")
            )
            assert seen == ("visible" if edge.split("-")[1] in known else "hidden")


def test_the_ends_are_marked_and_keep_the_focus(figure):
    back, on = figure.button("Previous"), figure.button("Next")
    assert on.get_attribute("aria-disabled") == "true"
    assert back.get_attribute("aria-disabled") == "false"
    figure.go(1)
    back.click()

    assert back.get_attribute("aria-disabled") == "true"
    assert has_focus(back)
    back.click(force=True)
    assert figure.saying().startswith("1 of ")


def test_keys_step_from_any_control(figure):
    count = len(figure.sentences)
    figure.button("Next").focus()
    for key, at in [("Home", 1), ("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2)]:
        figure.page.keyboard.press(key)
        assert figure.saying().startswith(f"{at} of {count} ")
    for key, at in [("End", count), ("ArrowRight", count), ("Home", 1), ("ArrowLeft", 1)]:
        figure.page.keyboard.press(key)
        assert figure.saying().startswith(f"{at} of {count} ")
    figure.slider.focus()
    for key, at in [("ArrowRight", 2), ("End", count), ("Home", 1)]:
        figure.page.keyboard.press(key)
        assert figure.saying().startswith(f"{at} of {count} ")
    assert figure.slider.get_attribute("aria-valuetext") == f"1 of {count}"
    assert [figure.slider.get_attribute(end) for end in ("min", "max")] == ["0", str(count - 1)]


def test_a_key_that_steps_does_not_scroll_the_page_and_others_are_left_to_it(figure):
    scrolls = """(e, key) => e.dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))"""
    for key, is_left in [("Home", False), ("End", False), ("PageDown", True)]:
        assert figure.button("Next").evaluate(scrolls, key) == is_left


def test_both_passes_are_told_apart_by_colour_and_by_more(open_page):
    page = open_page(PAGE, reduced_motion="reduce")
    figure = Figure(page.locator("figure.graph").first)
    lit = figure.svg.locator(".node.is-lit rect").first
    unlit = figure.svg.locator(".node:not(.is-lit) rect").first
    colour = "e => getComputedStyle(e).stroke"
    figure.go(0)
    forward = lit.evaluate(colour)
    figure.go(len(figure.sentences) - 1)
    assert len({forward, lit.evaluate(colour), unlit.evaluate(colour)}) == 3
    assert figure.saying().split("· ")[1].startswith("backward")
    width = "e => parseFloat(getComputedStyle(e).strokeWidth)"
    assert lit.evaluate(width) > 2 * unlit.evaluate(width)


def test_the_step_that_is_told_is_marked_in_the_list(figure):
    figure.go(0)
    figure.press("Next")

    marked = figure.root.locator("li[aria-current=step]")
    assert marked.all_text_contents() == [figure.sentences[1]]


def test_on_a_phone_the_lit_node_and_the_sentence_are_seen_together(open_page):
    page = open_page(PAGE, width=320, height=640, reduced_motion="reduce")
    figure = Figure(page.locator("figure.graph").first)
    figure.go(0)
    moved = set()
    for _ in figure.sentences[1:]:
        before = page.evaluate("scrollY")
        figure.press("Next")
        way = page.evaluate("scrollY") - before
        said = figure.said.bounding_box()
        lit = [node.bounding_box() for node in figure.svg.locator(".node.is-lit").all()]
        assert all(0 <= node["x"] and node["x"] + node["width"] <= 320 for node in lit)
        assert said["y"] + said["height"] <= 640
        above, below = room(figure, lit[0])
        assert above > 0 and below > 0
        if way:  # no farther than it has to
            moved.add("up" if way < 0 else "down")
            assert (above if way < 0 else below) < 36
    assert moved == {"up", "down"}


def room(figure, node):
    """How far a node is from the page's header, and from the controls below it."""
    header = figure.page.locator(".md-header").bounding_box()
    panel = figure.root.locator(".stepper").bounding_box()
    top, bottom = node["y"], node["y"] + node["height"]
    return top - header["y"] - header["height"], panel["y"] - bottom


SCROLLED = """() => { window.scrolled = [];
  window.scrollBy = (to) => scrolled.push(to); }"""


def test_a_page_that_shows_all_of_a_step_is_left_where_it_is(open_page):
    page = open_page(PAGE, width=1280, height=1600)
    figure = Figure(page.locator("figure.graph").first)
    figure.root.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.evaluate(SCROLLED)
    figure.go(0)
    for _ in figure.sentences[1:]:
        figure.press("Next")
    assert page.evaluate("scrolled") == []


@pytest.mark.parametrize(("wish", "behavior"), [("no-preference", "smooth"), ("reduce", "instant")])
def test_a_page_is_scrolled_smoothly_unless_the_reader_wants_no_motion(open_page, wish, behavior):
    page = open_page(PAGE, width=320, height=480, reduced_motion=wish)
    figure = Figure(page.locator("figure.graph").first)
    page.evaluate(SCROLLED)
    for step in range(len(figure.sentences)):
        figure.go(step)
        figure.button("Next").focus()
        page.keyboard.press("ArrowLeft")
    assert {to["behavior"] for to in page.evaluate("scrolled")} == {behavior}


# By itself.


# What is lit, or the first of it if that is too wide: in the middle, if the picture goes so far.
IN_THE_MIDDLE = """root => {
  const picture = [...root.querySelectorAll(".graph__picture")].find((e) => e.offsetHeight);
  const frame = picture.getBoundingClientRect();
  const lit = [...picture.querySelectorAll(".node.is-lit")].map((e) => e.getBoundingClientRect());
  const left = Math.min(...lit.map((box) => box.left));
  const right = Math.max(...lit.map((box) => box.right));
  const seen = right - left < frame.width ? { left, right } : lit[0];
  const off = (seen.left + seen.right - frame.left - frame.right) / 2;
  const rest = picture.scrollWidth - picture.clientWidth - picture.scrollLeft;
  return seen.left > frame.left - 1 && seen.right < frame.right + 1
    && (Math.abs(off) < 1 || (off < 0 ? picture.scrollLeft : rest) < 1); }"""


@pytest.fixture(params=[320, 1280])
def overview(open_page, request):
    """A graph of too many values to read, opened."""
    page = open_page(
        "/tutorial/06-networks/", width=request.param, height=640, reduced_motion="reduce"
    )
    figure = Figure(page.locator("figure.graph--overview").first)
    figure.root.locator("summary").first.click()
    return figure


def test_in_an_opened_overview_what_is_lit_is_seen_and_the_sentence_leaves_it_room(overview):
    for step in range(len(overview.sentences)):
        overview.go(step)
        assert overview.root.evaluate(IN_THE_MIDDLE), overview.saying()
        assert overview.root.locator(".stepper").bounding_box()["height"] < 250
    assert overview.svg.get_by_role("button").count() == 0  # one does not tab through so many


def test_a_long_sentence_is_told_from_its_beginning_and_scrolled_by_key(overview):
    short, long = [False, -1, 0], [True, 0, 0]
    for step, wanted in [(20, short), (21, long), (22, short), (23, long), (25, long)]:
        overview.go(step)
        told = "e => [e.scrollHeight > e.clientHeight, e.tabIndex, e.scrollTop]"
        assert overview.said.evaluate(told) == wanted
        overview.said.evaluate("e => { e.scrollTop = 99; }")


def test_on_paper_a_graph_is_as_drawn_wherever_its_steps_stood(figure):
    before = figure.texts()
    figure.page.evaluate("dispatchEvent(new Event('beforeprint')) && null")
    assert figure.saying() == ""  # nobody has stepped
    figure.go(0)
    figure.page.evaluate("dispatchEvent(new Event('beforeprint')) && null")
    assert figure.texts() == before
    assert figure.lit() == set()


@pytest.fixture(params=["no-preference", "reduce"])
def playing(open_page, request):
    """A graph whose steps were started, on a page whose clock the test moves."""
    page = open_page(reduced_motion=request.param)
    page.clock.install(time=0)
    page.goto(PAGE)
    figure = Figure(page.locator("figure.graph").first)
    figure.slider.wait_for()
    page.clock.pause_at(HOUR)
    figure.said.evaluate(
        "e => { window.heard = []; new MutationObserver(() => heard.push(e.textContent))"
        ".observe(e, { childList: true }) }"
    )
    figure.drawn = figure.texts()
    figure.press("Play")
    return figure


def test_play_tells_each_step_once_and_ends_as_drawn(playing):
    count = len(playing.sentences)
    assert playing.button("Pause").is_visible()
    playing.page.clock.run_for(HOUR)

    told = [f"{i} of {count} · {text}" for i, text in enumerate(playing.sentences, start=1)]
    assert playing.page.evaluate("heard") == told
    assert playing.button("Play").is_visible()
    assert playing.texts() == playing.drawn


def test_each_step_has_the_time_that_its_sentence_takes_to_read(playing):
    for _ in playing.sentences[:4]:
        said = playing.saying()
        playing.page.clock.run_for(1100 + 35 * len(said))
        assert playing.saying() == said
        playing.page.clock.run_for(101)
        assert playing.saying() != said


def test_a_graph_that_plays_and_is_hidden_by_a_run_leaves_the_page_where_it_is(playing):
    playing.root.evaluate("e => { e.hidden = true; }")
    top = playing.page.evaluate("scrollY")
    playing.page.clock.run_for(HOUR)
    assert playing.page.evaluate("scrollY") == top


def choose_a_leaf(figure):
    figure.svg.get_by_role("button").first.click()
    figure.said.filter(has_text="path 1 of").wait_for()  # the script of the paths comes late


TOUCHES = {
    "Pause": lambda figure: figure.press("Pause"),
    "Next": lambda figure: figure.press("Next"),
    "Previous": lambda figure: figure.press("Previous"),
    "the slider": lambda figure: figure.go(2),
    "a key": lambda figure: figure.page.keyboard.press("ArrowRight"),
    "a leaf": choose_a_leaf,
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_play_pauses_at_a_touch(playing, touch):
    playing.page.clock.run_for(12_000)
    TOUCHES[touch](playing)
    said = playing.saying()
    playing.page.clock.run_for(HOUR)
    assert playing.saying() == said
    assert playing.button("Play").is_visible()


def test_play_goes_on_from_where_it_was_paused(playing):
    playing.page.clock.run_for(12_000)
    playing.press("Pause")
    at = playing.slider.input_value()
    playing.press("Play")
    assert playing.slider.input_value() == at != "0"
    playing.page.clock.run_for(HOUR)
    assert playing.texts() == playing.drawn
