"""Regulators' and councils' frameworks as data: dated, versioned, swappable, several at once."""
