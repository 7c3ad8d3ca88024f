"""The paths of a drawn graph: each has its product, and their sum is the leaf's gradient."""

from __future__ import annotations

import math
import random
import re

import pytest

from minigrad import Value, topological_order
from minigrad.floats import rounded
from tests.browser.conftest import has_focus, script
from tests.browser.figure import Figure

PAGE = "/tutorial/02-graph/"
DIAMOND = "Each leaf has added up its two shares"


def random_code(seed: int) -> str:
    """A small graph that nobody has looked at, as the code that makes it."""
    rng = random.Random(seed)
    lines = [f"{name} = Value({rng.uniform(-2, 2):.2f}, label='{name}')" for name in "ab"]
    names = ["a", "b"]
    for name in "cdefg":
        x, y = rng.choice(names[-3:]), rng.choice(names[-3:])
        code = rng.choice(
            ["{x} * {y}", "{x} + {y}", "{x} * {x}", "{x} - {y}", "({x} * {y}).tanh()"]
        )
        lines.append(f"{name} = " + code.format(x=x, y=y))
        names.append(name)
    return "\n".join([*lines, "g.backward()"])


def number_of_paths(leaf: Value, root: Value) -> int:
    paths = dict.fromkeys(topological_order(root), 0) | {root: 1}
    for node in reversed(topological_order(root)):
        for operand in node._prev:
            paths[operand] += paths[node]
    return paths[leaf]


@pytest.fixture
def drawn(open_page, cells):
    """The graph that a page draws of some code, when that was run there."""
    cell = cells(open_page(PAGE, locale="de-DE"))[0]  # the book writes numbers in English

    def drawn(code: str, name: str) -> Figure:
        shown = cell.run(f"from minigrad import *\n{code}\ndraw_dot({name})")
        assert cell.output.locator("figure.graph").count() == 1, shown + cell.status.inner_text()
        return Figure(cell.output.locator("figure.graph"))

    return drawn


@pytest.fixture
def diamond(open_page):
    """The graph of (a * b) * (a + b) in chapter 3, with two paths from each leaf."""
    page = open_page("/tutorial/03-chain-rule/")
    return Figure(page.locator("figure.graph", has_text=DIAMOND))


def test_each_path_lights_up_with_its_product_and_then_comes_their_sum(diamond):
    told = []
    for _ in range(4):
        diamond.leaf("a").click()
        told.append((diamond.saying(), diamond.lit()))
    first, second = (
        {"n0", "n2", "n4", "n0-n2-0", "n2-n4-0"},
        {"n0", "n3", "n4", "n0-n3-0", "n3-n4-1"},
    )
    assert told[:3] == [
        ("a: path 1 of 2: (-3.0) · (-1.0) = 3.0", first),
        ("a: path 2 of 2: 1.0 · (-6.0) = -6.0", second),
        ("a: all 2 paths: 3.0 - 6.0 = -3.0, its gradient", first | second),
    ]
    assert told[3] == told[0]
    assert "is-backward" in diamond.root.get_attribute("class")


def test_another_leaf_begins_at_its_first_path(diamond):
    diamond.leaf("a").click()
    diamond.leaf("a").click()
    diamond.leaf("b").click()
    assert diamond.saying().startswith("b: path 1 of 2: ")


def test_the_products_of_any_graph_add_up_to_the_gradients_of_the_engine(drawn):
    for seed in range(5):
        names: dict = {"Value": Value}
        exec(random_code(seed), names)
        figure = drawn(random_code(seed), "g")
        for leaf in topological_order(names["g"]):
            if not leaf._prev:
                its_paths_add_up(figure, leaf, number_of_paths(leaf, names["g"]))


def its_paths_add_up(figure: Figure, leaf: Value, count: int) -> None:
    if count > 12:
        return
    shares = []
    for i in range(count):
        figure.leaf(leaf.label).click()
        said, end = re.fullmatch(r"(.*?)(, its gradient)?", figure.saying()).groups()
        where, factors, *product = re.split(": (?=[(-.\\d])| = ", said)
        assert where == f"{leaf.label}: path {i + 1} of {count}"
        assert bool(end) == (count == 1)
        numbers = [float(factor.strip("()")) for factor in factors.split(" · ")]
        shares.append(float(product[0]) if product else numbers[0])
        assert shares[-1] == pytest.approx(math.prod(numbers), rel=1e-2, abs=1e-3)
    assert sum(shares) == pytest.approx(leaf.grad, abs=1e-3)
    if count > 1:
        figure.leaf(leaf.label).click()
        assert figure.saying().startswith(f"{leaf.label}: all {count} paths: ")
        assert figure.saying().endswith(f" = {rounded(leaf.grad)}, its gradient")


def test_too_many_paths_to_walk_are_counted(drawn):
    code = "a = Value(1.0, label='a')\nz = a\nfor _ in range(30): z = z + z\nz.backward()"
    figure = drawn(code, "z")
    figure.leaf("a").click()
    said = "a: 1,073,741,824 paths over 60 edges. backward() walks each edge once."
    assert figure.saying() == said
    assert len(figure.lit()) == 60 + 31
    figure.leaf("a").click()
    assert figure.saying() == said


