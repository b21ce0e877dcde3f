"""Rules about events."""

ABOUT = ("events", "parameters")
"""The sections that these rules are about: specs that have none of them are not asked about."""
