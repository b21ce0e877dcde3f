"""LinkedIn: facts, web tags, server tags, payload."""
