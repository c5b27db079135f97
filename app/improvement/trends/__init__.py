"""What changed over time, beside what leaders did; nothing here says that one made the other."""
