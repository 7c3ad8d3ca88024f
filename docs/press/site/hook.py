"""The MkDocs events. What a build knows stands in its own config, in the `Setting` made for it."""

from __future__ import annotations

import functools
import hashlib
import logging
import os
import socket
import tempfile
import threading
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from press.book import check, exercise, shown
from press.book.outcomes import Book, skip_reason
from press.book.page import Snippet, parse
from press.bundle import bundle, fonts
from press.outputs import answers, downloads, plain_pages
from press.site import assets, late_search, mark, memory, notebook_page, policy, theme_fixes
from press.site.markdown_extension import Setting, Warnings

MKDOCS = logging.getLogger("mkdocs")
log = logging.getLogger("mkdocs.press")


def press_files() -> dict[Path, float]:
    """The modules of the press, and when each was changed."""
    return {path: path.stat().st_mtime for path in Path(__file__).parents[1].rglob("*.py")}


PRESS_FILES = press_files()  # as they are now at work
serving = False  # what `mkdocs serve` said when it started; all else is said at each build


def on_startup(command: str, dirty: bool) -> None:
    """Refuse `--dirty`: notebooks and search are made of all pages, or they are wrong."""
    global serving
    serving = command == "serve"
    if dirty:
        raise PluginError("--dirty sets some pages and spoils what is made of all: leave it out")
    if MKDOCS.level > logging.WARNING:  # under -q warnings are not shown; they count all the same
        for handler in MKDOCS.handlers:
            handler.setLevel(MKDOCS.level)
        MKDOCS.setLevel(logging.WARNING)


def on_config(config: Any) -> None:
    """Add the press to the Markdown extensions; first of all, see that the port is free."""
    if serving:
        try_port(*config.dev_addr)
    os.chdir(Path(config.config_file_path).parent)  # mkdocstrings names files as seen from here
    config.markdown_extensions.append(Setting(Path(config.docs_dir, "exercises")))


@functools.cache  # once: later it is our own server that holds the port
def try_port(host: str, port: int) -> None:
    """Stop, before anything is built, if the server could not start in the end."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise PluginError(
            f"cannot serve at {host}:{port}: {os.strerror(error.errno or 0)}. "
            f"Choose another port: mkdocs serve -a {host}:{port + 1}"
        ) from None


@functools.cache  # one a folder: a process may take again what it has
def lock_on(folder: str) -> FileLock:
    """The lock that a build holds while it writes to a folder."""
    name = hashlib.sha256(os.path.realpath(folder).encode()).hexdigest()[:16]
    return FileLock(Path(tempfile.gettempdir(), f"minigrad-{name}.lock"), timeout=0)


def on_pre_build(config: Any) -> None:
    """Take the site's folder for this build alone; from here on, remember what is warned of."""
    try:
        lock_on(config.site_dir).acquire()
    except Timeout:
        raise PluginError(
            f"another build is writing to {config.site_dir}: wait until it ends"
        ) from None
    if press_files() != PRESS_FILES:
        log.info("The press has changed: start `mkdocs serve` again to see it at work")
    for handler in [each for each in MKDOCS.handlers if isinstance(each, Warnings)]:
        MKDOCS.removeHandler(handler)  # of a build that failed
    MKDOCS.addHandler(setting(config).warnings)
    if has_live_pages(config):
        threading.Thread(target=bundle.absent, daemon=True).start()  # while the pages run


@event_priority(100)  # before mkdocs-jupyter, which is to find its notebook among the files
def on_files(files: Any, config: Any) -> None:
    """Run the pages, all before any is set; stop with all that is wrong in them."""
    pages = files.documentation_pages()
    for file in pages:
        if not file.src_uri.endswith(".md"):
            raise PluginError(f"docs/{file.src_uri}: a page is a file .md: nothing else is run")
    written = {file.src_uri: file.content_string for file in pages}
    book = project_book(config)
    gave = book.outcomes(written, log.info)
    wrong = [
        f"docs/{name}: {each}"
        for name, text in written.items()
        for each in check.complaints(text, gave[name], book.root)
    ]
    wrong += [
        f"docs/exercises/{name}.py: no page places this exercise"
        for name in exercise.names(setting(config).exercises)
        if not any(name in page.exercises or page.failure for page in gave.values())
    ]
    if wrong:
        raise PluginError("\n".join(["the pages are not right; each line says where:", *wrong]))
    if chapters := sorted(Path(config.docs_dir, "tutorial").glob("*.md")):
        key = answers.answer_key(chapters, setting(config).exercises)
        gave[answers.PAGE] = book.outcome(answers.PAGE, key)
        files.append(File.generated(config, answers.PAGE, content=key))
    if downloads.in_workshop(gave, config):
        files.append(notebook_page.file(config))
    setting(config).outcomes = gave
    log.info(told(written, book.ran))


def on_nav(nav: Any, config: Any, files: Any) -> None:
    """Keep the order of the pages for the list of them."""
    setting(config).nav = nav


