"""The reader's code reaches neither the page, nor what the browser keeps, nor any network."""

from __future__ import annotations

import http.server
import re
import threading

import pytest

from tests.browser.conftest import Cell, script
from tests.browser.server import Bare, Files, Server, serving

PAGE = "/tutorial/01-slopes/"
LEFT_OUT = "Left out here: what is no part of a drawing."


class Outside(http.server.BaseHTTPRequestHandler):
    """Another host. It takes down who asks, and lets all ask."""

    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()

    do_POST = do_OPTIONS = do_GET

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def outside():
    with Server(("127.0.0.1", 0), Outside) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module", params=[Files, Bare], ids=["with headers", "without headers"])
def visited(chromium, site, base, request):
    """A snippet on a host with the headers, and on one without."""
    with serving(site, request.param) as address:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{address}{PAGE}")
        cell = Cell(page, "Snippet 1")
        assert cell.run("1 + 1") == "2"
        yield cell
        context.close()


TRIES = {
    "a message to the page": "from js import postMessage\npostMessage('x')",
    "a message of a picture": "import js\njs.self.postMessage(js.Object.new(figure='<img src=x>'))",
    "a fetch": "from js import fetch\nfetch('{outside}')",
    "a fetch of the site's": "import js\njs.fetch('/')",
    "pyfetch": "from pyodide.http import open_url\nopen_url('{outside}')",
    "an XMLHttpRequest": "from js import XMLHttpRequest\nXMLHttpRequest.new()",
    "a WebSocket": "from js import WebSocket\nWebSocket.new('{outside}'.replace('http', 'ws'))",
    "importScripts": "from js import importScripts\nimportScripts('{outside}')",
    "code as text": "import js\njs.eval(\"fetch('{outside}')\")",
    "code as a function": "import js\njs.Function.new(\"import('{outside}')\")()",
    "a worker": "from js import Worker\nWorker.new('{outside}')",
    "a database": "from js import indexedDB\nindexedDB.open('kept')",
    "what a getter gives": "from js import WorkerGlobalScope as it\nit.prototype.indexedDB.open(1)",
    "a cache": "from js import caches\ncaches.open('kept')",
    "the browser's files": "from js import navigator\nnavigator.storage.getDirectory()",
    "another tab": "from js import BroadcastChannel\nBroadcastChannel.new('x')",
    "a socket": "import urllib.request\nurllib.request.urlopen('{outside}')",
}


@pytest.mark.parametrize("code", TRIES.values(), ids=TRIES.keys())
def test_a_way_out_is_shut_and_the_reader_is_told(visited, outside, code):
    address = f"http://127.0.0.1:{outside.server_port}/"
    shown = visited.run(code.replace("{outside}", address))
    assert re.match(r"[\w.]*(?:Error|Exception): .+", shown.splitlines()[-1]), shown
    assert visited.status.inner_text() == "Stopped with an error."
    assert outside.asked == []
    assert visited.page.evaluate("indexedDB.databases()") == []
    assert visited.page.evaluate("caches.keys()") == []
    assert visited.run("6 * 7") == "42"  # and Python goes on


def test_what_leads_out_is_not_even_there(visited):
    ways = "postMessage fetch XMLHttpRequest WebSocket importScripts Worker indexedDB caches"
    ways += " navigator BroadcastChannel location"
    code = f"import js\n[way for way in {ways!r}.split() if hasattr(js, way)]"
    assert visited.run(code) == "[]"


def test_python_goes_on_when_the_readers_code_asks_for_an_engine_that_is_none(visited):
    visited.run("import js\nx = 5\njs.WebAssembly.instantiateStreaming(5)")
    assert visited.run("x") == "5"
    assert visited.run("x + 1") == "6"


def test_a_package_from_elsewhere_does_not_come(visited, outside):
    address = f"http://127.0.0.1:{outside.server_port}/x.js"
    visited.run(f"import pyodide_js\npyodide_js.loadPackage({address!r})")
    visited.page.wait_for_timeout(500)
    assert outside.asked == []


