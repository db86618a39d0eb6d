"""The terminal's side of sync: fetch, verify, apply, heal. It has the network and no screen."""
