"""Provider quality returns: what councils ask each quarter or year, told as far as it is held."""
