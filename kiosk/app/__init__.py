"""Composition roots of the processes."""
