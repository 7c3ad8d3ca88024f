"""Sliders: the remark, what it refuses, and what is run before a reader moves anything."""

from __future__ import annotations

import json

import pytest

from press.book.check import complaints
from press.book.outcomes import Book
from press.book.page import PageError, parse, snippets
from press.book.slider import moves, sliders_in
from press.outputs.notebooks import Chapter, Notebooks, SiteLinks
from tests.book import ROOT
from tests.press.test_page import fenced

CODE = "h = 0.01\nprint(round(1 / h))"


def slid(remark: str, code: str = CODE) -> str:
    return f"<!-- slider: {remark} -->\n" + fenced("python", code)


@pytest.fixture
def said(tmp_path):
    """What is wrong with a page of this text."""
    book = Book(ROOT, tmp_path)
    return lambda page: complaints(page, book.outcome("page.md", page), ROOT)


class TestTheRemark:
    def test_it_names_a_number_of_the_fence_and_its_ends(self):
        (slider,) = snippets("Words.\n\n" + slid("h from 1 to 0.0001"))[0].sliders
        assert (slider.name, slider.first, slider.last, slider.value) == ("h", 1, 0.0001, 0.01)
        assert CODE[slider.start : slider.end] == "0.01"
        assert slider.moved(CODE, "0.5") == "h = 0.5\nprint(round(1 / h))"

    def test_several_are_parted_by_commas(self):
        code = "a, b = 1, 2\nx = -3.0\nn = (\n    4\n)  # four"
        sliders = sliders_in("x from -5 to 5,  n from 0 to 9", code)
        assert [(each.name, code[each.start : each.end]) for each in sliders] == [
            ("x", "-3.0"),
            ("n", "4"),
        ]

    def test_the_number_is_found_behind_letters_of_any_alphabet(self):
        code = "α = '∂😀'; h = 0.5"
        (slider,) = sliders_in("h from 0 to 1", code)
        assert slider.moved(code, "1.0") == "α = '∂😀'; h = 1.0"

    @pytest.mark.parametrize(
        ("remark", "code", "places"),
        [
            ("h from 1 to 0.0001", "h = 0.01", ["1.0", "0.01", "0.0001"]),
            ("h from 1 to 100", "h = 10.0", ["1.0", "10.0", "100.0"]),  # logarithmic from here on
            ("h from 1 to 99", "h = 10.0", ["1.0", "50.0", "99.0"]),
            ("h from 0 to 99", "h = 10.0", ["0.0", "49.5", "99.0"]),
            ("h from -1 to 1", "h = 0.5", ["-1.0", "0.0", "1.0"]),
            ("h from -100 to -1", "h = -5.0", ["-100.0", "-50.5", "-1.0"]),
            ("h from 1e-9 to 1e-5", "h = 1e-5", ["1e-09", "1e-07", "1e-05"]),
            ("h from 1 to 1000", "h = 7", ["1", "500", "1000"]),  # whole numbers, evenly
            ("h from 9 to 1", "h = 7", ["9", "5", "1"]),
            ("h from 1 to 9.0", "h = 7", ["1.0", "5.0", "9.0"]),
        ],
    )
    def test_both_ends_and_the_middle_are_tried(self, remark, code, places):
        (slider,) = sliders_in(remark, code)
        assert slider.places() == places

    def test_each_is_moved_alone_and_in_the_end_all_is_as_written(self):
        code = "a = 1\nb = 2"
        assert list(moves(sliders_in("a from 0 to 2, b from 2 to 4", code), code)) == [
            ("a = 0", "a = 0\nb = 2"),
            ("a = 1", "a = 1\nb = 2"),
            ("a = 2", "a = 2\nb = 2"),
            ("b = 2", "a = 1\nb = 2"),
            ("b = 3", "a = 1\nb = 3"),
            ("b = 4", "a = 1\nb = 4"),
            ("the numbers as written", code),
        ]
        assert list(moves((), code)) == []


REFUSED = {
    "no words": ("<!-- slider -->\n" + fenced("python", CODE), "write it as h from 1 to 0.001"),
    "other words": (slid("h between 1 and 2"), "write it as h from 1 to 0.001, not as 'h between"),
    "a comma too many": (slid("h from 0 to 1,"), "write it as h from 1 to 0.001, not as ''"),
    "no number": (slid("h from 0 to one"), "an end of h is no number: 'one'"),
    "infinity": (slid("h from 0 to 1e999"), "an end of h is no number: '1e999'"),
    "beyond floats": (slid(f"h from 0 to 1{'0' * 400}"), "an end of h is no number: '1000"),
    "a flag": (slid("h from 0 to True"), "an end of h is no number: 'True'"),
    "another name": (slid("k from 0 to 1"), "the fence must set k to a number, once, at its top"),
    "two settings": (slid("h from 0 to 1", "h = 0.1\nh = 0.2"), "must set h to a number, once"),
    "no literal": (slid("h from 0 to 1", "h = 1 / 2"), "must set h to a number, once"),
    "a truth": (slid("h from 0 to 1", "h = True"), "must set h to a number, once"),
    "inside": (slid("h from 0 to 1", "if True:\n    h = 0.5"), "once, at its top level"),
    "no Python": (slid("h from 0 to 1", "h = ("), "must set h to a number, once"),
    "outside": (slid("h from 1 to 2"), "h = 0.01 must lie between two ends: 'h from 1 to 2'"),
    "one end": (slid("h from 0.01 to 0.01"), "h = 0.01 must lie between two ends"),
    "the same twice": (slid("h from 0 to 1, h from 0 to 2"), "two move the same number"),
    "never run": ("<!-- not run: why -->\n" + slid("h from 0 to 1"), "is not run moves nothing"),
}


