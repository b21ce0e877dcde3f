"""Rules about personal data."""

ABOUT = ("events", "parameters", "mappings")
"""The sections that these rules are about: specs that have none of them are not asked about."""

ABOUT_OF = dict.fromkeys(
    (
        "few_match_keys",
        "hash_where_plain",
        "no_form",
        "no_match_key",
        "one_hash_for_two_forms",
        "readable_user_id",
        "unclassified_match_key",
        "wrong_class",
    ),
    ("mappings",),
)
"""Single rules that are about less: where nothing is mapped they have nothing to say."""
