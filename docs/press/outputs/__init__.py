"""What else is made of the pages: notebooks, tests, the answer key, the README's picture."""
