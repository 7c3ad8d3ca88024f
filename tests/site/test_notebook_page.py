"""The workshop's notebook as a page of the site."""

from __future__ import annotations

import gzip
from types import SimpleNamespace

import nbformat
from mkdocs_jupyter.convert import nb2html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from press.site import notebook_page
from press.site.theme_fixes import mended

SVG = '<svg viewBox="0 0 9 9"><g id="a" class="graph"><title>x</title></g></svg>'


def page(folder, *cells):
    """The HTML of a notebook with these cells, and its table of contents."""
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    path = folder / "book.ipynb"
    nbformat.write(new_notebook(cells=list(cells)), path)
    shown = SimpleNamespace(file=SimpleNamespace(abs_src_path=str(path)))
    return notebook_page.filled(nb2html(str(path)), shown), shown.toc


def test_cells_come_with_their_prompts_and_nothing_else(tmp_path):
    printed = new_output("stream", name="stdout", text="1 < 2\n")
    html, _ = page(tmp_path, new_code_cell("f(1)", execution_count=7, outputs=[printed]))

    assert "In [7]:" in html and "1 &lt; 2" in html
    assert [word for word in ("<script", "<style", "http", "clipboard-copy") if word in html] == []


def test_below_an_empty_corner_the_first_cell_of_a_row_is_its_head(tmp_path):
    tables = "| | forward |\n| --- | --- |\n| $x$ | slow |\n\n| walk |\n| --- |\n| back |\n"
    html = mended(page(tmp_path, new_markdown_cell(tables))[0])

    assert html.count('<th scope="row">') == 1
    assert '<th scope="row"><span class="formula"><math' in html
    assert "<td>slow</td>" in html and "<td>back</td>" in html


def test_formulas_are_mathml_and_code_is_left_alone(tmp_path):
    html, _ = page(tmp_path, new_markdown_cell("$x^2$ `$y$`\n\n$$\na \\cdot b\n$$"))

    assert html.count("<math") == 2 and '<p><div class="formula"' not in html
    assert "<code>$y$</code>" in html


def test_headings_go_one_down_and_the_contents_have_their_ids(tmp_path):
    cells = [new_markdown_cell(text) for text in ("# One\n\n## Same `f`", "# Two\n\n## Same `f`")]
    html, contents = page(tmp_path, *cells)

    assert [each.title for each in contents] == ["One", "Two"]
    assert [each.children[0].url for each in contents] == ["#same-f", "#same-f_1"]
    assert 'h3 id="same-f_1"' in html and "<h1" not in html


def test_pictures_are_images_with_a_text(tmp_path):
    data = {"image/svg+xml": SVG.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')}
    alt = {"image/svg+xml": {"alt": 'The "first"'}}
    html, _ = page(
        tmp_path,
        new_code_cell("draw()", outputs=[new_output("display_data", data=data, metadata=alt)]),
    )

    assert """<img alt='The "first"' src="data:image/svg+xml,%3Csvg""" in html


def test_page_and_style_weigh_at_most_200_kb(site):
    page = site / "how-to" / "workshop-notebook" / "index.html"
    (style,) = site.glob("build-*/assets/notebook.css")

    assert sum(len(gzip.compress(file.read_bytes())) for file in (page, style)) < 200_000
