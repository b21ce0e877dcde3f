"""The platform's score for match quality is low, or falls."""

from govern.symptoms import Cause

PHRASES = ("low match quality", "match quality", "emq", "match rate", "not matched", "cannot be matched")

CAUSES = (
    Cause(
        "Match keys are missing.",
        ("hits/missing-advice", "hits/nobody-matched", "privacy/no-match-key", "privacy/few-match-keys"),
        "govern verify CAPTURE",
    ),
    Cause(
        "Match keys are hashed otherwise than the platform compares them: capitals, blanks, another hash, nothing.",
        (
            "hits/match-key-doubtful",
            "hits/match-key-not-hashed",
            "privacy/one-hash-for-two-forms",
            "privacy/not-a-hash",
            "privacy/hash-where-plain",
        ),
        "govern verify CAPTURE",
    ),
    Cause(
        "The server sends its own address and browser rather than the visitor's.",
        ("hits/doubtful-field",),
        "govern verify CAPTURE",
    ),
)