GET_OUT = """import minigrad.plot
minigrad.plot.display.__self__.draw({!r})"""  # what sends a picture to the page
WORSE = {
    "a script": "<figure><script>window.reached = 1</script></figure>",
    "a handler": "<figure><svg onload='window.reached = 1'></svg></figure>",
    "a handler of an error": "<figure><img src=x onerror='window.reached = 1'></figure>",
    "a foreign object": "<figure><svg><foreignObject><iframe srcdoc='<script>"
    "parent.reached = 1</script>'></iframe></foreignObject></svg></figure>",
    "a link": "<figure><svg><a href='javascript:window.reached = 1'>here</a></svg></figure>",
    "a style": "<figure><style>body { display: none }</style></figure>",
    "a style in front": "<style>body { display: none }</style><figure></figure>",
    "a cover": "<figure><div style='position: fixed; inset: 0'></div></figure>",
    "the theme's cover": "<figure><div class='md-overlay'></div></figure>",
    "a form": "<figure><form action='/'><input name=x></form></figure>",
    "an image": "<figure><svg><image href='{outside}'/></svg></figure>",
    "a paint": "<figure><svg><path fill='url({outside})' d='M0 0'/></svg></figure>",
    "an address in disguise": "<figure><svg><path fill='u\\72l({outside})'/></svg></figure>",
    "a name of the page's": "<figure id='progress'></figure>",
    "a name taken from the page": "<figure><svg aria-labelledby='progress'></svg></figure>",
    "more than a picture": "<figure></figure><p>Your answer is right.</p>",
    "two parts of pictures": "<figure></figure><div>Your answer is right.</div>",
    "no picture": "<p>Your answer is right.</p>",
    "a script in a template": "<figure><template><script>window.reached = 1"
    "</script></template></figure>",
    "a name that every object has": "<figure><constructor x=1>right</constructor></figure>",
    "a script of data that is none": "<figure><script type='application/json'>1</script></figure>",
}


@pytest.mark.parametrize("html", WORSE.values(), ids=WORSE.keys())
def test_what_is_no_picture_is_left_out_and_the_reader_is_told(visited, outside, html):
    html = html.replace("{outside}", f"http://127.0.0.1:{outside.server_port}/")
    visited.run(GET_OUT.format(html))
    figure = visited.output.locator("figure")
    assert figure.inner_text().strip() in (LEFT_OUT, f"here\n{LEFT_OUT}")
    note = figure.get_by_role("paragraph").and_(figure.locator(".live__absent"))
    assert note.inner_text() == LEFT_OUT
    inside = figure.inner_html().replace("here", "")
    assert not re.search(r"script|style|url|href|src|on\w+=|md-|form|progress|right|<a\b", inside)
    assert visited.page.evaluate("window.reached") is None
    assert outside.asked == []


PLAYED = """async (address) => {
  const real = Worker, made = [];
  const { run, end } = await import(address);
  const result = document.createElement("div"), said = [];
  const cell = { name: "x", listing: document.body, result, say: (words) => said.push(words),
    begin() {}, renew() {}, finish() {}, question: () => ({}), reset: {} };
  cell.cells = [cell];
  window.Worker = class {
    constructor() { made.push(this); }
    postMessage() {}
    terminate() { this.ended = true; }
  };
  const last = (ended) => Promise.race([ended,
    new Promise((done) => setTimeout(done, 5_000, { said: "nothing for 5 seconds" }))]);
"""  # a run of a cell, with workers that the test plays
STRANGE = (
    PLAYED
    + """
  const ended = run(cell);
  window.Worker = real;
  const strange = [null, 5, [], "x", {}, { said: {} }, { said: 5 }, { text: ["<b>"] },
    { figure: {} }, { runs: "y" }, { lost: "toString" }, { lost: {} }, { said: "x", verdict: {} }];
  for (const data of strange) made[0].onmessage({ data });
  made[0].onmessage({ data: { text: "<b>text</b>" } });
  made[0].onmessage({ data: { said: "Ran.", verdict: "right" } });
  made[0].onmessage({ data: { said: "twice" } });
  return [await last(ended), result.innerHTML];
}"""
)
LATE = (
    PLAYED
    + """
  const first = run(cell);
  made[0].onmessage({ data: { ready: true } });
  end("stopped");
  const again = made.length; // before anyone asks
  const second = run(cell);
  made[0].onerror({ message: "late" });
  made[0].onmessage({ data: { said: "late" } });
  made[1].onmessage({ data: { ready: true } });
  made[1].onmessage({ data: { said: "Ran." } });
  const third = run(cell);
  made[1].onerror({ message: "out of order" });
  window.Worker = real;
  const told = await Promise.all([first, second, third].map(last));
  return [told.map((each) => each.said), said, again, made.map(({ ended }) => ended ?? false)];
}"""
)


