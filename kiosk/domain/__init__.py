"""What the words mean: typed records and pure rules.

Nothing here does I/O, knows Qt, or reads a clock; times and dates are always passed in.
"""
