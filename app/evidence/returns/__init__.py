"""Provider quality returns: what councils ask each quarter or year, as far as it is held."""
