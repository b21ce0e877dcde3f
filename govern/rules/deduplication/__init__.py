"""Rules about deduplication."""

ABOUT = ("mappings", "events")
"""The sections that these rules are about: specs that have none of them are not asked about."""

ABOUT_OF = dict.fromkeys(
    (
        "different_expressions",
        "different_names",
        "event_id_missing",
        "id_given_twice",
        "none_offered",
        "optional_in_id",
        "random_looking_id",
        "transaction_id_missing",
        "unknown_on_a_leg",
        "volatile_id",
        "window_doubtful",
        "window_too_short",
    ),
    ("mappings",),
)
"""Single rules that are about less: where nothing is mapped they have nothing to say."""
