"""Pinterest: facts, web tags, server tags, payload."""
