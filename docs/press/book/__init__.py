"""Read a page, run it once, freeze what it gave, and say what is wrong with it."""