SILENT = (
    PLAYED
    + """
  const later = window.setTimeout, never = window.clearTimeout, told = [];
  for (const heard of [[], [1], [1, 0], [1, 0, "ready"]]) {
    const waits = new Map();
    window.setTimeout = (act, ms, ...words) => {
      waits.set(waits.size, { ms, act: () => act(...words) });
      return waits.size - 1;
    };
    window.clearTimeout = (number) => waits.delete(number);
    const ended = run(cell);
    for (const coming of heard)
      made.at(-1).onmessage({ data: coming === "ready" ? { ready: true } : { coming } });
    window.setTimeout = later;
    window.clearTimeout = never;
    const due = [...waits.values()];
    for (const { act } of due) act();
    if (due.length) end("stopped"); // while the reader is being told
    told.push([made.length, due.map(({ ms }) => ms), due.length ? (await last(ended)).said : ""]);
  }
  window.Worker = real;
  return told;
}"""
)


def test_a_python_that_gives_no_sign_is_told_of_by_what_it_was_doing(open_page):
    page = open_page()
    told = page.evaluate(SILENT, script(page, "python.js"))
    said = "Python could not be loaded: {} has given no sign for {} seconds. Try again."
    assert told == [
        [1, [25_000], said.format("worker.js", 25)],
        [2, [25_000], said.format("Python", 25)],  # while files are to come
        [3, [120_000], said.format("Python", 120)],  # while it starts
        [4, [], ""],  # what runs has all the time
    ]  # and none is started before the reader tries again


def test_a_python_that_was_ended_is_no_longer_heard_and_the_next_is_there_at_once(open_page):
    page = open_page()
    ran, said, again, ended = page.evaluate(LATE, script(page, "python.js"))
    lost = "The variables of this page are lost: the next Run begins with the snippets above."
    assert ran == [
        f"Stopped. {lost}",
        "Ran.",
        f"Python crashed (out of order) and was started again. {lost}",
    ]
    assert said == ["Loading Python: 6 MB, once", "Starting Python", "Waiting"]
    assert again == 2
    assert ended == [True, True, False]


ABOVE = (
    PLAYED
    + """
  const seen = [];
  const made_of = (name) => {
    const result = document.createElement("div");
    result.hidden = true;
    const one = { ...cell, name, result, reset: {} };
    one.say = (words) => seen.push(words);
    one.begin = (gently) => { seen.push(`${name} begins`); one.stale = gently; };
    one.renew = () => { one.stale = false; };
    one.finish = () => seen.push(`${name} ends`);
    return one;
  };
  const [first, second] = [made_of("snippet 1"), made_of("snippet 2")];
  second.cells = [first, second];
  Object.assign(second, { gently, quick: gently });
  const ended = run(second);
  window.Worker = real;
  const shown = () => [first, second].map(({ result, reset }) => [
    result.hidden, [...result.children].map((e) => [e.localName, e.textContent]),
    reset.ariaDisabled ?? false]);
  const steps = [];
  for (const data of messages) {
    made[0].onmessage({ data });
    steps.push(shown());
  }
  await last(ended);
  return [seen, steps, shown()];
}"""
).replace("async (address)", "async ([address, gently, messages])")
MESSAGES = [
    {"ready": True},
    {"runs": "snippet 1"},
    {"text": "a\n"},
    {"text": "b\n"},
    {"runs": "snippet 2"},
    {"figure": "<figure></figure>"},
    {"text": "c"},
    {"said": "Ran."},
]
HIDDEN = [True, []]
FIGURE = ["figure", ""]


