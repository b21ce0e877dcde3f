"""Google Ads: facts, web tags, server tags, payload."""
