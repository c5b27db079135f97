"""Training of staff: its aims, attendance, and how staff rate themselves before and after."""
