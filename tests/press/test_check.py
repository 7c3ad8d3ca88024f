"""Does a page do what it says: outputs, pictures, claims, numbers in prose."""

from __future__ import annotations

import shutil

import pytest

from press.book import check
from press.book.claims import agrees
from press.book.outcomes import Book
from tests.book import ROOT
from tests.press.test_page import fenced, inside


@pytest.fixture
def complaints(tmp_path):
    """What is wrong with a page of this text."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    book = Book(tmp_path, tmp_path / "cache")

    def of(page: str) -> list[str]:
        return check.complaints(page, book.outcome("page.md", page), tmp_path)

    return of


class TestOutputs:
    def test_a_true_page_gets_no_complaint(self, complaints):
        assert complaints(fenced("python", "print(1)") + fenced("text", "1")) == []

    def test_the_value_of_the_last_line_is_output_too(self, complaints):
        assert complaints(fenced("python", "x = 2\nx + 1") + fenced("text", "3")) == []

    def test_a_wrong_output_is_named_with_its_line(self, complaints):
        said = complaints(fenced("python", "print(1)") + fenced("text", "2"))

        assert said == ["line 5: the page says\n2\nbut it prints:\n1\n"]

    def test_an_output_that_the_page_leaves_out_is_named(self, complaints):
        (said,) = complaints(fenced("python", "print(1)"))
        assert "prints what no text fence states" in said

    @pytest.mark.parametrize("stated", ["1", ""])
    def test_an_output_that_nothing_printed_is_named(self, complaints, stated):
        (said,) = complaints(fenced("python", "x = 1") + fenced("text", stated))
        assert said.startswith(("line 4: nothing prints", "line 5: the page says\n1"))

    def test_snippets_of_a_page_share_their_names(self, complaints):
        page = fenced("python", "x = 1") + "\n" + fenced("python", "print(x)") + fenced("text", "1")

        assert complaints(page) == []

    def test_a_failure_is_named_with_the_line_that_fails(self, complaints):
        page = "One.\n\n" + fenced("python", "def f():\n    return 1 / 0\n\n\nx = 1\nf()")

        assert complaints(page) == [
            "line 5: this snippet fails: ZeroDivisionError: division by zero"
        ]

    def test_a_syntax_error_fails_its_own_snippet_and_no_other(self, complaints):
        page = fenced("python", "x = 1") + fenced("python", "y = (\n1") + fenced("python", "x")

        (broken, *_) = complaints(page + fenced("text", "1"))

        assert broken.startswith("line 5: this snippet fails: SyntaxError")
        assert len(complaints(page + fenced("text", "1"))) == 1

    def test_a_failure_on_purpose_is_compared_by_its_last_line(self, complaints):
        code = "<!-- raises -->\n" + fenced("python", "print('so far')\n1 / 0")

        assert (
            complaints(code + fenced("text", "so far\nZeroDivisionError: division by zero")) == []
        )
        assert complaints(code + fenced("text", "so far\nZeroDivisionError: another")) != []

    def test_a_snippet_that_should_fail_and_does_not_is_named(self, complaints):
        (said,) = complaints("<!-- raises -->\n" + fenced("python", "x = 1"))
        assert "should fail, and does not" in said

    def test_a_snippet_that_exits_is_a_failure_and_no_exit(self, complaints):
        (said,) = complaints(fenced("python", "raise SystemExit"))
        assert "SystemExit" in said

    def test_asserts_hold_under_optimized_python_too(self, complaints, monkeypatch):
        monkeypatch.setenv("PYTHONOPTIMIZE", "1")
        (said,) = complaints(fenced("python", "assert False, 'held'"))
        assert "AssertionError: held" in said

    def test_a_key_is_what_the_code_of_its_quiz_prints(self, complaints):
        quiz = (
            '!!! quiz "What is printed?"\n\n'
            + inside(fenced("python", "print(1 + 1)"))
            + "\n    - [x] `2`\n\n        Yes.\n\n    - [ ] `11`\n\n        No.\n"
        )
        assert complaints(quiz) == []
        (said,) = complaints(quiz.replace("`2`", "`3`"))
        assert "the key of this quiz is '3'" in said


class TestPictures:
    DRAWING = fenced(
        "python",
        'from minigrad import Value, draw_dot\na = Value(3.0, label="a")\ndraw_dot(a * a)',
    )

    def test_a_picture_is_stated_by_the_words_in_it(self, complaints):
        assert complaints("<!-- draws: a, v1 * -->\n" + self.DRAWING) == []

    def test_a_picture_that_is_stated_nowhere_is_named(self, complaints):
        (said,) = complaints(self.DRAWING)
        assert said == ("line 1: write above this picture what it shows: <!-- draws: a, v1 * -->")

    def test_a_picture_that_is_lost_is_named(self, complaints):
        lost = self.DRAWING.replace("\ndraw_dot(a * a)", "")
        assert complaints("<!-- draws: a, v1 * -->\n" + lost) == [
            "line 2: this snippet draws nothing: is its last line the drawing? "
            "The page says <!-- draws: a, v1 * -->"
        ]

    def test_a_picture_without_its_labels_is_named(self, complaints):
        bare = self.DRAWING.replace(', label="a"', "")
        (said,) = complaints("<!-- draws: a, v1 * -->\n" + bare)
        assert said == "line 2: the page says that this draws\na, v1 *\nbut it draws\nv1 *"


class TestClaims:
    CODE = fenced("python", "x = 6.04\nright = 89\n\n\ndef f(x):\n    return x / 3")

    def test_a_true_claim_gets_no_complaint(self, complaints):
        assert complaints(self.CODE + "It is 6.0<!-- x -->, or $6.04$<!-- x -->.\n") == []

    def test_a_wrong_digit_is_named_with_its_line(self, complaints):
        assert complaints(self.CODE + "Twice $e^{6.0}$<!-- x -->, 2<!-- max([2.0], [6]) -->.") == [
            "line 9: the page says 2, but max([2.0], [6]) gives '[6]'"
        ]
        assert complaints(self.CODE + "\nIt is 6.1<!-- x -->.\n") == [
            "line 10: the page says 6.1, but x gives 6.04"
        ]

    def test_a_claim_sees_what_stands_above_it_and_nothing_below(self, complaints):
        page = "It is 2<!-- y -->.\n\n" + fenced("python", "y = 2")
        (said,) = complaints(page)
        assert (
            said == "line 1: the page says 2, but y stops with NameError: name 'y' is not defined"
        )

    def test_a_claim_that_cannot_be_evaluated_is_named(self, complaints):
        (said,) = complaints(self.CODE + "It is 6<!-- x.data -->.\n")
        assert "stops with AttributeError" in said

    def test_a_snippet_that_is_never_run_excuses_no_claim(self, complaints):
        page = "<!-- not run: why -->\n" + fenced("python", "x = 3") + "\nIt is 3<!-- x -->.\n"
        assert complaints(page) == [
            "line 6: the page says 3, but x stops with NameError: name 'x' is not defined"
        ]

    def test_a_snippet_that_lacks_its_package_excuses_what_asks_for_it(
        self, complaints, monkeypatch
    ):
        monkeypatch.setattr("press.book.outcomes.skip_reason", lambda snippet: snippet.needs)
        page = "<!-- needs: torch -->\n" + fenced("python", "x = 3") + "\nIt is 3<!-- x -->.\n"
        assert complaints(page) == []

    def test_claims_in_boxes_tables_titles_and_options_are_held(self, complaints):
        for line in (
            '!!! note "It is 7<!-- x -->"\n\n    Words.\n',
            "!!! note\n\n    It is `7`<!-- x -->.\n",
            "| a |\n| --- |\n| **7**<!-- x --> |\n",
            "## It is 7<!-- x -->\n",
            '!!! quiz "A?"\n\n' + inside("- [x] `7`<!-- x -->\n\n    Yes.\n\n- [ ] 8\n\n    No.\n"),
        ):
            assert any("says 7" in each for each in complaints(self.CODE + "\n" + line)), line

    def test_a_claim_leaves_the_names_and_the_chances_of_the_page_as_they_are(self, complaints):
        page = fenced("python", "import random\nrandom.seed(1)\nx = 1") + (
            "\nIt is 2<!-- (x := 2) -->, 0.13<!-- random.random() -->.\n\n"
        )
        assert complaints(page + fenced("python", "x, random.random()") + fenced("text", "")) == [
            "line 12: the page says\n\nbut it prints:\n(1, 0.13436424411240122)\n"
        ]

    def test_a_claim_in_code_is_shown_and_not_evaluated(self, complaints):
        assert complaints(self.CODE + "Write `7<!-- x -->`.\n") == []

    @pytest.mark.parametrize(
        ("stated", "value"),
        [
            ("6.0", 6.04),
            ("-3", -3.0),
            ("−3.0", -3),
            ("1,048,576", 2**20),
            ("89%", 0.894),
            ("89.4%", 0.894),
            ("3.55e-15", 3.5527e-15),
            ("0.0", -0.0),
            ("seven", 7),
            ("Twice", 2),
            ("half", 0.5),
            ("Forty-one", 41),
            ("100 %", 1.0),
            ("0.1.0", "0.1.0"),
            ("relu", "relu"),
        ],
    )
    def test_a_number_agrees_as_it_is_written(self, stated, value):
        assert agrees(stated, value)

    @pytest.mark.parametrize(
        ("stated", "value"),
        [
            ("6.1", 6.04),
            ("3", -3.0),
            ("90%", 0.894),
            ("3.56e-15", 3.5527e-15),
            ("seven", 8),
            ("1", True),
            ("1.0", None),
            ("7", "8"),
            ("0.1", -0.1),
            ("forty-one", 42),
            ("well-known", 1),
            ("0.1.0", 0.1),
        ],
    )
    def test_another_number_does_not(self, stated, value):
        assert not agrees(stated, value)


class TestLooseNumbers:
    CODE = fenced("python", "x = 6.25") + "\n"

    @pytest.mark.parametrize("number", ["6.26", "137", "1,200", "2.5e-7", "0.125"])
    def test_a_number_that_stands_nowhere_else_is_named(self, complaints, number):
        (said,) = complaints(self.CODE + f"It is {number} now.\n")
        assert said.startswith(f"line 5: {number} stands in no code and no output")

    def test_a_number_of_the_code_is_held(self, complaints):
        assert complaints(self.CODE + "It is 6.25.\n") == []

    def test_small_whole_numbers_addresses_and_versions_are_left_alone(self, complaints):
        assert complaints(self.CODE + "12 of [them](a-1234.md), 3.11.7, <b id=4567>.\n") == []

    def test_a_given_number_says_why(self, complaints):
        assert complaints(self.CODE + "Crouch, 2004<!-- given: a year -->.\n") == []
