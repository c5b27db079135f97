"""Training of staff: its aims, who came, and how staff rate themselves before and after."""
