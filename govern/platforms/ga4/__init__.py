"""Google Analytics 4: facts, web tags, server tags, payload."""
