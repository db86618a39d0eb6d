"""Adapters to what hangs on the machine."""
