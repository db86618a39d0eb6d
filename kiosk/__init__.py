"""The terminal: what residents, attendants and technicians use on one machine."""
