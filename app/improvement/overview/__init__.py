"""The first page of improvement: everything that leaders do, and what of it is overdue."""
