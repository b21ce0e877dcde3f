"""Snapchat: facts, web tags, server tags, payload."""
