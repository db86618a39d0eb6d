"""The terminal's side: fetch, verify, apply."""
