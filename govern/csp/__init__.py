"""Content Security Policies: the grammar, what is served, what tags need."""
