"""Rules about personal data."""

ABOUT = ("events", "parameters", "mappings")
"""The sections that these rules are about: specs that have none of them are not asked about."""
