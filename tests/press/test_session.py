"""The Python that runs in the live pages."""

from __future__ import annotations

import json
import sys
from types import SimpleNamespace

import pytest

from press.outputs.requirements import require
from press.runtime import session
from press.runtime.anew import free_in_a_loop
from press.runtime.figure import figure_html, frozen


class Reader:
    """Asks as the page does, and keeps what it is sent."""

    def __init__(self):
        self.session = session.Session()
        self.sent = []
        self.frames = []

    def ask(self, **question):
        """All that is answered, but for what is printed, which is in `sent`."""
        self.sent.clear()
        self.frames.clear()
        asked = json.dumps({"page": 1, **question})
        answers = self.session.answer(asked, self.sent.append, self.frames.append)
        return [json.loads(each) for each in answers]

    def run(self, code, **more):
        """What one snippet prints."""
        self.answer = self.ask(snippets=[snippet(1, code)], **more)
        return "".join(self.sent)

    def runs(self, *codes, raises=()):
        """The numbers of the snippets that run when the last of these is asked for."""
        asked = [snippet(i, code, i in raises) for i, code in enumerate(codes, start=1)]
        self.answer = self.ask(snippets=asked)
        return [int(each["runs"].split()[1]) for each in self.answer if "runs" in each]


def snippet(number, code, raises=False):
    return {"name": f"snippet {number}", "code": code, "raises": raises}


@pytest.fixture
def reader(monkeypatch):
    monkeypatch.setattr("builtins.input", input)  # the session puts its own there
    modules = {name: module for name, module in sys.modules.items() if name.startswith("minigrad")}
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    yield Reader()
    sys.modules.update(modules)


