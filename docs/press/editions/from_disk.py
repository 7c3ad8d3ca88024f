"""The site as one zip: opened from disk it can be read; any server makes it the whole live site.

A browser that opens a page from disk loads no module, starts no worker, and shows a folder as a
list of files. So in the zip a link names its file, and one plain script decides: on a server it
loads the modules of the site; from disk it runs a copy of them that needs no module.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from press.bundle import bundle

FOLDER = "minigrad"  # what the zip unpacks to
START, SCRIPTS, INDEX = "from-disk/start.js", "from-disk/scripts.js", "search/search_index.js"
LICENCE = "from-disk/LICENSE-iframe-worker.txt"
ELSEWHERE = {"404.html", "sitemap.xml.gz"}  # of use to a published site alone
MODULE = re.compile(r'<script src="([^"]+)" type="module"></script>\s*')
LINK = re.compile(r'(?<=\shref=")([^"#?:]+)(?=[#?"])')
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"')
INSTANT = re.compile(r'"navigation\.instant(?:\.\w+)?", |, "navigation\.instant"')
LATE_SEARCH = re.compile(r"(?<=workers/)search\.[\w.]+\.js\?\w+")
PRELOAD = re.compile(r'<link rel="preload"[^>]*>\s*')  # from disk a browser refuses it

RESTORE = """\
if (location.protocol !== "file:") {
  const kept = document.querySelector('meta[name="policy"]');
  if (kept) {
    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = kept.content;
    kept.replaceWith(policy);
  }
}
"""
CHOOSE = """\
const HERE = document.currentScript.src;
if (location.protocol === "file:") {
%s
} else {
  for (const name of %s) {
    const script = document.createElement("script");
    script.type = "module";
    script.async = false;
    script.src = new URL(name, HERE);
    document.body.append(script);
  }
}
"""


def pack(site: Path, archive: Path) -> None:
    """Write the zip of a built site. Raises `RuntimeError` if npm's libraries cannot be had."""
    if why := bundle.absent():
        raise RuntimeError(why)
    pages = {page: page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html"))}
    shim = bundle.MODULES / "iframe-worker"
    index = whole_index(site)
    start = RESTORE + (shim / "shim" / "index.js").read_text(encoding="utf-8")
    written = {
        START: start,
        SCRIPTS: _scripts(site, _modules(site, pages)),
        "search/search_index.json": json.dumps(index),
        INDEX: _from_disk(index),
        LICENCE: (shim / "LICENSE").read_text(encoding="utf-8"),
    }
    part = archive.with_name("part-" + archive.name)
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(site.rglob("*")):
            name = file.relative_to(site).as_posix()
            if not file.is_file() or name in ELSEWHERE or file in (archive, part):
                continue
            if file in pages:
                written[name] = adapted(pages[file], file, site)
            elif name not in written:
                out.write(file, f"{FOLDER}/{name}")
        for name, text in written.items():
            out.writestr(f"{FOLDER}/{name}", text)
    part.replace(archive)


def adapted(html: str, page: Path, site: Path) -> str:
    """A page for the zip: its links name files, it loads plain scripts, and each page whole.

    (Where the theme may not swap pages, as from disk, it tells no script that there is a page.)

    The index of the search is at hand, so the theme's own script searches.
    A policy that allows scripts of the page's own server alone would allow none from disk: so it
    is laid aside, and the first script puts it in force on a server.
    """

    def file(link: re.Match[str]) -> str:
        leads = (page.parent / unquote(link[1]) / "index.html").is_file()
        return link[1].rstrip("/") + "/index.html" if leads else link[1]

    base = "../" * (len(page.relative_to(site).parts) - 1)
    html = POLICY.sub('<meta name="policy"', PRELOAD.sub("", INSTANT.sub("", html)))
    html = LATE_SEARCH.sub("theme.js", LINK.sub(file, html))
    if first := MODULE.search(html):
        rest = MODULE.sub("", html[first.end() :])
        html = f'{html[: first.start()]}<script src="{base}{SCRIPTS}"></script>{rest}'
    start = f'<script src="{base}{START}"></script>'
    return re.sub("</head>", lambda end: start + end[0], html, count=1)


def _modules(site: Path, pages: dict[Path, str]) -> list[str]:
    """The modules that the pages load, in their order, as seen from the site's folder."""
    found: dict[str, None] = {}
    for page, html in pages.items():
        if page.name in ELSEWHERE:
            continue
        for address in MODULE.findall(html):
            module = (page.parent / address.partition("?")[0]).resolve()
            found[module.relative_to(site.resolve()).as_posix()] = None
    return list(found)


def _scripts(site: Path, modules: list[str]) -> str:
    """The script that decides, with the modules and all that they import written into one."""
    with tempfile.TemporaryDirectory() as folder:
        entry, bundled = Path(folder, "entry.js"), Path(folder, "bundled.js")
        beside = Path(folder, "modules")  # alone: what a page loads late is found by its folder
        beside.mkdir()
        for script in (site / modules[0]).parent.glob("*.js"):
            shutil.copy(script, beside)
        imports = [f'import "./modules/{Path(name).name}";' for name in modules]
        entry.write_text("\n".join(imports), encoding="utf-8")
        options = ("--bundle", "--format=iife", "--define:import.meta.url=HERE")
        bundle.esbuild(str(entry), *options, f"--outfile={bundled}")
        plain = bundled.read_text(encoding="utf-8")
    return CHOOSE % (plain, json.dumps([f"../{name}" for name in modules]))


def whole_index(site: Path) -> dict[str, Any]:
    """What the search knows: the pages ask for it late, beside an empty one that is smaller."""
    files = (site / "search").glob("*.json")
    largest = max(files, key=lambda file: file.stat().st_size)
    index: dict[str, Any] = json.loads(largest.read_text(encoding="utf-8"))
    return index


def _from_disk(index: dict[str, Any]) -> str:
    """The search index as the theme takes it from disk; what it finds are files."""
    end = re.compile(r"(?:^|(?<=/))(?=#|$)")
    docs = [
        entry | {"location": end.sub("index.html", entry["location"], count=1)}
        for entry in index["docs"]
    ]
    return "var __index = " + json.dumps(index | {"docs": docs}, ensure_ascii=False)
