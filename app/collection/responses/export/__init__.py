"""Responses as files: CSV, JSON Lines and Excel, with the same columns in each."""
