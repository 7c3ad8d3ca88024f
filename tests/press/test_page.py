"""Reading a page: what it may hold, and what it is told when it holds anything else."""

from __future__ import annotations

import warnings

import pytest

from press.book.page import LISTED, Listing, PageError, Prose, parse, snippets
from press.book.quiz import quizzes
from press.book.shown import strays
from tests.book import ROOT


def fenced(lang: str, text: str, mark: str = "```") -> str:
    return f"{mark}{lang}\n{text}\n{mark}\n"


def inside(text: str, indent: str = "    ") -> str:
    return "".join(f"{indent}{line}\n" for line in text.splitlines())


FENCE = fenced("python", "x = 1")


class TestReading:
    def test_of_another_language_python_has_nothing_to_say(self):
        page = fenced("bash", r"sed -n 's/\(b\)/\1/p' a")

        with warnings.catch_warnings(record=True, action="always") as told:
            parse(page)

        assert told == []

    def test_a_snippet_has_the_output_that_follows_it(self):
        page = "Look:\n\n" + fenced("python", "print(1)") + "\n" + fenced("text", "1")

        (snippet,) = snippets(page)

        assert (snippet.code, snippet.line) == ("print(1)", 3)
        assert (snippet.output, snippet.output_line) == ("1", 7)

    def test_prose_between_code_and_output_parts_them(self):
        with pytest.raises(PageError, match="line 5: this output follows no snippet"):
            parse(fenced("python", "print(1)") + "words\n" + fenced("text", "1"))

    def test_a_listing_is_kept_and_not_run(self):
        assert parse(fenced("bash", "ls"))[0] == Listing("bash", "ls", 1, "")

    def test_a_directive_belongs_to_the_fence_below_it(self):
        (snippet,) = snippets("<!-- raises -->\n" + fenced("python", "1 / 0"))

        assert snippet.raises

    def test_every_line_of_prose_is_kept(self):
        page = "# Title\n\nOne.\nTwo."

        assert [
            block.text for block in parse(page) if isinstance(block, Prose)
        ] == page.splitlines()

    @pytest.mark.parametrize("end", ["---", "..."])
    def test_lines_are_those_of_the_file_below_front_matter_too(self, end):
        (snippet,) = snippets(f"---\nhide: toc\n{end}\n\n" + FENCE)

        assert snippet.line == 5

    def test_a_separator_of_lines_that_no_editor_counts_counts_for_nothing(self):
        (snippet,) = snippets("one\u2028still one\x0cand one\n" + FENCE)

        assert snippet.line == 2


CONTAINERS = {
    "a box": '!!! note "A"\n\n' + inside(FENCE),
    "a folded box": '??? question "A"\n\n' + inside(FENCE),
    "an open box": '???+ note "A"\n\n' + inside(FENCE),
    "a tab": '=== "A"\n\n' + inside(FENCE),
    "a list": "- item\n\n" + inside(FENCE),
    "a list in a list": "- a\n    - b\n\n" + inside(FENCE, " " * 8),
    "a list indented by 2": "- item\n\n" + inside(FENCE, "  "),
    "a numbered list": "1. item\n\n" + inside(FENCE, "   "),
    "a definition": "term\n:   words\n\n" + inside(FENCE),
    "an HTML block": "<div>\n" + FENCE + "</div>\n",
    "Markdown in HTML": '<div markdown="1">\n\n' + FENCE + "\n</div>\n",
    "HTML details": "<details><summary>A</summary>\n\n" + FENCE + "\n</details>\n",
    "tildes": fenced("python", "x = 1", "~~~"),
    "a long mark": fenced("python", "x = 1\n```", "`````"),
    "one blank": inside(FENCE, " "),
}


@pytest.mark.parametrize("page", CONTAINERS.values(), ids=CONTAINERS.keys())
def test_a_fence_is_found_wherever_markdown_shows_it(page):
    assert len(snippets(page)) == 1
    assert strays(page, ROOT) == []


