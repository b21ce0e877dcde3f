"""Reddit: facts, web tags, server tags, payload."""
