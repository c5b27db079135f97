"""Events: the day a partner hands a tablet round, from planning to what came of it."""