REFUSED = {
    "a quotation": ("> ```python\n> 1 / 0\n> ```\n", "line 1: a fence stands on lines of its own"),
    "a comment": ("<!--\n" + FENCE + "-->\n", "line 1: this remark is not closed"),
    "a late comment": ("a <b>\n<!-- x\n\n" + FENCE + "-->\n", "line 2: this remark is not closed"),
    "a claim on two lines": ("It is 7<!-- x\n+ 1 -->.\n", "line 1: this remark is not closed"),
    "a blank behind a directive": ("<!-- raises --> \n" + FENCE, "line 1: unknown remark"),
    "no blank in a directive": ("<!--needs: torch-->\n" + FENCE, "line 1: unknown remark"),
    "a tab before a directive": ("\t<!-- raises -->\n" + FENCE, "line 1: unknown remark"),
    "no blank behind a colon": ("<!-- not run:why -->\n" + FENCE, "line 1: unknown remark"),
    "behind a tab": ("\t```python\n\t1 / 0\n\t```\n", "line 1: a fence stands on lines of its own"),
    "the mark of a list": ("- ```python\n  1 / 0\n  ```\n", "line 1: a fence stands on lines"),
    "the mark of a definition": ("a\n:   ```python\n    1/0\n    ```\n", "line 2: a fence stands"),
    "a hard blank": ("\u00a0```python\n1 / 0\n```\n", "line 1: a fence stands on lines of its own"),
    "raw HTML": ("<pre><code>1 / 0</code></pre>\n", "line 1: code in HTML is not run"),
    "raw inline HTML": ("See <CODE>x</CODE>.\n", "line 1: code in HTML is not run"),
    "an early end": ("    ```python\n    x = 1\ny = 2\n    ```\n", "line 3: this line leaves"),
    "a longer end": ("```python\nx = 1\n````\n", "line 1: this fence is never closed"),
    "a footnote": (
        "a[^1]\n\n[^1]: note\n\n" + inside(FENCE),
        "line 5: a fence that is indented, in",
    ),
    "right below text": ("words\n" + inside(FENCE), "line 2: a fence that is indented, without a"),
    "Python in yaml": (fenced("yaml", "import os\nos.getcwd()"), "line 1: this reads as Python"),
    "a claim in bash": (fenced("bash", "assert a.grad == 6"), "line 1: this reads as Python"),
    "a session in html": (fenced("html", ">>> a = 2"), "line 1: this reads as Python"),
    "Python that escapes": (fenced("bash", r'print("\"\(")'), "line 1: this reads as Python"),
    "no end": ("words\n```python\nx = 1\n", "line 2: this fence is never closed"),
    "attributes": ("```{.python}\nx = 1\n```\n", "line 1: unknown language '{.python}'"),
    "a title": ("```python title='x'\nx = 1\n```\n", "line 1: unknown language"),
    "Python in bash": (fenced("bash", "import os\nos.getcwd()"), "line 1: this reads as Python"),
    "Python in html": (fenced("html", "print(1)"), "line 1: this reads as Python"),
    "Python in json": (fenced("json", "print(1)"), "line 1: this is not json"),
    "no toml": (fenced("toml", "a b"), "line 1: this is not toml"),
    "no yaml": (fenced("yaml", "a: ["), "line 1: this is not yaml"),
    "an unknown box": ('!!! quizz "A"\n', "line 1: unknown box"),
    "a box with more": ('!!! note inline "A"\n', "line 1: unknown box"),
    "an unknown need": ("<!-- needs: torhc -->\n" + FENCE, "line 2: needs: 'torhc' is none of"),
    "no reason": ("<!-- not run -->\n" + FENCE, "line 2: <!-- not run: ... --> says why"),
    "a lost directive": ("<!-- raises -->\nwords\n", "<!-- raises --> must stand above a Python"),
    "a misspelt directive": (
        "<!-- rases -->\n" + FENCE,
        "line 1: unknown remark <!-- rases -->: on",
    ),
}


