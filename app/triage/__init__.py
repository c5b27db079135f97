"""Reading (stub)."""
