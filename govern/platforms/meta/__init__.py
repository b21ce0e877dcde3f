"""Meta: facts, web tags, server tags, payload."""
