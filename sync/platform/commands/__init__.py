"""Subcommands of ``kiosk-platform``, one module each: arguments and words, no work of their own."""
