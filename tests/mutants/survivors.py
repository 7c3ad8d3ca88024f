"""The list of the mutants that no test kills: `survivors.toml`, with a reason for each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

LIST = Path("tests/mutants/survivors.toml")
Key = tuple[str, str, str]  # the file, the text of the line, the change


def listed(project: Path) -> dict[Key, str]:
    """The reason why each mutant of the list survives; no list is an empty one."""
    path = project / LIST
    entries = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {
        (entry["file"], entry["line"], change): entry["why"]
        for entry in entries.get("survivor", [])
        for change in entry["changes"]
    }


def mistakes(alive: Iterable[Key], reasons: Mapping[Key, str]) -> list[str]:
    """What is wrong with the list: a survivor that is missing, one that is none."""
    alive = list(alive)
    return [
        *(f"not in the list: {'  '.join(key)}" for key in alive if key not in reasons),
        *(f"in the list, but no survivor: {'  '.join(key)}" for key in reasons if key not in alive),
    ]
