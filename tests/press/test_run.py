"""Running a snippet: what it gives, and what goes through."""

from __future__ import annotations

import pytest

from press.runtime.run import forget_library, is_picture, run_check, run_snippet


def test_the_value_of_a_last_line_is_printed_and_none_is_not():
    assert run_snippet("1 + 1", {}).output == "2\n"
    assert run_snippet("None", {}).output == ""
    assert run_snippet("", {}).output == ""


def test_an_error_is_given_and_not_raised():
    result = run_snippet("print('so far')\n1 / 0", {})
    assert result.output == "so far\n"
    assert isinstance(result.error, ZeroDivisionError)


def test_ctrl_c_goes_through():
    with pytest.raises(KeyboardInterrupt):
        run_snippet("raise KeyboardInterrupt", {})


def test_in_a_browser_where_there_is_no_ctrl_c_nothing_does(monkeypatch):
    monkeypatch.setattr("sys.platform", "emscripten")
    assert isinstance(run_snippet("raise KeyboardInterrupt", {}).error, KeyboardInterrupt)


def test_a_class_that_can_draw_is_no_picture():
    class Drawing:
        def svg(self):
            return "<svg/>"

    assert is_picture(Drawing())
    assert not is_picture(Drawing)


SHOW = "from minigrad import Plot\nfor i in range(3):\n    Plot(f'Plot {i}').show()\n"


def test_the_plot_that_was_shown_last_is_the_picture():
    assert run_snippet(SHOW, {}).picture.title == "Plot 2"
    result = run_snippet(SHOW + "i", {})
    assert (result.output, result.picture.title) == ("2\n", "Plot 2")
    assert run_snippet(SHOW + "Plot('Last line')", {}).picture.title == "Last line"


def test_a_snippet_does_not_get_the_picture_of_the_one_before():
    run_snippet(SHOW, {})
    assert run_snippet("1", {}).picture is None


def test_a_snippet_that_fails_has_no_picture():
    assert run_snippet(SHOW + "1 / 0", {}).picture is None


def test_the_library_can_be_forgotten_and_given_back():
    import sys

    import minigrad

    modules = forget_library()
    try:
        assert modules["minigrad"] is minigrad
        assert "minigrad" not in sys.modules and "minigrad.engine" not in sys.modules
    finally:
        sys.modules.update(modules)


def test_a_check_says_in_which_line_of_the_answer_an_error_arose():
    answer = "def last(xs):\n    return xs[len(xs)]"
    said, _ = run_check("", answer, "last([1])")
    assert said == (
        "The check could not use your answer: IndexError: list index out of range, "
        "in line 2: return xs[len(xs)]"
    )
    said, _ = run_check("", "last = 3", "last([1])")
    assert said == "The check could not use your answer: TypeError: 'int' object is not callable"


def test_an_assert_of_the_answers_own_is_no_verdict_of_the_check():
    said, _ = run_check("", "def f(x):\n    assert x > 0, 'no'", "f(0)")
    assert said == (
        "The check could not use your answer: AssertionError: no, in line 2: assert x > 0, 'no'"
    )
