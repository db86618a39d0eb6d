"""The ``kiosk`` command."""
