"""The press: what turns the pages into the site, the notebooks and the tests.

`book` reads a page into blocks, runs it once and freezes what it gave. `runtime` runs code and
makes figures, and is what the reader's browser gets. `site` sets the pages for MkDocs, `outputs`
makes notebooks, tests and files of them, `bundle` packs what the browser loads, and `editions`
makes a zip and a PDF of the finished site.
A page flows one way: `runtime` <- `book` <- `outputs` <- `site`, whose MkDocs events call these and
`bundle`; `editions` comes after.
"""
