"""Rules about counts: what has to be said of a file of counts before its numbers mean anything."""

ABOUT = ("counts",)
"""The sections that these rules are about: specs that have none of them are not asked about."""
