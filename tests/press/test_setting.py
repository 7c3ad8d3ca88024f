"""The Markdown extension: how a page that has run is set."""

from __future__ import annotations

import json
import re
from html import unescape

import markdown
import pytest
from latex2mathml.converter import convert

from press.book.exercise import ExerciseFile, as_markdown
from press.book.outcomes import Book
from press.book.page import PageError
from press.book.shown import code_blocks, lost
from press.outputs.requirements import require
from press.site.markdown_extension import Setting
from tests.book import DOCS
from tests.press.test_page import TestQuizzes, fenced

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


@pytest.fixture
def rendered(tmp_path):
    """The HTML of a page of this text."""

    def of(page: str) -> str:
        setting = Setting(DOCS / "exercises")
        gave = Book(tmp_path, tmp_path / "cache").outcome("page.md", page)
        assert gave.failure == ""
        setting.expect(page, gave)
        return markdown.markdown(page, extensions=[*EXTENSIONS, setting])

    return of


DRAWING = fenced(
    "python",
    'from minigrad import Value, draw_dot\na = Value(3.0, label="a")\n'
    'draw_dot(a * a, title="A <square>")',
)


def test_a_drawing_becomes_a_titled_figure_beside_its_code(rendered):
    html = rendered(DRAWING)

    assert '<figure class="graph" id="graph-1">' in html
    assert 'aria-label="A &lt;square&gt;"' in html
    assert "<figcaption>A &lt;square&gt;</figcaption>" in html


def test_a_figure_tells_its_steps_in_words(rendered):
    assert '<li class="forward">start: a.data = 3.0</li>' in rendered(DRAWING)


PLOT = fenced(
    "python",
    'from minigrad import Plot\nPlot("A <plot>", x="x", y="y").line([0, 1], [1, 2], label="a")',
)


def test_a_plot_becomes_a_figure_with_its_title_once_to_see_and_its_words_to_hear(rendered):
    html = rendered(PLOT)

    assert '<figure class="plot" id="graph-1"><svg ' in html
    assert '<title id="graph-1-title">A &lt;plot&gt;</title><desc>Line "a" of 2 points' in html
    assert html.count("A &lt;plot&gt;</") == 2  # the name, and the words above the axes
    assert "figcaption" not in html and "data-needs" not in html


def test_a_figure_of_matplotlib_is_shown_too(rendered):
    require("matplotlib")
    page = (
        "from matplotlib.figure import Figure\nfigure = Figure()\n"
        "figure.subplots().set(title='A < B')\nfigure"
    )
    html = rendered("<!-- needs: matplotlib -->\n" + fenced("python", page))

    assert '<title id="graph-1-title">A &lt; B</title>' in html
    assert "#000000" not in html


def test_two_figures_share_no_id(rendered):
    ids = re.findall(r' id="([^"]+)"', rendered("\n".join([DRAWING, PLOT, DRAWING, PLOT])))

    assert {f"graph-{i}" for i in range(1, 5)} < set(ids)
    assert len(ids) == len(set(ids))


def test_a_page_is_set_twice_the_same(rendered):
    assert rendered(DRAWING) == rendered(DRAWING)


def test_a_snippet_that_is_not_run_is_shown_all_the_same(rendered):
    html = rendered("<!-- not run: it never ends -->\n" + fenced("python", "while True: pass"))

    assert "while" in html
    assert "data-snippet" not in html


def test_a_snippet_after_one_that_is_not_run_has_its_own_outcome(rendered):
    page = "<!-- not run: why -->\n" + fenced("python", "1 / 0") + "\n" + DRAWING
    assert rendered(page).count('<figure class="graph" id="graph-1">') == 1


def test_a_proof_is_not_seen(rendered):
    html = rendered(fenced("python", "x = 6.0") + "\nIt is 6.0<!-- x -->.\n\n`7<!-- x -->`\n")

    assert "<p>It is 6.0.</p>" in html
    assert "<code>7&lt;!-- x --&gt;</code>" in html