@pytest.mark.parametrize(("page", "complaint"), REFUSED.values(), ids=REFUSED.keys())
def test_what_nobody_would_run_or_compare_is_refused_with_its_line(page, complaint):
    with pytest.raises(PageError) as raised:
        parse(page)
    assert complaint in str(raised.value)


@pytest.mark.parametrize("lang", ["py", "Python", "python3", "pycon", "ipython", "", "rust"])
def test_a_language_that_nobody_runs_or_knows_is_refused(lang):
    with pytest.raises(PageError, match="line 1: unknown language"):
        parse(fenced(lang, "x"))


STRAYS = {
    "an indented block": ("Words.\n\n    1 / 0\n", "line 3: this is shown as code, and not run"),
    "a session": ("Words.\n\n    >>> 1 / 0\n", "line 3: this is shown as code, and not run"),
    "a fence indented by 4": ("Words.\n\n" + inside(FENCE), "line 3: this code is not shown as"),
    "too deep in a list": ("- a\n\n" + inside(FENCE, " " * 8), "this is shown as code"),
}


@pytest.mark.parametrize(("page", "complaint"), STRAYS.values(), ids=STRAYS.keys())
def test_code_that_shows_where_nobody_looked_is_named_with_its_line(page, complaint):
    assert any(complaint in each for each in strays(page, ROOT))


class TestQuizzes:
    """Questions and their keys."""

    QUIZ = (
        '!!! quiz "What is printed?"\n\n    ```python\n    print(1 + 1)\n    ```\n\n'
        "    - [x] `2`\n\n        Yes. A sum.\n\n    - [ ] `11`\n\n        No. That is text.\n"
    )

    def test_a_snippet_in_a_quiz_knows_the_key(self):
        (snippet,) = snippets(self.QUIZ)
        assert snippet.key == "2"

    def test_a_proof_is_no_part_of_the_key(self):
        (snippet,) = snippets(self.QUIZ.replace("`2`", "`2`<!-- 1 + 1 -->"))
        assert snippet.key == "2"

    def test_a_mark_that_slips_to_another_option_is_refused(self):
        swapped = self.QUIZ.replace("[x]", "[?]").replace("[ ]", "[x]").replace("[?]", "[ ]")

        with pytest.raises(PageError, match="must start with"):
            parse(swapped)

    @pytest.mark.parametrize("mark", ["[ ]", "[x]"])
    def test_a_quiz_has_one_right_option(self, mark):
        with pytest.raises(PageError, match="one of them right"):
            parse(self.QUIZ.replace("[x]", mark).replace("[ ]", mark))

    def test_equal_options_are_refused(self):
        with pytest.raises(PageError, match="line 1: two options of this quiz are equal"):
            parse(self.QUIZ.replace("`11`", "`2`"))

    def test_a_quiz_ends_where_its_indent_ends(self):
        (quiz,) = quizzes(self.QUIZ + "\nAfter.\n\n- [ ] another list\n")

        assert [option.text for option in quiz.options] == ["`2`", "`11`"]


def test_the_languages_of_listings_are_not_python():
    assert not LISTED & {"py", "python", "pycon", "text"}


def test_an_edit_of_the_markdown_settings_counts_at_once(tmp_path):
    """A server lives on, and would judge by the old ones."""
    settings = tmp_path / "mkdocs.yml"
    page = "# Title\n\n!!! note\n\n    some words\n"  # a box, or an indented block of code
    settings.write_text("site_name: a\n", encoding="utf-8")
    assert strays(page, tmp_path) == ["line 5: this is shown as code, and not run"]
    settings.write_text("markdown_extensions: [admonition]\n", encoding="utf-8")
    assert strays(page, tmp_path) == []
