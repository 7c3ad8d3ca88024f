"""The designs that `tests/bench/speed.py` lets run against each other, and what it asks of them."""