class TestSession:
    def test_a_page_keeps_its_variables_and_the_next_starts_clean(self, reader):
        reader.run("x = 5")
        assert reader.run("x + 1") == "6\n"
        assert "NameError: name 'x' is not defined" in reader.run("x", page=2)

    def test_the_library_is_whole_again_on_the_next_page(self, reader):
        reader.run("import minigrad\nminigrad.engine.Value.__add__ = None")
        assert reader.run("from minigrad import Value\nValue(1.0) + 1", page=2).startswith("Value(")

    def test_output_is_sent_as_it_comes_but_not_line_by_line(self, reader):
        reader.run("for i in range(5000): print(i)")
        assert 1 < len(reader.sent) < session.AT_ONCE + 50

        reader.run("import time\nfor i in range(3): print(i); time.sleep(0.06)")
        assert len(reader.sent) >= 3

    def test_what_is_printed_before_an_endless_loop_is_sent(self, reader):
        reader.run("")
        reader.session.main.sent = reader.sent
        reader.run("print('one'); print('two'); seen = ''.join(sent)")
        assert reader.session.main.seen == "one\ntwo\n"
        reader.run("for i in range(999): print(i)\nprint('end', flush=True); seen = ''.join(sent)")
        assert reader.session.main.seen.endswith("end\n")

    def test_long_output_is_cut_once(self, reader):
        shown = reader.run("for i in range(50_000): print('line', i)")
        assert len(shown) < session.LIMIT + 100
        assert shown.count("Cut here") == 1

    def test_an_error_is_shown_after_any_output(self, reader):
        shown = reader.run("for i in range(50_000): print('line', i)\n1 / 0")
        assert shown.endswith("ZeroDivisionError: division by zero\n")

    def test_a_line_that_ends_as_on_windows_is_one_line(self, reader):
        assert reader.run("print('a', end='\\r\\n')\nprint('b')") == "a\nb\n"

    def test_what_fails_is_told_as_python_tells_it(self, reader):
        shown = reader.run("print('a')\n\ndef f():\n    1 / 0\n\nf()")
        assert shown.startswith("a\nTraceback (most recent call last):\n")
        assert '  File "snippet 1", line 6, in <module>\n    f()\n' in shown
        assert shown.endswith("ZeroDivisionError: division by zero\n")
        assert "press" not in shown
        assert reader.answer[-1] == {"said": "Stopped with an error."}

    def test_warnings_and_writes_to_stderr_are_shown(self, reader):
        assert reader.run("import sys\nprint('oh', file=sys.stderr)") == "oh\n"
        assert "TypeError: write() argument must be str" in reader.run("sys.stdout.write(5)")

    def test_progress_on_one_line_is_shown_on_lines_of_its_own(self, reader):
        assert reader.run("for i in range(2): print('\\rstep', i, end='')") == "\nstep 0\nstep 1"

    def test_half_a_character_does_no_harm(self, reader):
        assert reader.run("print('a\\ud800b')") == "a?b\n"

    def test_a_package_that_is_not_there_is_told_with_what_is(self, reader):
        shown = reader.run("import no_such_package")
        assert shown.endswith("minigrad and Python's standard library only.\n")

    def test_leaving_python_does_not_end_it(self, reader):
        assert reader.run("raise SystemExit").endswith("SystemExit\n")
        assert reader.run("1") == "1\n"

    def test_a_drawing_gives_its_dot_text_and_then_its_figure(self, reader):
        """The page lays it out for a screen and for a phone, and sees what the site would show."""
        require("pygraphviz")
        from minigrad import Value, draw_dot
        from minigrad.pictures.drawing import laid_out

        code = "draw_dot((Value(2.0, label='a') * 3).tanh().exp().log(), title='Twice')"
        assert reader.run(f"from minigrad import *\n{code}") == ""
        [dot] = [each["dot"] for each in reader.answer if "dot" in each]
        drawing = eval(code, {"draw_dot": draw_dot, "Value": Value})
        assert dot == [drawing.sources(), drawing.sources(narrow=True)]
        assert len(dot[1]) > 1

        figure = reader.session.figure(json.dumps([[*map(laid_out, each)] for each in dot]))
        assert figure.startswith('<figure class="graph graph--')
        assert figure == figure_html(frozen(drawing), "live-snippet-1")

    def test_a_plot_gives_its_figure_at_once(self, reader):
        assert reader.run("from minigrad import Plot\nPlot('A < B').line([0, 1], [1, 2])") == ""
        [figure] = [each["figure"] for each in reader.answer if "figure" in each]
        assert figure.startswith('<figure class="plot" id="live-snippet-1"><svg ')
        assert '<title id="live-snippet-1-title">A &lt; B</title>' in figure
        assert not any("dot" in each for each in reader.answer)

    SHOWN = (
        "from minigrad import Plot\nfor step in range(40):\n    clock[0] += 0.03\n"
        "    Plot('Live').line([0, 1], [0, step]).show()"
    )

    @pytest.fixture
    def clock(self, reader, monkeypatch):
        """A clock that the reader's code moves."""
        clock = [1000.0]
        monkeypatch.setattr(session, "time", SimpleNamespace(monotonic=lambda: clock[0]))
        reader.run("")
        reader.session.main.clock = clock
        return clock

    def test_a_plot_that_is_shown_is_drawn_while_the_code_runs(self, reader, clock):
        reader.run(self.SHOWN)
        assert len(reader.frames) == 10  # of 40 in 1.2 seconds: one each 0.1 seconds, or a bit more
        assert all('id="live-snippet-1"' in frame for frame in reader.frames)
        assert "1 at last" not in reader.frames[0] and "0 at last" in reader.frames[0]

    def test_the_last_picture_is_there_in_the_end_whenever_it_was_shown(self, reader, clock):
        reader.run(self.SHOWN)
        assert "and 39 at last" not in reader.frames[-1]
        [figure] = [each["figure"] for each in reader.answer if "figure" in each]
        assert "and 39 at last" in figure

    def test_a_plot_that_is_shown_is_drawn_on_the_next_page_too(self, reader, clock):
        reader.run("", page=2)
        reader.session.main.clock = clock
        reader.run(self.SHOWN, page=2)
        assert len(reader.frames) == 10

    def test_a_plot_that_cannot_be_drawn_stops_the_snippet_that_shows_it(self, reader, clock):
        shown = reader.run("from minigrad import Plot\nPlot.svg = None\nPlot('A').show()")
        assert shown.endswith("TypeError: 'NoneType' object is not callable\n")

    def test_a_plot_that_cannot_be_drawn_in_the_end_is_an_error_and_python_goes_on(self, reader):
        shown = reader.run("x = 1\nfrom minigrad import Plot\nPlot.svg = None\nPlot('A')")
        assert shown == "TypeError: 'NoneType' object is not callable\n"
        assert reader.answer[-1] == {"said": "Stopped with an error."}
        assert reader.run("x") == "1\n"

    def test_an_answer_to_an_exercise_shows_its_last_plot_only(self, reader, clock):
        exercise = {"name": "your answer", "given": "", "check": ""}
        answer = "from minigrad import Plot\nfor i in '123':\n    Plot(i).show()"
        said = reader.ask(**exercise, answer=answer)
        assert reader.frames == []
        [figure] = [each["figure"] for each in said if "figure" in each]
        assert ">3</title>" in figure

    def test_an_example_runs_alone_statement_by_statement(self, reader):
        code = "x = Value(2.0)\nx * 2\nfor i in range(2):\n    print(i)\nx.data; 7"
        shown = reader.run(code, module="minigrad.engine")
        assert shown == "Value(data=4.0, grad=0.0)\n0\n1\n7\n"
        assert "NameError" in reader.run("x", module="minigrad.engine")
        assert "SyntaxError" in reader.run("if", module="minigrad.engine")
        assert reader.run("'a\u2028b'; 1", module="minigrad.engine") == "1\n"
        reader.run("draw_dot(Value(1.0) + 1)\n1", module="minigrad.graph")
        assert any("dot" in each for each in reader.answer)

    def test_what_has_not_run_above_runs_first(self, reader):
        assert reader.runs("x = 1", "x += 1", "x") == [1, 2, 3]
        assert reader.answer[-1] == {"said": "Ran, after snippet 1, snippet 2."}
        assert reader.runs("x = 1", "x += 1", "x") == [3]
        assert reader.runs("x = 1", "x += 1") == [2]
        assert reader.runs("x = 1", "x += 1", "x") == [3]

    def test_a_change_above_has_all_below_it_run_again(self, reader):
        reader.runs("x = 1", "y = x", "y")
        assert reader.runs("x = 2", "y = x", "y") == [1, 2, 3]
        reader.runs("x = 3")
        assert reader.runs("x = 3", "y = x", "y") == [2, 3]

    def test_a_snippet_that_fails_ends_the_run_unless_it_does_so_on_purpose(self, reader):
        assert reader.runs("1 / 0", "2") == [1]
        assert reader.answer[-1] == {"said": "Not run: snippet 1 above stopped with an error."}
        assert reader.runs("1 / 0", "2", raises=[1]) == [1, 2]
        assert reader.runs("1 / 0", "2", raises=[1]) == [2]

    def test_what_failed_runs_again(self, reader):
        reader.runs("x = []", "x.append(len(x)); 1 / len(x[1:])")
        assert reader.runs("x = []", "x.append(len(x)); 1 / len(x[1:])", "x") == [2, 3]

    def test_a_check_shows_the_answer_and_gives_its_verdict(self, reader):
        exercise = {"name": "your answer", "given": "x = 1", "check": "assert y == 2, 'No.'"}
        assert reader.ask(**exercise, answer="print(x)\ny = 3") == [
            {"runs": "your answer"},
            {"said": "No.", "verdict": "wrong"},
        ]
        assert "".join(reader.sent) == "1\n"
        assert reader.ask(**exercise, answer="y = 2")[-1] == {"said": "Passed.", "verdict": "right"}
        assert reader.ask(**exercise, answer="y = z")[-1]["said"].endswith("'z' is not defined")
        assert 'File "<answer>", line 1, in <module>\n    y = z' in "".join(reader.sent)

    def test_an_answer_may_spoil_the_library_for_itself_alone(self, reader):
        spoil = "import minigrad\nminigrad.engine.Value.__add__ = None"
        use = "from minigrad import Value\ny = (Value(1.0) + 1).data"
        exercise = {"name": "your answer", "given": "", "check": "assert y == 2.0, 'No.'"}
        reader.run("from minigrad import Value")
        reader.ask(**exercise, answer=spoil)
        assert reader.ask(**exercise, answer=use)[-1]["verdict"] == "right"
        assert reader.run("import minigrad\nminigrad.Value is Value") == "True\n"

    def test_an_answer_may_spoil_python_for_itself_alone(self, reader):
        reader.run("import math\nmath.pi = 3\nabs(-1)")  # a page may change them for all its code
        exercise = {"name": "your answer", "given": "", "check": "assert y == 2, 'No.'"}
        spoil = "import builtins, math\nbuiltins.abs = math.sqrt = int\nbuiltins.extra = y = 2"
        assert reader.ask(**exercise, answer=spoil)[-1]["verdict"] == "right"

        use = "import math\ny = abs(-2) if math.sqrt(4) == 2.0 and math.pi > 3 else 0\n"
        assert reader.ask(**exercise, answer=use)[-1]["verdict"] == "right"
        assert "NameError" in reader.ask(**exercise, answer="extra")[-1]["said"]
        assert reader.run("abs(-1), math.pi") == "(1, 3)\n"
        assert reader.run("import math\nmath.pi", page=2).startswith("3.14")

    def test_an_error_that_arises_when_the_check_calls_the_answer_is_shown_whole(self, reader):
        exercise = {"name": "your answer", "given": "", "check": "check = f(0)"}
        answer = "print('first')\n\ndef f(x):\n    print('called with', x)\n    return 1 / x\n"
        said = reader.ask(**exercise, answer=answer)[-1]["said"]
        shown = "".join(reader.sent)
        assert shown.startswith("first\ncalled with 0\nTraceback (most recent call last):\n")
        assert '  File "<answer>", line 5, in f\n    return 1 / x\n' in shown
        assert shown.endswith("ZeroDivisionError: division by zero\n")
        assert "<check>" not in shown and "press" not in shown
        assert said.startswith("The check could not use your answer: ZeroDivisionError")

    def test_so_is_one_that_the_check_tells_in_its_own_words(self, reader):
        check = "try: f(0)\nexcept ZeroDivisionError: raise AssertionError('By 0?') from None"
        exercise = {"name": "your answer", "given": "", "check": check}
        said = reader.ask(**exercise, answer="def f(x):\n    return 1 / x")[-1]["said"]
        assert said == "By 0?"
        assert "line 2, in f\n    return 1 / x\n" in "".join(reader.sent)

    def test_what_the_check_alone_finds_has_no_traceback(self, reader):
        exercise = {"name": "your answer", "given": "", "check": "assert f(0), 'Not 0.'\nf(1)(2)"}
        for answer in ("def f(x): return x", "def f(x): return 3"):
            reader.ask(**exercise, answer=answer)
            assert reader.sent == []

    def test_an_answer_may_use_the_names_of_builtins(self, reader):
        exercise = {"name": "your answer", "given": "", "check": "assert sum([f()]) == 2, 'No.'"}
        answer = "sum = 2\ndef f():\n    return sum"
        assert reader.ask(**exercise, answer=answer)[-1]["verdict"] == "right"

    def test_code_is_compiled_as_the_readers_own(self, reader):
        assert reader.run("def f(x: int): pass\nf.__annotations__") == "{'x': <class 'int'>}\n"

    def test_values_freed_in_a_loop_are_freed(self):
        class Node:
            alive = 0

            def __init__(self, prev):
                self._prev = prev
                Node.alive += 1

        free_in_a_loop(Node)
        free = Node.__del__

        def counted(self):
            Node.alive -= 1
            free(self)

        Node.__del__ = counted
        node = Node(())
        for _ in range(10_000):
            node = Node((node,))
        assert Node.alive == 10_001
        del node
        assert Node.alive == 0
