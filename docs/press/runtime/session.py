"""The Python side of the live pages: runs in the reader's browser, beside `run` and `figure`.

Nothing here needs a browser: `send` is any function that takes text, and the tests give one.
"""

from __future__ import annotations

import ast
import builtins
import io
import json
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

from press.runtime.anew import import_anew, names_of_python, put_back
from press.runtime.figure import figure_html, frozen
from press.runtime.run import Result, another_library, lines_of, run_check, run_snippet

LIMIT = 100_000  # characters of output that a page takes without trouble
BATCH = 8_000  # a message for each print would choke it
NOTES = {
    MemoryError: "Python has used all the memory that a page may have.",
    ModuleNotFoundError: "In this page there are minigrad and Python's standard library only.",
}
PAUSE = 0.05  # seconds after which the next print is sent anyhow, so that progress is seen
FRAME = 0.1  # seconds from one picture of a running snippet to the next
AT_ONCE = 100  # messages are sent without delay: what comes before an endless loop is seen
Message = dict[str, Any]
Send = Callable[[str], object]


class Session:
    """The code of one page at a time: its namespace, what ran there, and the last drawing."""

    def __init__(self) -> None:
        self.page: object = None
        self.main = ModuleType("__main__")
        self.ran: list[tuple[str, str]] = []  # name and code of each snippet, in the order they ran
        self.runs = ""  # the name of what ran last, and its drawing
        self.drawing: Any = None
        self.draw: Send = lambda html: None  # takes a figure
        self.drawn = 0.0  # when
        builtins.input = _no_input
        self.python = names_of_python()

    def answer(self, question: str, send: Send, draw: Send = lambda html: None) -> Iterator[str]:
        """Answer a question of the page. All is JSON; what the code prints is sent as it comes.

        `draw` takes the figure that the code shows while it runs.

        First comes `runs`, the name of what runs, before each piece of code; then, if it gave a
        picture, the `figure` of a plot, or the `dot` of a drawing, which is still to be laid out;
        in the end `said`, with a `verdict` if it was an answer to an exercise.
        """
        asked = json.loads(question)
        if asked["page"] != self.page:
            self._start(asked["page"])
        self.draw = draw
        answers = self._check if "check" in asked else self._run
        for message in answers(asked, send):
            self.runs = message.get("runs", self.runs)
            yield json.dumps(message)

    def figure(self, layouts: str) -> str:
        """The last drawing as the page shows it, once Graphviz has laid out what `dot` listed."""
        wide, narrow = json.loads(layouts)
        svgs = [self.drawing.picture(wide), self.drawing.picture(narrow, narrow=True)]
        return figure_html(frozen(self.drawing, svgs), _figure_name(self.runs))

    def _run(self, asked: dict[str, Any], send: Send) -> Iterator[Message]:
        """Run the last of the snippets asked for, and before it what has not run of the others.

        A docstring's example belongs to a `module`: it runs alone, with the names of that module.
        """
        *above, last = asked["snippets"]
        first = self._stale(above)
        for snippet in [*first, last]:
            name, code, out = snippet["name"], snippet["code"], Stream(send)
            yield {"runs": name}
            if asked.get("module"):
                result = _run_at_prompt(code, asked["module"], name, out)
            else:
                result = _run(code, self.main, name, 1, out)
            yield from self._shown(result, name, out)
            failed = result.error is not None and not snippet["raises"]
            self.ran = [each for each in self.ran if each[0] != name]
            if not failed:
                self.ran.append((name, code))
            elif snippet is not last:
                yield {"said": f"Not run: {name} above stopped with an error."}
                return
        done = "Ran" if result.error is None else "Stopped with an error"
        after = ", after " + ", ".join(each["name"] for each in first) if first else ""
        yield {"said": f"{done}{after}."}

    def _stale(self, above: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """From the first that has not run as it stands now, or that ran before one above it did."""
        last = -1
        for i, snippet in enumerate(above):
            this = (snippet["name"], snippet["code"])
            if this not in self.ran[last + 1 :]:
                return above[i:]
            last = self.ran.index(this)
        return []

    def _check(self, asked: dict[str, Any], send: Send) -> Iterator[Message]:
        """Run an answer to an exercise, and its check."""
        out = Stream(send)
        yield {"runs": asked["name"]}
        python = names_of_python()
        with another_library():  # an answer may spoil it for itself, and Python too
            import_anew()
            put_back(self.python)
            wrong, result = run_check(asked["given"], asked["answer"], asked["check"], out)
            put_back(python)
        yield from self._shown(result, "<answer>", out)
        yield {"said": wrong or "Passed.", "verdict": "wrong" if wrong else "right"}

    def _shown(self, result: Result, name: str, out: Stream) -> Iterator[Message]:
        """The error as it is printed, or the picture; one that cannot be drawn is an error too."""
        drawn: Message = {}
        if result.picture is not None:
            try:
                drawn = self._drawn(result.picture)
            except Exception as error:
                result.error = error
        out.flush()
        if result.error is not None:
            last = Stream(out.deliver)  # with a limit of its own: it is shown after any output
            last.write(complete_traceback(result.error, name))
            last.flush()
        if drawn:
            yield drawn

    def _drawn(self, picture: Any) -> Message:
        """A plot as its figure; of a graph the texts, for Graphviz to lay out."""
        if hasattr(picture, "source"):
            self.drawing = picture
            return {"dot": [picture.sources(), picture.sources(narrow=True)]}
        return {"figure": figure_html(frozen(picture), _figure_name(self.runs))}

    def _start(self, page: object) -> None:
        """A new page starts clean: no variables, the library and Python as they were at the start.

        What a page has imported since of Python, and changed, stays as it is.
        """
        self.page, self.main, self.ran = page, ModuleType("__main__"), []
        put_back(self.python)
        import_anew()
        import_module("minigrad.plot").__dict__["display"] = self._show

    def _show(self, plot: Any) -> None:
        """Draw a plot while the code runs: so often that it moves, and the page keeps up."""
        if time.monotonic() - self.drawn > FRAME:
            self.draw(figure_html(frozen(plot), _figure_name(self.runs)))
            self.drawn = time.monotonic()


def _figure_name(runs: str) -> str:
    return "live-" + re.sub(r"\W+", "-", runs)


class Stream(io.TextIOBase):
    """Sends what is written to it in batches, and stops at a limit."""

    def __init__(self, send: Send) -> None:
        self.deliver = send
        self.waiting: list[str] = []
        self.size = 0
        self.left = LIMIT
        self.messages = 0
        self.sent = 0.0

    def write(self, text: str) -> int:
        """Take `text`; what goes beyond the limit is dropped, which is said once."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        # A page has no line to go back to the start of.
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if self.left >= 0:
            self.waiting.append(text[: self.left])
            self.size += len(text)
            self.left -= len(text)
            if self.left < 0:
                self.waiting.append(
                    f"\n(Cut here: the page shows {LIMIT:,} characters of a run.)\n"
                )
            late = time.monotonic() - self.sent > PAUSE
            if late or self.size > BATCH or self.messages < AT_ONCE:
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what waits."""
        if self.waiting:
            text = "".join(self.waiting)
            self.deliver(text.encode("utf-8", "replace").decode())  # no half characters
            self.messages += 1
        self.waiting, self.size, self.sent = [], 0, time.monotonic()


def complete_traceback(error: BaseException, name: str) -> str:
    """The traceback of a snippet as CPython prints it, without the frames of the runner."""
    for kind, note in NOTES.items():
        if isinstance(error, kind):
            error.add_note(note)
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename != name:
        frames = frames.tb_next
    return "".join(traceback.format_exception(type(error), error, frames))


def _run(code: str, main: ModuleType, name: str, line: int, out: Stream) -> Result:
    sys.modules["__main__"] = main
    return run_snippet(code, main.__dict__, name, line, out)


def _run_at_prompt(code: str, module: str, name: str, out: Stream) -> Result:
    """Run statement by statement, as at a prompt, where each value is shown."""
    main = ModuleType("__main__")
    main.__dict__.update(vars(import_module(module)), __name__="__main__")
    result = Result()
    for line, statement in _statements(code):
        drawn = result.picture
        result = _run(statement, main, name, line, out)
        result.picture = result.picture or drawn  # the last one, whatever follows it
        if result.error is not None:
            break
    return result


def _statements(code: str) -> Iterator[tuple[int, str]]:
    """Each statement of `code` with its first line; all in one if it cannot be parsed."""
    lines = lines_of(code)
    try:
        ends = sorted({node.end_lineno or 0 for node in ast.parse(code).body})
    except SyntaxError:
        ends = [len(lines)]
    for start, end in zip([0, *ends], ends, strict=False):
        yield start + 1, "".join(lines[start:end])


def _no_input(prompt: object = "") -> str:
    raise RuntimeError("input() cannot ask in this page: write the answer into the code instead")
