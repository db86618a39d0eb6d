"""How content and journal travel between platform and terminal."""