def test_a_run_shows_what_each_snippet_gives_at_its_own_place_and_time(open_page):
    page = open_page()
    asked = [script(page, "python.js"), False, MESSAGES]
    seen, steps, last = page.evaluate(ABOVE, asked)
    assert seen == [
        "Loading Python: 6 MB, once",
        *("Running snippet 1", "snippet 1 begins", "Running snippet 2"),
        *("snippet 1 ends", "snippet 2 begins", "snippet 2 ends"),
    ]
    printed = [False, [["pre", "a\nb\n"]], True]
    assert steps[0] == [[*HIDDEN, False], [*HIDDEN, False]]
    assert steps[1] == [[*HIDDEN, True], [*HIDDEN, False]]
    assert steps[2] == [[False, [["pre", "a\n"]], True], [*HIDDEN, False]]
    assert steps[3] == [printed, [*HIDDEN, False]]
    assert steps[4] == [printed, [*HIDDEN, True]]
    assert steps[5] == [printed, [False, [FIGURE], True]]
    assert last == steps[6] == [printed, [False, [["pre", "c"], FIGURE], True]]


def test_a_run_by_a_slider_shows_its_text_with_the_picture_and_at_the_end(open_page):
    page = open_page()
    asked = [script(page, "python.js"), True, MESSAGES]
    _, steps, last = page.evaluate(ABOVE, asked)
    printed = [False, [["pre", "a\nb\n"]], True]
    assert steps[3] == [[*HIDDEN, True], [*HIDDEN, False]]
    assert steps[4] == [printed, [*HIDDEN, False]]
    assert steps[6] == steps[5] == [printed, [False, [FIGURE], False]]
    assert last == [printed, [False, [["pre", "c"], FIGURE], False]]


def test_a_run_that_gives_nothing_shows_no_box(open_page):
    page = open_page()
    asked = [script(page, "python.js"), False, [{"runs": "snippet 2"}, {"said": "Ran."}]]
    *_, (_, second) = page.evaluate(ABOVE, asked)
    assert second == [*HIDDEN, True]


def test_messages_of_an_unknown_shape_are_ignored_and_text_is_text(open_page):
    page = open_page(PAGE)
    last, shown = page.evaluate(STRANGE, script(page, "python.js"))
    assert last == {"said": "Ran.", "verdict": "right"}
    assert shown == '<pre tabindex="0">&lt;b&gt;text&lt;/b&gt;</pre>'


FIGURES = re.compile(r'<figure class="(?:graph|plot).*?</figure>', re.DOTALL)
SAME = """async ([address, figures]) => {
  const { picture } = await import(address);
  return figures.filter((html) => {
    const whole = document.createElement("template");
    whole.innerHTML = html;
    return picture(html).outerHTML !== whole.innerHTML;
  });
}"""


def test_the_figures_of_the_book_come_out_as_they_are(open_page, site):
    figures = [
        re.sub(r'(id|labelledby)="graph-', r'\1="live-', figure)
        for path in site.rglob("index.html")
        for figure in FIGURES.findall(path.read_text(encoding="utf-8"))
        if "matplotlib" not in figure  # which no page can load
    ]
    page = open_page(PAGE)
    assert len(figures) > 80
    assert page.evaluate(SAME, [script(page, "picture.js"), figures]) == []
