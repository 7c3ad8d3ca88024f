"""What the reader writes is kept in the browser: edits, two tabs, and storage that is full."""

from __future__ import annotations

import base64
import json

import pytest

from tests.browser.conftest import UNKNOWN, Cell, lay_out, store, until
from tests.browser.test_exercises import EXERCISE, Exercise, weight

PAGE = "/tutorial/01-slopes/"
SOUND = {"read": ["01-slopes"], "passed": [], "answers": {}}  # from before edits were kept
FULL = "() => { Storage.prototype.setItem = () => { throw new Error('QuotaExceededError'); }; }"


@pytest.fixture
def page(open_page):
    return open_page(PAGE)


def first(page) -> Cell:
    return Cell(page, "Snippet 1")


def second_tab(page):
    """The same page once more, in the same browser."""
    tab = page.context.new_page()
    tab.goto(PAGE)
    return tab


def test_an_edit_of_a_snippet_is_there_after_a_reload_and_is_told(page):
    first(page).write("x = 41 + 1")
    page.reload()

    again = first(page)
    assert again.group.get_by_role("textbox").input_value() == "x = 41 + 1"
    assert "Your edit" in again.status.inner_text()
    assert not again.group.locator(".snippet__output, figure").first.is_visible()
    assert Cell(page, "Snippet 2").run("x") == "42"


def test_an_edit_is_there_when_the_theme_swaps_the_page_in_again(page):
    first(page).write("x = 41 + 1")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Next: ").dispatch_event("click")
    until(page, "!location.pathname.includes('01-slopes')")
    page.go_back()
    until(page, "location.pathname.includes('01-slopes')")
    area = page.get_by_role("group", name="Snippet 1", exact=True).get_by_role("textbox")
    area.wait_for()
    assert area.input_value() == "x = 41 + 1"
    assert page.evaluate("same")  # nothing was loaded anew


def test_each_snippet_of_each_page_has_its_own_edit(page):
    first(page).write("x = 1")
    Cell(page, "Snippet 2").write("x = 2")
    page.goto("/tutorial/02-graph/")
    first(page).button("Edit").wait_for(state="attached")
    assert page.locator(".live__code:visible").count() == 0
    first(page).write("x = 3")
    for address, edits in {PAGE: ["x = 1", "x = 2"], "/tutorial/02-graph/": ["x = 3"]}.items():
        page.goto(address)
        first(page).group.get_by_role("textbox").wait_for()
        areas = page.locator("[data-snippet] textarea")
        assert areas.evaluate_all("all => all.map(e => e.value)") == edits


def test_a_reset_is_seen_in_another_tab(page):
    first(page).write("x = 41 + 1")
    tab = second_tab(page)
    first(tab).group.get_by_role("textbox").wait_for()
    first(page).press("Reset")
    first(tab).group.get_by_role("textbox").wait_for(state="hidden")
    assert first(tab).group.locator(".language-python").is_visible()
    first(tab).write("x = 6 * 7")
    again = first(page).group.get_by_role("textbox")  # what was written here was reset: it follows
    again.wait_for()
    assert again.input_value() == "x = 6 * 7"


def test_after_a_reset_an_exercise_follows_another_tab(page):
    mine, theirs = (Exercise(tab).area for tab in (page, second_tab(page)))
    mine.fill("x = 1")
    until(theirs, "e => e.value === 'x = 1'")
    Exercise(page).press("Reset")
    until(theirs, f"e => e.value === {json.dumps(EXERCISE.blank)}")
    theirs.fill("x = 2")
    until(mine, "e => e.value === 'x = 2'")


def test_a_snippet_says_nothing_of_what_another_tab_writes_elsewhere(page):
    first(page).write("x = 1")
    Cell(second_tab(page), "Snippet 2").write("y = 2")
    area = Cell(page, "Snippet 2").group.get_by_role("textbox")
    area.wait_for()
    assert area.input_value() == "y = 2"
    assert first(page).status.inner_text() == ""


def test_what_was_written_while_the_page_was_out_of_sight_is_there_when_it_is_back(page):
    """A page hears nothing of what its own tab puts into the storage, as one that is frozen."""
    kept = first(page).write("x = 1").page.evaluate("localStorage.minigrad")
    first(page).press("Reset")
    page.evaluate("kept => { localStorage.minigrad = kept; }", kept)
    area = page.locator("[data-snippet] textarea")
    assert area.count() == 0
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert area.input_value() == "x = 1"


def test_reset_takes_an_edit_away_for_good(page):
    first(page).write("x = 41 + 1").press("Reset")
    page.reload()
    first(page).button("Edit").wait_for(state="attached")
    assert first(page).group.get_by_role("textbox").count() == 0


def test_an_edit_of_what_the_book_has_changed_is_dropped(page):
    first(page).write("x = 41 + 1")
    page.evaluate(
        "() => { const kept = JSON.parse(localStorage.minigrad);"
        " for (const edit of Object.values(kept.edits)) edit[0] = 'x = 41  # as it was';"
        " localStorage.minigrad = JSON.stringify(kept); }"
    )
    page.reload()
    assert first(page).group.get_by_role("textbox").count() == 0


def test_progress_from_before_edits_were_kept_is_still_there(page):
    store(page, SOUND)
    first(page).write("1")
    kept = json.loads(page.evaluate("localStorage.minigrad"))
    assert kept["read"] == ["01-slopes"]
    assert list(kept["edits"]) == ["tutorial/01-slopes/ snippet 1"]  # wherever the site is