def on_page_read_source(page: Any, config: Any) -> str | None:
    """Write the workshop's notebook for mkdocs-jupyter when its page is about to be made."""
    if page.file.src_uri != notebook_page.PAGE:
        return None
    if page.file.src_uri not in memory.kept or not Path(page.file.abs_src_path).exists():
        chapters = downloads.in_workshop(setting(config).outcomes, config)
        book = downloads.notebooks(config).notebook(*chapters, solved=True)
        notebook_page.write(book, Path(page.file.abs_src_path))
    return notebook_page.SETTINGS


@event_priority(-100)  # after whatever else changes the text
def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> None:
    """Tell the Markdown extension what the page of this text gave."""
    page.meta["offers"] = downloads.offers(page.file.src_uri, config)  # for the theme
    if page.file.src_uri == notebook_page.PAGE:
        if serving:  # to show it takes longer than an author waits
            memory.remember(page, "the chapters as they were when the server started")
        return
    if not page.is_homepage:  # its own is that of the site
        project = Path(config.config_file_path).parent
        page.meta["description"] = plain_pages.summary(page.file.content_string, project)
    gave = setting(config).outcomes[page.file.src_uri]
    setting(config).expect(markdown, gave)
    if serving:
        links = published(files)  # where its links may lead
        placed = [exercise.load(name, setting(config).exercises) for name in gave.exercises]
        package = list(project_book(config).sources()) if ":::" in markdown else []
        settings = Path(config.config_file_path).read_bytes()
        memory.remember(page, (markdown, gave, links, placed, package, settings))


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str | None:
    """Take the workshop's notebook from mkdocs-jupyter; see that a page shows all its code."""
    if page.file.src_uri == notebook_page.PAGE:
        return notebook_page.filled(html, page)
    if wrong := shown.lost(page.file.content_string, html):
        raise PluginError("\n".join(f"docs/{page.file.src_uri}: {each}" for each in wrong))
    return None


def on_env(env: Any, config: Any, files: Any) -> None:
    """Tell the theme which fonts a page asks for at once."""
    live = has_live_pages(config) and not bundle.absent()
    env.globals["fonts"] = fonts.FIRST if live else ()
    if serving:
        env.bytecode_cache = memory.templates
        memory.remember_search(config.plugins["material/search"].search_index)


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Name what the theme leaves without a name."""
    return theme_fixes.mended(output)


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    """The same for the page that tells of a wrong address."""
    return theme_fixes.mended(output_content)


def on_post_build(config: Any) -> None:
    """Write the notebooks and the live pages, then what holds for all that the site now is.

    Name once more what a strict build stops for.
    """
    site = Path(config.site_dir)
    log.info(downloads.write_notebooks(setting(config).outcomes, config))
    log.info(plain_pages.write(setting(config).nav, setting(config).outcomes, config))
    if (loaded := site / "assets").is_dir():
        assets.lighten(loaded)
        assets.settle(loaded / "stylesheets")
    log.info(bundle.assemble(site))
    build = mark.stamp(site, config.site_url or "", late_search.put_off(site))
    if not serving:  # the server adds a script of its own to each page, and no policy knows it
        policy.protect(site, build)
    lock_on(config.site_dir).release(force=True)
    MKDOCS.removeHandler(setting(config).warnings)
    if config.strict and (told := setting(config).warnings.told):
        memory.kept.clear()  # what was warned of is to be warned of again
        raise PluginError("\n".join(["a strict build stops at each of these:", *told]))


def on_build_error(error: Exception) -> None:
    """Set all pages anew when what stopped the build is mended."""
    memory.kept.clear()


def published(files: Any) -> set[str]:
    """The files that become part of the site: not the press, nor what Python keeps beside it."""
    return {file.src_uri for file in files if file.inclusion.is_included()}


def has_live_pages(config: Any) -> bool:
    """Whether the site runs code: a small one in the tests may have no scripts."""
    return Path(config.docs_dir, "assets", "live.js").exists()


def project_book(config: Any) -> Book:
    """The pages of this project, and where it keeps what they gave."""
    root = Path(config.config_file_path).parent
    cache = os.environ.get("MINIGRAD_CACHE")  # the tests give a build their own
    return Book(root, Path(cache or root / ".cache") / "outcomes")


def setting(config: Any) -> Setting:
    """The press of this build."""
    return next(each for each in config.markdown_extensions if isinstance(each, Setting))


def told(pages: dict[str, str], ran: list[str]) -> str:
    """One line on what was run, and on the snippets that this machine cannot run."""
    missing = [
        skip_reason(block)
        for text in pages.values()
        for block in parse(text)
        if isinstance(block, Snippet) and block.needs and skip_reason(block)
    ]
    line = f"Snippets: {len(ran)} pages run, {len(pages) - len(ran)} as they were"
    for why in sorted(set(missing)):
        line += f"; {missing.count(why)} not run, since {why}"
    return line
