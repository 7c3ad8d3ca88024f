"""Every exercise, both ways: the blank fails, the solution passes, each mistake is named."""

from __future__ import annotations

import random

import pytest

from press.book.exercise import as_markdown, gets, load, names, read
from press.book.page import Exercise, parse
from tests.book import DOCS, PAGES
from tests.refused import refused

EXERCISES = [load(name) for name in names()]
MISTAKES = [(e, message, answer) for e in EXERCISES for message, answer in e.mistakes]


def test_what_is_only_to_be_put_in_order_is_known_by_its_parts():
    ordered = [each.name for each in EXERCISES if each.is_order]
    assert ordered == ["order-the-lines", "order-the-loss", "order-the-step"]


@pytest.mark.parametrize("kind", ["given", "blank", "solution", "check"])
def test_a_second_cell_of_a_kind_is_refused(kind):
    cell = f"\n# %% {kind}\nx = 1\n"
    with refused(ValueError, f"exercise twice: a second cell {kind!r}"):
        read("twice", "# %% [markdown] Twice\n# Do it.\n" + cell + cell)


def test_an_exercise_whose_code_holds_a_fence_is_shown_whole():
    text = (DOCS / "exercises" / "softplus.py").read_text(encoding="utf-8")
    told = as_markdown(
        read("softplus", text.replace("# %% solution\n", "# %% solution\n# ```\n", 1))
    )
    assert told.count("        ````python") == told.count("        ````") == 1


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_the_blank_fails(exercise):
    assert exercise.verdict(exercise.blank) != ""


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_an_empty_answer_fails(exercise):
    assert exercise.verdict("") != ""
    assert exercise.verdict("pass") != ""


@pytest.mark.no_cover
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_the_solution_passes(exercise):
    for seed in range(3):  # checks draw random inputs
        random.seed(seed)
        assert exercise.verdict(exercise.solution) == ""


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("exercise", "message", "answer"), MISTAKES, ids=lambda x: getattr(x, "name", "")
)
def test_each_mistake_gets_its_own_message(exercise, message, answer):
    for seed in range(3):
        random.seed(seed)
        said = exercise.verdict(answer)
        assert gets(message, said), said


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_at_least_two_mistakes_are_catalogued_each_with_another_message(exercise):
    messages = [message for message, _ in exercise.mistakes]
    assert len(messages) >= 2
    assert len(set(messages)) == len(messages)


def test_each_exercise_has_its_place_in_a_page_and_each_place_its_exercise():
    placed = [
        block.name
        for page in PAGES
        for block in parse(page.read_text(encoding="utf-8"))
        if isinstance(block, Exercise)
    ]
    assert sorted(placed) == names()


def test_a_message_may_leave_open_what_the_check_draws_anew():
    assert gets("At … it is 2.", "At 3.1 it is 2.")
    assert not gets("At … it is 2.", "At 3.1 it is 20.")
    assert not gets("At … it is 2.", "At  it is 2.")
    for _, message, _ in MISTAKES:
        assert len(message.replace("…", "")) >= 20, message
