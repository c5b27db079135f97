"""Answers given in a real browser over a line that fails in every way, counted at the end."""
