"""Rules about the days of an incident, which `govern reconcile --incident` asks."""

ABOUT = ("counts",)
"""The kinds of exports that these rules are about: without specs nothing is asked about those that are not there."""
