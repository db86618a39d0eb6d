"""Sources to checked, compiled, signed packages."""
