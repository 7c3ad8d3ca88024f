"""Run code and draw what it gives: all that the reader's browser gets, standard library only."""
