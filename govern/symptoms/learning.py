"""A campaign stays in its learning phase, or falls back into it."""

from govern.symptoms import Cause

PHRASES = ("learning", "learning limited", "stuck in learning")

CAUSES = (
    Cause(
        "Too few events are counted: they are refused, lost or told to another account.",
        ("hits/refused", "hits/undeclared-account", "hits/not-answered", "containers/declared-event-not-sent"),
        "govern verify CAPTURE",
    ),
    Cause(
        "Events cannot be matched to people, so that they teach nothing.",
        ("hits/nobody-matched", "hits/match-key-doubtful", "hits/match-key-not-hashed", "privacy/few-match-keys"),
        "govern verify CAPTURE",
    ),
    Cause(
        "Values are missing, zero or wrong, and bidding by value follows them.",
        ("hits/purchase-worth-nothing", "hits/value-hundredfold", "hits/parameter-missing"),
        "govern verify CAPTURE",
    ),
    Cause(
        "What is counted was changed: another event, another name, another window.",
        ("mappings/conversion-not-everywhere", "attribution/window-doubtful"),
        "govern diff EXPORT",
    ),
)
