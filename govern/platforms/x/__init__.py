"""X: facts, web tags, server tags, payload."""
