"""The hosts of the tests: static servers, each in a process of its own, which it ends with.

    python -m tests.browser.server FOLDER KIND

In the process of the tests, threads of a server would compete with them, and coverage with both.
"""

from __future__ import annotations

import fnmatch
import functools
import gzip
import http.server
import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md")


class Server(http.server.ThreadingHTTPServer):
    """A static server that does not mind a visitor who leaves, nor many files asked for at once."""

    request_queue_size = 128  # with the 5 of Python, a browser is refused and waits for seconds

    def handle_error(self, *_: Any) -> None:
        pass


class Files(http.server.SimpleHTTPRequestHandler):
    """The files as a static server gives them, with the headers that the site asks for; no log.

    The map of the site names the port it was built for: pages are swapped only if that is ours.
    """

    def end_headers(self) -> None:
        for name, value in self.headers_of_site():
            self.send_header(name, value)
        super().end_headers()

    def headers_of_site(self) -> list[tuple[str, str]]:
        return list(headers(Path(self.directory), self.path))

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        if self.path != "/sitemap.xml":
            return super().do_GET()
        text = Path(self.directory, "sitemap.xml").read_text(encoding="utf-8")
        content = text.replace("127.0.0.1:8000", f"127.0.0.1:{self.server.server_port}").encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(content)))  # a kept connection has no end
        self.end_headers()
        self.wfile.write(content)


class Bare(Files):
    """A host that sends no header of the site's: a page has its own policy alone."""

    def headers_of_site(self) -> list[tuple[str, str]]:
        return []


class Cached(Files):
    """A host that has all kept for ten minutes."""

    def headers_of_site(self) -> list[tuple[str, str]]:
        others = [each for each in super().headers_of_site() if each[0] != "Cache-Control"]
        return [*others, ("Cache-Control", "max-age=600")]


class Troubled(Cached):
    """A host on a bad day: of its first answers some break off, stall, or are kept broken."""

    todo = ["python_stdlib.zip stalls", "book.zip breaks off", "book.zip is broken"]

    def do_GET(self) -> None:
        name, _, trouble = self.todo[0].partition(" ") if self.todo else ("", "", "")
        if not name or name not in self.path:
            return super().do_GET()
        self.todo.pop(0)
        content = Path(self.translate_path(self.path)).read_bytes()
        half = content[: len(content) // 2]
        self.send_response(200)
        self.send_header("Content-Type", "application/zip")
        self.send_header("Content-Length", str(len(half if trouble == "is broken" else content)))
        self.end_headers()
        self.wfile.write(half)
        if trouble == "stalls":
            self.rfile.read()  # until the visitor leaves


class Compressing(Files):
    """The site as a static host sends it: text compressed, the connection kept."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> io.BytesIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in TEXT:
            content = gzip.compress(content, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)


def headers(site: Path, address: str) -> Iterator[tuple[str, str]]:
    """What the site's file `_headers` says of an address, read as the hosts do that know it."""
    place = ""
    rules = site / "_headers"
    for line in rules.read_text(encoding="utf-8").splitlines() if rules.exists() else []:
        if not line.startswith(" "):
            place = line
        elif fnmatch.fnmatchcase(address, place):
            name, _, value = line.strip().partition(": ")
            yield name, value


@contextmanager
def serving(site: Path, kind: type[Files] = Files) -> Iterator[str]:
    """The address at which a host of this kind serves the folder of a site for the while."""
    command = [sys.executable, "-m", "tests.browser.server", site]
    command.append(f"{kind.__module__}:{kind.__name__}")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"


def main(folder: str, kind: str) -> None:
    module, name = kind.split(":")
    handler = functools.partial(getattr(import_module(module), name), directory=folder)
    with Server(("127.0.0.1", 0), handler) as server:
        print(server.server_port, flush=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdin.read()  # whoever started it holds this open


if __name__ == "__main__":
    main(*sys.argv[1:])
