"""Every comment is read by a named person: queue, clock, decisions, corrections, notices."""
