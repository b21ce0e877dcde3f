"""Kinds of tables of counts, one file a kind; the docstring says which menu or command makes the file."""
