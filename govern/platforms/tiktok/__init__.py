"""TikTok: facts, web tags, server tags, payload."""
