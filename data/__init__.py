"""How content is kept on the terminal: tables, one store per file, migrations, search index."""
