"""Equality and diversity policies: owners, reviews, and whether they happen in practice."""
