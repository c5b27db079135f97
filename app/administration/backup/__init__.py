"""One file with the whole instance, and putting it back."""
