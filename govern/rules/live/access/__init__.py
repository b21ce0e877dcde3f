"""Rules about who has access."""

ABOUT = ("access", "directories", "apps", "secrets", "reviews")
"""The kinds of exports that these rules are about: without specs nothing is asked about those that are not there."""
