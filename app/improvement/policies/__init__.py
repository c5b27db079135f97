"""Equality and diversity policies: who owns them, when they are due, and whether they are lived."""
