"""Methods that a quality manager can trust, in plain Python, and the one gate for figures."""
