"""Rules about events."""

ABOUT = ("events", "parameters")
"""The sections that these rules are about: specs that have none of them are not asked about."""

ABOUT_OF = {"value_before_it_is_known": ("mappings",)}
"""Single rules that are about less: where nothing is mapped they have nothing to say."""
