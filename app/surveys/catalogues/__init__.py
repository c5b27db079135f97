"""Translations of surveys: a gettext catalogue for each language and edition, beside the source."""
