"""What leaders decided about what they heard, what they did, and what is said of it in public."""
