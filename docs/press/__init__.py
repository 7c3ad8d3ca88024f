"""The press: what turns the pages into the site, the notebooks and the tests.

`page` reads a page into blocks (`quiz` and `exercise` are two kinds of them), `run` runs a
snippet and `check` compares: they serve the site, the tests, the notebooks and the browser alike.
`figure` and `formula` make what a page shows, `press` is the Markdown extension that puts it there,
and `hook` ties all to MkDocs.
"""
