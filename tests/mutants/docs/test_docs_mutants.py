"""The mutants of the docs: which are made, what notices one, and that their list is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.book.outcomes import Book
from press.outputs.requirements import require
from tests.book import ROOT
from tests.mutants.docs import checks, pages

PAGE = """# A page

```python
x = -0.50
print(x)
```

```text
-0.5
```

It is -0.5<!-- x -->, and half<!-- -x --> of one.

!!! quiz "What is it?"

    - [x] Small

        Yes. It is.

    - [ ] Large

        No. It is not.

    - [ ] Green

        No. It has no colour.
"""
EXERCISE = """# %% [markdown] One
# Make one.

# %% blank
one = None

# %% hint
# It comes first.

# %% solution
one = 1

# %% check
assert one is not None, "There is nothing."
assert one > 0, "It is too small."
assert one < 2, "It is too large."

# %% mistake
# It is too small.
one = 0

# %% mistake
# There is nothing.
one = None
"""


def changes(mutants) -> list[str]:
    return [mutant.change for mutant in mutants]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text())
    return Book(tmp_path, tmp_path / "outcomes")


def test_each_number_that_is_printed_is_changed_at_both_ends_and_in_its_sign():
    assert changes(pages.printed(PAGE)) == ["-0.5 -> -0.6", "-0.5 -> -1.5", "-0.5 -> 0.5"]


def test_each_number_and_word_that_is_proved_is_changed():
    assert changes(pages.proved(PAGE)) == [
        "-0.5 -> -0.6", "-0.5 -> -1.5", "-0.5 -> 0.5", "half -> eleven",
    ]  # fmt: skip


def test_the_key_of_a_quiz_moves_to_each_other_option():
    moved = [mutant.applied(PAGE) for mutant in pages.keys(PAGE)]
    assert [each.index("- [x]") for each in moved] == [
        PAGE.index("- [ ] Large"), PAGE.index("- [ ] Green"),
    ]  # fmt: skip
    assert all(len(each) == len(PAGE) and each.count("- [x]") == 1 for each in moved)


def test_a_mutant_is_the_text_but_for_one_place():
    text = "é\n\n```python\nprint(12, 3)\n```\n\n```text\n12 3\n```\n"
    made = [mutant.applied(text) for mutant in pages.printed(text)]
    assert made == [text.replace("\n12 3", f"\n{new}") for new in ("13 3", "22 3", "12 4")]


@pytest.mark.parametrize("kind", [pages.printed, pages.proved, pages.keys])
def test_the_proof_of_a_page_notices_each_of_them(book, kind):
    gave = book.outcome("page.md", PAGE)
    assert not pages.is_noticed(PAGE, PAGE + "\n", gave, book)
    assert all(pages.is_noticed(PAGE, each.applied(PAGE), gave, book) for each in kind(PAGE))


def test_what_changes_the_code_is_no_mutant_of_a_number(book):
    gave = book.outcome("page.md", PAGE)
    with pytest.raises(AssertionError, match="the page has to run anew"):
        pages.is_noticed(PAGE, PAGE.replace("x = -0.50", "x = -0.51"), gave, book)


def test_an_assert_that_no_catalogued_answer_needs_is_told():
    lost = {mutant.text: checks.is_noticed(EXERCISE, mutant) for mutant in checks.mutants(EXERCISE)}
    assert lost == {
        'assert one is not None, "There is nothing."': True,
        'assert one > 0, "It is too small."': True,
        'assert one < 2, "It is too large."': False,
    }


@pytest.mark.parametrize(
    ("source", "promised"),
    [
        ("x = a < b;", ["< -> <=", "< -> >="]),
        ("x = a === b && !c;", ["=== -> !==", "&& -> ||", "!c -> c"]),
        ("x = a ?? b;", ["?? -> &&"]),
        ("x = a + 1;", ["+ -> -", "1 -> 2", "1 -> (0)"]),
        ("x = 1200;", ["1200 -> 2400"]),
        ("x += 1;", ["+= -> -="]),
        ("x = true;", ["true -> false"]),
        ("if (x) f();", ["(x) -> (true)", "(x) -> (false)", "f(); -> ;"]),
        ("x = a ? b : c;", ["a -> (true)", "a -> (false)"]),
        ("while (x) f();", ["(x) -> (false)"]),
        ("const f = () => { return x; };", ["return x; -> return;"]),
        ('x = "is-lit";', ["is-lit -> is-litx"]),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_what_a_script_does_is_changed_operator_by_operator(source, promised):
    require("tree_sitter")
    from tests.mutants.docs import scripts

    assert set(promised) <= set(changes(scripts.mutants(source)))


@pytest.mark.parametrize("source", ['import { a } from "./a.js";', "// 1 < 2", 'x("Two words.");'])
def test_imports_remarks_and_sentences_are_left_alone(source):
    require("tree_sitter")
    from tests.mutants.docs import scripts

    assert [each for each in changes(scripts.mutants(source)) if not each.startswith("x(")] == []


def test_the_tests_that_may_kill_a_script_are_there():
    require("tree_sitter")
    from tests.mutants.docs import browser

    assert [file for file in browser.TESTS if not (ROOT / file).exists()] == []
    for script, names in browser.OF_WORKERS.items():
        assert (browser.SCRIPTS / script).exists()
        assert set(names) <= set(browser.TESTS)


WHOLE, PART, INNER = (0, 90), (40, 60), (45, 50)


@pytest.mark.parametrize(
    ("place", "is_run"),
    [(10, True), (42, False), (47, True), (50, False), (60, True), (90, False)],
)
def test_of_the_stretches_around_a_place_the_smallest_says_whether_it_ran(place, is_run):
    from tests.mutants.docs import ran

    assert ran.ran([(*WHOLE, 1), (*PART, 0), (*INNER, 1)], place) == is_run


def test_a_place_is_reached_by_what_runs_it_and_by_what_may():
    from tests.mutants.docs import ran

    reach = ran.Reach()
    reach.add(
        {
            "at_the_second_load": (1.0, {"a.js": [[(0, 90, 0)], [(0, 90, 1)]]}),
            "elsewhere": (1.0, {"a.js": [[(0, 90, 1), (6, 9, 0)]]}),
            "another_script": (1.0, {"b.js": [[(0, 90, 1)]]}),
            "without_a_page": (1.0, {}),
        }
    )
    assert reach.running("a.js", 8) == ["at_the_second_load", "without_a_page"]
    assert reach.running("a.js", 5) == ["at_the_second_load", "elsewhere", "without_a_page"]


def test_the_fastest_come_first_and_of_many_parameters_two():
    from tests.mutants.docs import ran

    reach = ran.Reach()
    reach.add({"slow": (3.0, {}), "fast": (1.0, {}), **{f"m[{i}]": (i, {}) for i in (9, 2, 4)}})
    assert reach.fastest(reach.tests) == ["fast", "m[2]", "slow", "m[4]"]


def test_a_browser_counts_in_utf_16():
    from tests.mutants.docs import ran

    assert ran.utf16("'\u00e4\U0001d54f' + 1", 8) == 5  # two bytes are one there, and four are two
