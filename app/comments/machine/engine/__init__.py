"""Reading one comment after another: plain Python and numpy, no database, no network."""
