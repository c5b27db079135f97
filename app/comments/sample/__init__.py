"""A random sample of what people wrote, read blind, by which the machine is measured."""
