"""Rules about tokens."""

ABOUT = ("tokens",)
"""The sections that these rules are about: specs that have none of them are not asked about."""

ABOUT_OF = {"secret_in_spec": None}
"""Single rules that are about others: this one is about any."""
