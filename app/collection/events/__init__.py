"""Events: the day a partner hands a tablet round, from planning to its answers."""
