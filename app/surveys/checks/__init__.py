"""What can be wrong with a definition, one file for each kind of fault."""
