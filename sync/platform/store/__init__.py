"""The platform's database: tables, one writer, and what becomes of everything terminals send.

``engine`` opens it, ``writer`` is the one who writes, ``intake`` takes journals in, ``effects`` says what an entry does,
``seats`` lends and settles, ``books`` holds what one transaction touches. Nothing here knows HTTP or private keys.
"""
