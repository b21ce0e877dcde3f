"""Microsoft Advertising: facts, web tags, server tags, payload."""