SLIDER = "<!-- slider: h from 1 to 0.0001 -->\n" + fenced("python", "x = '😀'\nh = 0.01")


def test_the_page_has_a_slider_as_data_and_nothing_to_see(rendered):
    html = rendered(SLIDER)

    assert "<!--" not in html and " from 1 to " not in html
    [data] = re.findall("data-sliders='([^']*)'", html)
    (slider,) = json.loads(unescape(data))
    assert (slider["name"], slider["value"], slider["whole"], slider["log"]) == (
        "h",
        0.01,
        False,
        True,
    )
    assert (slider["first"], slider["last"]) == (1, 0.0001)
    assert (slider["start"], slider["end"]) == (13, 17)  # a browser counts the face as two
    assert "data-sliders" not in rendered(fenced("python", "h = 0.01"))


def test_formulas_are_set_without_a_script(rendered):
    html = rendered("So $x^2$ and\n\n$$\n\\frac{a}{b}\n$$\n")

    assert html.count("<math ") == 2
    assert "<mfrac>" in html


def test_a_dollar_in_code_is_no_formula(rendered):
    assert "<math" not in rendered("`$x$` costs $5 and $6 \n\n" + fenced("bash", "echo $x$"))


def test_each_option_of_a_quiz_folds_its_own_reason(rendered):
    html = rendered(TestQuizzes.QUIZ)

    assert html.count('<details class="right">') == html.count('<details class="wrong">') == 1
    assert "Yes. A sum." in html


@pytest.mark.parametrize("words,html", SIGNS)
def test_an_option_says_what_its_author_wrote(rendered, words, html):
    page = TestQuizzes.QUIZ.replace("`11`", words)

    assert f'<details class="wrong">\n<summary>{html}</summary>' in rendered(page)


@pytest.mark.parametrize("words,html", SIGNS)
def test_a_question_says_what_its_author_wrote(rendered, words, html):
    page = TestQuizzes.QUIZ.replace("What is printed?", f"Is it {words}")

    assert f'<p class="admonition-title">Is it {html}</p>' in rendered(page)


@pytest.mark.parametrize("words,html", SIGNS)
def test_a_box_says_what_its_author_wrote(rendered, words, html):
    page = f'!!! note "{words}"\n\n    Inside.\n\n??? note "So {words}"\n\n    Inside.\n'

    assert f'<p class="admonition-title">{html}</p>' in rendered(page)
    assert f"<summary>So {html}</summary>" in rendered(page)


@pytest.mark.parametrize("words,html", SIGNS)
def test_an_exercise_says_in_its_title_what_its_author_wrote(rendered, words, html):
    lines = as_markdown(ExerciseFile("a", words, "Do it.", check="", hints=[f"See {words}."]))

    html_of_page = rendered("\n".join(lines))

    assert f'<p class="admonition-title">{html}</p>' in html_of_page
    assert f"See {html}." in html_of_page


@pytest.mark.parametrize("words", ["# a remark", "#1 of three"])
def test_an_option_that_starts_with_a_hash_is_no_heading(rendered, words):
    html = rendered(TestQuizzes.QUIZ.replace("`11`", words))

    assert f"<summary>{words}</summary>" in html


def test_a_long_fence_is_set_whole_whatever_marks_it_holds(rendered):
    code = "x = '''\n``````\n\n``````python\nraise SystemError\n``````\n'''"
    page = f"`````````python\n{code}\n`````````\n"

    assert [shown for _, shown in code_blocks(rendered(page))] == [code]


def test_code_that_a_page_does_not_show_as_it_stands_is_named():
    page = "Words.\n\n" + fenced("python", "x = 1")
    assert lost(page, "<pre>y = 1</pre>") == ["line 3: this code is not shown as it stands here"]


def test_a_text_that_nobody_ran_may_hold_no_snippet():
    """Such as a docstring, which is set on the way."""
    setting = Setting(DOCS / "exercises")
    with pytest.raises(PageError, match="line 3: this text was not run: a docstring shows its"):
        markdown.markdown("One.\n\n" + fenced("python", "1 / 0"), extensions=[setting])
