"""A drawn graph on a page, as a reader meets it."""

from __future__ import annotations

import json
import re
from typing import Any


class Figure:
    """A drawn graph with its controls. Of its two pictures, the one that is seen."""

    def __init__(self, root: Any) -> None:
        self.root, self.page = root, root.page
        root.scroll_into_view_if_needed()  # what is far from the screen is not laid out
        self.svg = root.locator(".graph__picture:visible svg")
        self.said = root.get_by_role("status")
        self.slider = root.get_by_role("slider")
        self.sentences = root.locator(".graph__steps li").all_text_contents()

    @property
    def data(self) -> dict[str, Any]:
        """The steps and the slopes that the scripts read."""
        data = self.root.locator(".graph__data").evaluate("e => e.content.textContent")
        return json.loads(data)

    def button(self, name: str) -> Any:
        return self.root.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        self.button(name).click()

    def go(self, step: int) -> None:
        """Move the slider to a step, counted from 0."""
        self.slider.evaluate(
            "(e, to) => { e.value = to; e.dispatchEvent(new Event('input')) }", step
        )

    def part(self, id_: str) -> Any:
        return self.svg.locator(f"[data-id='{id_}']")

    def leaf(self, name: str) -> Any:
        """Its name is all that stands in it: its own, and its numbers.

        The script of the paths comes with the first choice: here it is there before.
        """
        script = self.page.locator("[src*='live.js']")
        if script.count():  # from disk all scripts are one
            shared = script.get_attribute("src").replace("live", "page")
            self.page.evaluate(
                "shared => import(new URL(shared, location))"
                ".then(({ load }) => load('paths.js')).then(() => null)",
                shared,
            )
        return self.svg.get_by_role("button", name=re.compile(rf"^{re.escape(name)} "))

    def texts(self) -> list[str]:
        return self.svg.locator("text").all_text_contents()

    def lit(self) -> set[str]:
        return set(self.svg.locator(".is-lit").evaluate_all("e => e.map(x => x.dataset.id)"))

    def saying(self) -> str:
        return self.said.text_content()