@pytest.mark.parametrize(("page", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_moves_nothing_is_refused_with_its_line(page, sentence):
    with pytest.raises(PageError) as raised:
        parse("Words.\n\n" + page)
    line = 3 + page.split("```")[0].count("\n")
    assert str(raised.value).startswith(f"line {line}: slider: ")
    assert sentence in str(raised.value)


def test_a_second_remark_does_not_hide_the_first():
    page = "<!-- slider: h from 0 to 1 -->\n" + slid("h from 0 to 2")
    with pytest.raises(PageError, match="line 2: a second <!-- slider --> above one fence"):
        parse(page)


def test_a_page_that_is_refused_is_named_by_the_build_and_the_tests(said):
    (sentence,) = said("# Title\n\n" + slid("k from 0 to 1"))
    assert sentence.startswith("line 4: slider: the fence must set k")


class TestWhatIsRun:
    def test_a_page_that_can_be_moved_gets_no_complaint(self, said):
        assert said(slid("h from 1 to 0.0001") + fenced("text", "100")) == []

    @pytest.mark.parametrize(
        ("remark", "bad"),
        [("x from 0 to 4", "0.0"), ("x from -2 to 2", "0.0"), ("x from 4 to 0.0", "0.0")],
        ids=["first", "middle", "last"],
    )
    def test_a_failure_at_an_end_or_in_the_middle_is_named_with_its_line(self, said, remark, bad):
        page = "Words.\n\n" + slid(remark, "x = 1.0\nprint(1 / x)") + fenced("text", "1.0")
        assert said(page) == [
            f"line 4: with x = {bad} this snippet ends in ZeroDivisionError: float division by zero"
        ]

    def test_the_second_of_two_is_moved_too(self, said):
        code = "a = 1\nb = 1\nassert b < 3"
        assert said(slid("a from 0 to 9, b from 0 to 3", code)) == [
            "line 2: with b = 3 this snippet ends in AssertionError"
        ]

    def test_a_snippet_that_fails_on_purpose_fails_wherever_it_is_moved(self, said):
        page = "<!-- raises -->\n" + slid("x from 0 to 2", "x = 1\nassert x > 1")
        assert said(page + fenced("text", "AssertionError")) == [
            "line 3: with x = 2 this snippet ends in no error"
        ]

    @pytest.mark.parametrize(
        "code",
        [
            "h = 0.5\nseen.append(h)\nprint(len(seen))",
            "import random\nh = 0.5\nprint(random.random() < 2, random.random())",
        ],
        ids=["a list that grows", "random numbers without a seed"],
    )
    def test_a_snippet_that_gives_something_else_when_run_again_is_refused(self, said, code):
        page = fenced("python", "import random\n\nseen = []\nrandom.seed(0)")
        found = said(page + slid("h from 0 to 1", code))
        assert found[0] == (
            "line 8: run again, as a reader's slider does, this snippet gives something else"
        )

    def test_a_picture_that_differs_is_something_else_too(self, said):
        page = fenced("python", "from minigrad import Plot\n\nseen = []")
        code = "h = 0.5\nseen.append(h)\nPlot().line(seen, seen)"
        (first, *_) = said(page + "<!-- draws -->\n" + slid("h from 0 to 1", code))
        assert "gives something else" in first

    def test_a_move_changes_no_name_and_no_random_number_below(self, said):
        page = (
            fenced("python", "import random\n\nrandom.seed(1)")
            + slid("h from 0 to 1", "h = 0.25\nextra = h\nrandom.seed(2)\nrandom.random()")
            + fenced("text", "0.9560342718892494")
            + fenced("python", "print(h, extra, random.random())")
            + fenced("text", "0.25 0.25 0.9478274870593494")
        )
        assert said(page) == []

    def test_functions_of_the_snippet_see_the_number_that_is_moved(self, said):
        code = "h = 1\n\n\ndef f(x):\n    return x / h\n\n\nf(1)"
        (sentence,) = said(slid("h from 0 to 2", code) + fenced("text", "1.0"))
        assert sentence == "line 2: with h = 0 this snippet ends in ZeroDivisionError: " + (
            "division by zero"
        )


PAGE = "# Title\n\n" + slid("h from 1 to 0.0001") + fenced("text", "100")


@pytest.mark.parametrize("solved", [False, True])
def test_a_notebook_has_the_snippet_as_it_is_written_and_no_remark(tmp_path, solved):
    gave = Book(ROOT, tmp_path).outcome("page.md", PAGE)
    chapter = Chapter(PAGE, "page.md", gave)
    notebook = Notebooks(ROOT, SiteLinks("", "")).notebook(chapter, solved=solved)
    assert notebook["cells"][2]["source"] == CODE
    assert "slider" not in json.dumps(notebook) and "0.0001" not in json.dumps(notebook)
