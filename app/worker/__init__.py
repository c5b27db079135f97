"""Work in the background: found from the rows themselves, so that a lost queue loses nothing."""