def test_a_dozen_paths_are_walked_and_more_are_counted(drawn):
    code = "a = Value(1.0, label='a')\nz = total([a] * {}).tanh()\nz.backward()"
    figure = drawn(code.format(12), "z")
    figure.leaf("a").click()
    assert figure.saying().startswith("a: path 1 of 12: ")
    for more, edges in ((code, 14), (code.replace(".tanh()", ".tanh().tanh()"), 15)):
        figure = drawn(more.format(13), "z")
        figure.leaf("a").click()
        assert figure.saying().startswith(f"a: 13 paths over {edges} edges")


def test_a_slope_below_zero_is_told_in_brackets_and_one_that_is_no_number_as_such(drawn):
    no_numbers = [("inf", "inf"), ("-inf", "(-inf)"), ("nan", "nan")]
    for slope, factor in [*no_numbers, ("-0.5", "(-0.5)"), ("0.0", "0.0"), ("0.5", "0.5")]:
        code = f"x = Value(1.0, label='x')\nz = Value(2.0, (x,), 'f', (float('{slope}'),)) * 1.0"
        figure = drawn(f"{code}\nz.backward()", "z")
        figure.leaf("x").click()
        assert figure.saying() == f"x: path 1 of 1: {factor} · 1.0 = {slope}, its gradient"


def test_a_sum_that_is_not_the_gradient_in_the_box_is_what_backward_adds_to_it(drawn):
    for code in ("", "z.backward()\nz.backward()"):
        figure = drawn(f"x = Value(3.0, label='x')\nz = (x * x).tanh() * 10.0\n{code}", "z")
        for _ in range(3):
            figure.leaf("x").click()
        assert figure.saying().endswith(", what backward() adds to its gradient")


def test_a_constant_is_named_by_its_number(drawn):
    figure = drawn("a = Value(1.0, label='a')\nz = (a * 2.5).exp()\nz.backward()", "z")
    figure.leaf("2.5").click()
    assert figure.saying().startswith("2.5: path 1 of 1: 1.0 · 12.1825")


def test_an_only_path_of_one_edge_is_told_by_its_slope_alone_however_often(drawn):
    figure = drawn("a = Value(2.0, label='a')\nz = a.relu() * 5.0\nz.backward()", "z")
    for _ in range(2):
        figure.leaf("5.0").click()
        assert figure.saying() == "5.0: path 1 of 1: 2.0, its gradient"


# By key, and for the ear.


def test_leaves_are_reached_by_tab_and_chosen_by_enter_and_space(diamond):
    diamond.button("Play").focus()
    keyboard = diamond.page.keyboard
    keyboard.press("Shift+Tab")
    assert has_focus(diamond.leaf("b"))
    keyboard.press("Shift+Tab")
    assert has_focus(diamond.leaf("a"))
    keyboard.press("Enter")
    diamond.said.filter(has_text="a: path 1 of 2").wait_for()
    top = diamond.page.evaluate("scrollY")
    keyboard.press("Space")
    diamond.said.filter(has_text="a: path 2 of 2").wait_for()
    assert diamond.page.evaluate("scrollY") == top  # a space would scroll the page
    assert diamond.said.get_attribute("role") == "status"


def test_a_picture_with_buttons_is_a_group_with_its_name(diamond):
    assert diamond.root.get_by_role("group", name=DIAMOND, exact=True).is_visible()
    assert diamond.root.get_by_role("img", name=DIAMOND, exact=True).count() == 0


def test_escape_goes_back_to_the_step(diamond):
    diamond.go(3)
    before = diamond.saying(), diamond.lit(), diamond.texts()
    diamond.leaf("a").click()
    assert (diamond.saying(), diamond.lit()) != before[:2]
    diamond.page.keyboard.press("Escape")
    assert (diamond.saying(), diamond.lit(), diamond.texts()) == before
    diamond.leaf("a").click()
    assert diamond.saying().startswith("a: path 1 of 2")


def test_escape_without_a_path_does_nothing(diamond):
    diamond.leaf("a").focus()
    diamond.page.keyboard.press("Escape")
    assert (diamond.saying(), diamond.lit()) == ("", set())


def test_a_step_leaves_the_paths(diamond):
    diamond.leaf("a").click()
    diamond.go(0)
    assert diamond.lit() == set(diamond.data["steps"][0]["on"])
    diamond.leaf("a").click()
    assert diamond.saying().startswith("a: path 1 of 2")


def test_the_slopes_of_a_path_are_seen_whatever_the_step(diamond):
    diamond.go(0)
    seen = "e => getComputedStyle(e).visibility"
    slope = diamond.part("n0-n2-0").locator(".slope")
    assert slope.evaluate(seen) == "hidden"
    diamond.leaf("a").click()
    assert slope.evaluate(seen) == "visible"


def test_the_page_rounds_as_python_does(open_page):
    rng = random.Random(1)
    numbers = [rng.choice([1, -1]) * 10 ** rng.uniform(-12, 14) for _ in range(3000)]
    numbers += [n / 32 for n in range(-200, 200)]  # some lie between two numbers of 4 decimals
    numbers += [0.0, 1e-3, 9.9996e-4, 5e-4, 1e-4, 9.99996e-5, 1e11, 99999999999.0, 1e100, 3e-300]
    numbers += [float(rng.randint(-1000, 1000)) for _ in range(100)]
    page = open_page(PAGE)
    told = page.evaluate(
        "async ([address, numbers]) => { const { rounded } = await import(address);"
        " return numbers.map(rounded); }",
        [script(page, "paths.js"), numbers],
    )
    assert told == [rounded(x) for x in numbers]
