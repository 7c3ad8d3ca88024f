"""The press: what a page may hold, and what it is told when it holds anything else."""

from __future__ import annotations

import logging

import markdown
import pytest
from _ext import check
from _ext.exercise import ExerciseFile, as_markdown
from _ext.page import Listing, PageError, Prose, parse, snippets
from _ext.press import Press, SnippetError
from _ext.quiz import quizzes
from _ext.run import Outcome
from latex2mathml.converter import convert

EXTENSIONS = ["admonition", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"]

FRACTION = r"\frac{a}{b} < \{c\}"
SIGNS = [  # what an author writes in a title, and what it is in the page
    ('`"cos"`', '<code>"cos"</code>'),
    ('"cos"', '"cos"'),
    ('He says "yes" and "no"', 'He says "yes" and "no"'),
    ("`a < b and c > d & e`", "<code>a &lt; b and c &gt; d &amp; e</code>"),
    ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
    ("`&quot;`", "<code>&amp;quot;</code>"),
    (r"`'\n'` or C:\temp", r"<code>'\n'</code> or C:\temp"),
    ("`x[0]`, xs[0] and [1, 2]", "<code>x[0]</code>, xs[0] and [1, 2]"),
    ("`{1: 2}` and {3}", "<code>{1: 2}</code> and {3}"),
    (f"${FRACTION}$", f'<span class="formula">{convert(FRACTION)}</span>'),
]


def fenced(lang: str, text: str) -> str:
    return f"```{lang}\n{text}\n```\n"


def rendered(page: str) -> str:
    return markdown.markdown(page, extensions=[*EXTENSIONS, Press()])


def complaint(page: str) -> str:
    """What the check says of the last snippet of a page, the ones above having been run."""
    namespace: dict[str, object] = {}
    return [check.complaint(s, check.run(s, namespace, "page")) for s in snippets(page)][-1]


class TestReading:
    """`parse` and `snippets`."""

    def test_a_snippet_has_the_output_that_follows_it(self):
        page = "Look:\n\n" + fenced("python", "print(1)") + "\n" + fenced("text", "1")

        (snippet,) = snippets(page)

        assert (snippet.code, snippet.line) == ("print(1)", 3)
        assert (snippet.output, snippet.output_line) == ("1", 7)

    def test_prose_between_code_and_output_parts_them(self):
        with pytest.raises(PageError, match="line 5: this output follows no snippet"):
            parse(fenced("python", "print(1)") + "words\n" + fenced("text", "1"))

    @pytest.mark.parametrize("box", ['!!! note "A"', '??? question "A"', '=== "A"', "- item"])
    def test_fences_in_boxes_tabs_and_lists_are_found(self, box):
        inside = "".join(f"    {line}\n" for line in fenced("python", "x = 1").splitlines())

        (snippet,) = snippets(f"{box}\n\n{inside}")

        assert (snippet.code, snippet.indent) == ("x = 1", "    ")

    @pytest.mark.parametrize("lang", ["py", "pycon", "python title='x'", "ipython", "", "rust"])
    def test_a_language_that_nobody_runs_or_knows_is_refused(self, lang):
        with pytest.raises(PageError, match="line 1: unknown language"):
            parse(fenced(lang, "x"))

    def test_a_listing_is_kept_and_not_run(self):
        assert parse(fenced("bash", "ls")) == [Listing("bash", "ls", 1, "")]

    def test_a_fence_that_is_never_closed_is_refused(self):
        with pytest.raises(PageError, match="line 2: this fence is never closed"):
            parse("words\n```python\nx = 1\n")

    def test_a_remark_belongs_to_the_fence_below_it(self):
        (snippet,) = snippets("<!-- raises -->\n" + fenced("python", "1 / 0"))

        assert snippet.raises

    def test_a_remark_above_anything_else_is_refused(self):
        with pytest.raises(PageError, match="raises --> must stand above a Python fence"):
            parse("<!-- raises -->\nwords\n")

    def test_every_line_of_prose_is_kept(self):
        page = "# Title\n\nOne.\nTwo.\n"

        assert [
            block.text for block in parse(page) if isinstance(block, Prose)
        ] == page.splitlines()


class TestChecking:
    """`check.complaint`."""

    def test_a_true_page_gets_no_complaint(self):
        assert complaint(fenced("python", "print(1)") + fenced("text", "1")) == ""

    def test_the_value_of_the_last_line_is_output_too(self):
        assert complaint(fenced("python", "x = 2\nx + 1") + fenced("text", "3")) == ""

    def test_a_wrong_output_is_named_with_its_line(self):
        said = complaint(fenced("python", "print(1)") + fenced("text", "2"))

        assert said == "line 4: the page says\n2\nbut it prints:\n1\n"

    def test_an_output_that_the_page_leaves_out_is_named(self):
        assert "prints what no text fence states" in complaint(fenced("python", "print(1)"))

    def test_an_output_that_nothing_printed_is_named(self):
        assert complaint(fenced("python", "x = 1") + fenced("text", "1")).startswith("line 4:")
        assert complaint(fenced("python", "x = 1") + fenced("text", "")).startswith("line 4:")

    def test_snippets_of_a_page_share_their_names(self):
        page = fenced("python", "x = 1") + "\n" + fenced("python", "print(x)") + fenced("text", "1")

        assert complaint(page) == ""

    def test_a_failure_on_purpose_is_compared_by_its_last_line(self):
        code = "<!-- raises -->\n" + fenced("python", "print('so far')\n1 / 0")

        assert complaint(code + fenced("text", "so far\nZeroDivisionError: division by zero")) == ""
        assert complaint(code + fenced("text", "so far\nZeroDivisionError: another")) != ""

    def test_a_snippet_that_should_fail_and_does_not_is_named(self):
        assert "should fail, and does not" in complaint(
            "<!-- raises -->\n" + fenced("python", "x = 1")
        )

    def test_a_snippet_that_exits_is_a_failure_and_no_exit(self):
        assert "SystemExit" in complaint(fenced("python", "raise SystemExit"))


class TestQuizzes:
    """Questions and their keys."""

    QUIZ = (
        '!!! quiz "What is printed?"\n\n    ```python\n    print(1 + 1)\n    ```\n\n'
        "    - [x] `2`\n\n        Yes. A sum.\n\n    - [ ] `11`\n\n        No. That is text.\n"
    )

    def test_the_key_of_a_code_question_is_what_the_code_prints(self):
        assert complaint(self.QUIZ) == ""
        assert "the key of this quiz is '3'" in complaint(self.QUIZ.replace("`2`", "`3`"))

    def test_a_mark_that_slips_to_another_option_is_refused(self):
        swapped = self.QUIZ.replace("[x]", "[?]").replace("[ ]", "[x]").replace("[?]", "[ ]")

        with pytest.raises(PageError, match="must start with"):
            parse(swapped)

    @pytest.mark.parametrize("mark", ["[ ]", "[x]"])
    def test_a_quiz_has_one_right_option(self, mark):
        with pytest.raises(PageError, match="one of them right"):
            parse(self.QUIZ.replace("[x]", mark).replace("[ ]", mark))

    def test_each_option_folds_its_own_reason(self):
        html = rendered(self.QUIZ)

        assert html.count('<details class="right">') == html.count('<details class="wrong">') == 1
        assert "Yes. A sum." in html

    @pytest.mark.parametrize("words,html", SIGNS)
    def test_an_option_says_what_its_author_wrote(self, words, html):
        page = self.QUIZ.replace("`11`", words)

        assert f'<details class="wrong">\n<summary>{html}</summary>' in rendered(page)

    @pytest.mark.parametrize("words,html", SIGNS)
    def test_a_question_says_what_its_author_wrote(self, words, html):
        page = self.QUIZ.replace("What is printed?", f"Is it {words}")

        assert f'<p class="admonition-title">Is it {html}</p>' in rendered(page)

    @pytest.mark.parametrize("words,html", SIGNS)
    def test_a_box_says_what_its_author_wrote(self, words, html):
        page = f'!!! note "{words}"\n\n    Inside.\n\n??? note "So {words}"\n\n    Inside.\n'

        assert f'<p class="admonition-title">{html}</p>' in rendered(page)
        assert f"<summary>So {html}</summary>" in rendered(page)

    @pytest.mark.parametrize("words,html", SIGNS)
    def test_an_exercise_says_in_its_title_what_its_author_wrote(self, words, html):
        lines = as_markdown(ExerciseFile("a", words, "Do it.", check="", hints=[f"See {words}."]))

        html_of_page = rendered("\n".join(lines))

        assert f'<p class="admonition-title">{html}</p>' in html_of_page
        assert f"See {html}." in html_of_page

    @pytest.mark.parametrize("words", ["# a remark", "#1 of three"])
    def test_an_option_that_starts_with_a_hash_is_no_heading(self, words):
        html = rendered(self.QUIZ.replace("`11`", words))

        assert f"<summary>{words}</summary>" in html

    def test_a_quiz_ends_where_its_indent_ends(self):
        (quiz,) = quizzes(self.QUIZ + "\nAfter.\n\n- [ ] another list\n")

        assert [option.text for option in quiz.options] == ["`2`", "`11`"]


class TestSetting:
    """The Markdown extension."""

    DRAWING = fenced(
        "python",
        'from minigrad import Value, draw_dot\na = Value(3.0, label="a")\n'
        'draw_dot(a * a, title="A <square>")',
    )

    def test_a_drawing_becomes_a_titled_figure_beside_its_code(self):
        html = rendered(self.DRAWING)

        assert '<figure class="graph" id="graph-1">' in html
        assert '<title id="graph-1-title">A &lt;square&gt;</title>' in html
        assert "<figcaption>A &lt;square&gt;</figcaption>" in html

    def test_a_figure_tells_its_steps_in_words(self):
        assert '<li class="forward">start: a.data = 3.0</li>' in rendered(self.DRAWING)

    def test_two_figures_share_no_id(self):
        import re

        ids = re.findall(r' id="([^"]+)"', rendered(self.DRAWING + "\n" + self.DRAWING))

        assert len(ids) > 10
        assert len(ids) == len(set(ids))

    def test_a_page_is_set_twice_the_same(self):
        assert rendered(self.DRAWING) == rendered(self.DRAWING)

    def test_a_snippet_that_raises_stops_the_build_with_page_and_line(self):
        with pytest.raises(SnippetError, match=r"docs/page: line 3: .* ZeroDivisionError"):
            rendered("One.\n\n" + fenced("python", "1 / 0"))

    def test_a_wrong_output_warns_which_a_strict_build_counts(self, caplog):
        with caplog.at_level(logging.WARNING, "mkdocs"):
            rendered(fenced("python", "print(1)") + fenced("text", "2"))

        assert "docs/page: line 4: the page says" in caplog.text

    def test_a_page_that_was_run_already_is_not_run_again(self):
        page = fenced("python", "import time\ntime.time()") + fenced("text", "once")
        press = Press()
        press.memory[page.strip()] = [Outcome(output="once")]

        markdown.markdown(page, extensions=[*EXTENSIONS, press])

        assert press.outcomes["page"] == [Outcome(output="once")]

    def test_a_snippet_that_is_not_run_is_shown_all_the_same(self):
        html = rendered("<!-- not run: it never ends -->\n" + fenced("python", "while True: pass"))

        assert "while" in html
        assert "data-snippet" not in html

    def test_formulas_are_set_without_a_script(self):
        html = rendered("So $x^2$ and\n\n$$\n\\frac{a}{b}\n$$\n")

        assert html.count("<math ") == 2
        assert "<mfrac>" in html

    def test_a_dollar_in_code_is_no_formula(self):
        assert "<math" not in rendered(
            "`$x$` costs $5 and $6 " + "\n\n" + fenced("bash", "echo $x$")
        )
