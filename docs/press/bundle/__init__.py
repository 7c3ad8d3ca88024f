"""Pack what the live pages load: Python for the browser, Graphviz, the book's own code."""
