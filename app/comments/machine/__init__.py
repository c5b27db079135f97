"""Hearing comments: what a machine can read in them, and what it read."""
