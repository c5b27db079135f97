"""From a YAML file to a definition, noting every fault on the way with its line."""
