"""Rules about served policies."""

ABOUT = ("policies",)
"""The kinds of exports that these rules are about: without specs nothing is asked about those that are not there."""
