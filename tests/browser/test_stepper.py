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
    figure.slider.focus()
    for key, at in [("ArrowRight", 3), ("End", count), ("Home", 1)]:
        figure.page.keyboard.press(key)
        assert figure.saying().startswith(f"{at} of {count} ")
    assert figure.slider.get_attribute("aria-valuetext") == f"1 of {count}"
    assert [figure.slider.get_attribute(end) for end in ("min", "max")] == ["0", str(count - 1)]


def test_both_passes_are_told_apart_by_more_than_colour(figure):
    figure.go(0)
    assert "is-forward" in figure.root.get_attribute("class")
    figure.go(len(figure.sentences) - 1)
    assert "is-backward" in figure.root.get_attribute("class")
    assert figure.saying().split("· ")[1].startswith("backward")
    width = "e => parseFloat(getComputedStyle(e).strokeWidth)"
    lit = figure.svg.locator(".node.is-lit rect").first
    unlit = figure.svg.locator(".node:not(.is-lit) rect").first
    figure.page.wait_for_timeout(400)  # it grows
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
    for _ in figure.sentences[1:]:
        figure.press("Next")
        said = figure.said.bounding_box()
        lit = [node.bounding_box() for node in figure.svg.locator(".node.is-lit").all()]
        assert all(0 <= node["x"] and node["x"] + node["width"] <= 320 for node in lit)
        assert any(0 <= node["y"] and node["y"] + node["height"] <= said["y"] for node in lit)
        assert said["y"] + said["height"] <= 640


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


IN_VIEW = """root => {
  const picture = [...root.querySelectorAll(".graph__picture")].find((e) => e.offsetHeight);
  const frame = picture.getBoundingClientRect();
  return [...picture.querySelectorAll(".node.is-lit")].map((e) => e.getBoundingClientRect())
    .some((box) => box.left > frame.left - 1 && box.right < frame.right + 1); }"""


@pytest.mark.parametrize("width", [320, 1280])
def test_in_an_opened_overview_what_is_lit_is_seen_and_the_sentence_leaves_it_room(
    open_page, width
):
    page = open_page("/tutorial/06-networks/", width=width, height=640, reduced_motion="reduce")
    figure = Figure(page.locator("figure.graph--overview").first)
    figure.root.locator("summary").first.click()
    for step in range(len(figure.sentences)):
        figure.go(step)
        assert figure.root.evaluate(IN_VIEW), figure.saying()
        assert figure.root.locator(".stepper").bounding_box()["height"] < 250


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
