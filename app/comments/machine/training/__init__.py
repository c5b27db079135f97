"""Making the figures that the engine ships with. Needs PyTorch, which nothing else does."""
