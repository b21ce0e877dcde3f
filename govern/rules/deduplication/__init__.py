"""Rules about deduplication."""

ABOUT = ("mappings", "events")
"""The sections that these rules are about: specs that have none of them are not asked about."""