def test_a_chapter_that_was_read_has_one_mark_in_the_menu_whatever_another_tab_writes(page):
    marks = page.locator(".md-nav__link [aria-label=read]")
    assert marks.count() == 0
    store(page, SOUND | {"read": ["02-graph"]})
    page.locator(".live").first.wait_for()
    assert [mark.evaluate("e => e.parentElement.pathname") for mark in marks.all()] == [
        "/tutorial/02-graph/"
    ]
    tab = second_tab(page)
    first(tab).write("1")
    until(page, "document.querySelector('textarea')?.value === '1'")  # it was told
    assert marks.count() == 1
    store(tab, SOUND | {"read": ["02-graph", "03-chain-rule"]})
    until(page, "document.querySelectorAll('.md-nav__link [aria-label=read]').length === 2")
    assert page.evaluate(UNKNOWN) == []


def test_a_page_that_is_no_chapter_is_not_counted_as_read(open_page):
    page = open_page("/how-to/plot/")
    lay_out(page)
    page.evaluate("document.querySelector('article').lastElementChild.scrollIntoView()")
    page.wait_for_timeout(500)
    kept = page.evaluate("localStorage.minigrad ?? null")
    assert kept is None or json.loads(kept)["read"] == []


@pytest.mark.parametrize("what", ["exercise", "snippet"])
def test_of_two_tabs_neither_loses_what_was_written_in_it(page, what):
    tabs = [page, second_tab(page)]
    if what == "exercise":
        areas = [Exercise(tab).area for tab in tabs]
        said = [Exercise(tab).verdict for tab in tabs]
    else:
        areas = [first(tab).write("").group.get_by_role("textbox") for tab in tabs]
        said = [first(tab).status for tab in tabs]
        tabs[1].reload()  # nothing is written there as yet

    for code in ("mine = 0\n\n\n", "mine = 1"):
        areas[0].fill(code)
        until(areas[1], f"e => e.value === {json.dumps(code)}")
        assert areas[1].evaluate("e => e.rows") == len(code.split("\n"))
    areas[1].fill("mine = 2")
    said[0].filter(has_text="Another tab has changed this code too").wait_for()
    assert areas[0].input_value() == "mine = 1"
    assert areas[1].input_value() == "mine = 2"
    areas[0].fill("mine = 3")
    said[1].filter(has_text="Another tab has changed this code too").wait_for()
    assert areas[1].input_value() == "mine = 2"
    assert "Another" not in said[0].inner_text()


def test_a_full_storage_is_told_with_what_is_not_kept(page):
    exercise = Exercise(page)
    exercise.area.fill("x = 0")
    assert exercise.verdict.inner_text() == ""
    page.evaluate(FULL)
    exercise.area.fill("x = 1")
    exercise.verdict.filter(has_text="Not kept").wait_for()
    assert exercise.answer(EXERCISE.solution).startswith("Passed. Not kept")
    assert weight(exercise.verdict) == "700"
    first(page).write("x = 1").status.filter(has_text="Not kept").wait_for()


def test_after_a_line_indented_by_a_tab_the_next_one_is_as_well(page):
    area = first(page).write("\tx").group.get_by_role("textbox")
    area.press("Control+End")
    area.press("Enter")
    assert area.input_value() == "\tx\n\t"
    area.fill("if True:\n\tfor x in y:")
    area.press("Control+End")
    area.press("Enter")
    area.press("x")
    area.press("Enter")
    assert area.input_value() == "if True:\n\tfor x in y:\n\t\tx\n\t\t"


@pytest.mark.parametrize("edits", [None, [], "ab", 7, {"01-slopes/ snippet 1": "x"}], ids=str)
def test_edits_that_are_none_of_ours_take_nothing_from_the_page(page, edits):
    store(page, SOUND | {"edits": edits})
    assert first(page).run("40 + 2") == "42"
    assert len(json.loads(page.evaluate("localStorage.minigrad"))["edits"]) == 1


def test_what_is_no_json_takes_nothing_from_the_page(page):
    page.evaluate("localStorage.minigrad = '{'")
    page.reload()
    first(page).write("40 + 2")
    assert len(json.loads(page.evaluate("localStorage.minigrad"))["edits"]) == 1


NONE_OF_OURS = [
    {"read": [5]},
    {"read": "01-slopes"},
    {"passed": [[]]},
    {"answers": ["x"]},
    {"answers": {"measure-a-slope": 5}},
    {"edits": ["x"]},
    {"edits": {"01-slopes/ snippet 1": "x"}},
    {"edits": {"01-slopes/ snippet 1": ["x", 5]}},
]


def code_of(content) -> str:
    return base64.b64encode(json.dumps(content).encode()).decode()


def test_a_code_that_is_none_of_ours_is_refused_and_changes_nothing(open_page):
    page = open_page("/")
    page.locator("#progress summary").click()
    for wrong in NONE_OF_OURS:
        page.locator("#progress-code").fill(code_of(SOUND | wrong))
        page.get_by_role("button", name="Use this code").click()
        assert "not a progress code" in page.locator("#progress [role=status]").inner_text()
        assert page.evaluate("localStorage.minigrad ?? null") is None


def test_a_code_that_cannot_be_kept_is_told_and_left_in_its_place(open_page):
    page = open_page("/")
    code = code_of(SOUND)
    page.locator("#progress summary").click()
    page.locator("#progress-code").fill(code)
    page.evaluate(FULL)
    for name in ("Use this code", "Reset"):
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name=name).click()
        page.locator("#progress [role=status]").filter(has_text="Not kept").wait_for()
        page.wait_for_timeout(100)  # what is shown anew comes late
        assert "Not kept" in page.locator("#progress [role=status]").inner_text()
        assert page.locator("#progress-code").input_value() == code
