"""Processes that work side by side, and that always end.

Each has a pipe of its own and shares no lock with another, so that one that is ended in the middle
of its work holds up nobody.
"""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any

AGAIN = 0.2  # seconds until a process that is still there is asked once more to end


class Workers:
    """So many processes, forked from this one; each calls `settle` before its first work."""

    def __init__(self, number: int, settle: Callable[[], None]) -> None:
        fork = multiprocessing.get_context("fork")
        self.processes: list[BaseProcess] = []
        self.pipes: list[Connection] = []
        self.free: SimpleQueue[Connection] = SimpleQueue()
        for _ in range(number):
            ours, theirs = fork.Pipe()
            self.pipes.append(ours)
            process = fork.Process(target=_work, args=(theirs, self.pipes, settle), daemon=True)
            process.start()
            theirs.close()  # then the pipe ends when the process does
            self.processes.append(process)
            self.free.put(ours)

    def map(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """What `work` gives for each item, in their order.

        Raises what `work` raises, and `EOFError` or `OSError` if a process ends before it is done.
        """
        with ThreadPoolExecutor(len(self.pipes)) as threads:
            try:
                yield from threads.map(lambda item: self._given(work, item), items)
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                self.end()  # a thread that waits for one of them waits no more
                raise

    def _given(self, work: Callable[[Any], Any], item: Any) -> Any:
        """What a process that is free gives for the item."""
        pipe = self.free.get()
        try:
            pipe.send((work, item))
            given, error = pipe.recv()
        finally:
            self.free.put(pipe)
        if error:
            raise error
        return given

    def end(self) -> None:
        """End all processes, whatever they do.

        One signal is not enough: Python acts on it between two steps of a program, and so misses
        the one that comes just before it begins to wait.
        """
        while alive := [process for process in self.processes if process.is_alive()]:
            for process in alive:
                process.terminate()
            alive[0].join(AGAIN)


def _work(pipe: Connection, ours: list[Connection], settle: Callable[[], None]) -> None:
    """Do one work after the other, until the process that asks for them is gone."""
    for other in ours:
        other.close()  # a copy, which would keep the pipe open
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the first process that ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    settle()
    while True:
        try:
            work, item = pipe.recv()
        except EOFError:
            return
        try:
            given, error = work(item), None
        except Exception as raised:
            raised.add_note(traceback.format_exc())
            given, error = None, raised
        pipe.send((given, error))


@contextmanager
def workers(number: int, settle: Callable[[], None] = lambda: None) -> Iterator[Workers]:
    """Processes for a while; in the end they are gone."""
    crew = Workers(number, settle)
    try:
        yield crew
    finally:
        crew.end()
