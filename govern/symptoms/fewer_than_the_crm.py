"""The platform shows fewer conversions than the shop's or the customer system has."""

from govern.symptoms import Cause

PHRASES = (
    "fewer than the crm",
    "fewer conversions than orders",
    "too few conversions",
    "missing conversions",
    "undercounting",
    "conversions do not match the crm",
    "discrepancy",
    "not match the crm",
)

CAUSES = (
    Cause(
        "Orders are never told: the page is not reached, the request is blocked or refused.",
        ("hits/not-answered", "hits/refused", "containers/declared-event-not-sent"),
        "govern verify CAPTURE",
    ),
    Cause(
        "Orders of visitors without consent are not counted, as it should be.",
        ("consent/site-without-consent", "containers/consent-not-set"),
        "govern audit EXPORT",
    ),
    Cause(
        "Two orders have one ID, and the second is dropped.",
        ("hits/event-id-reused", "deduplication/constant-id", "deduplication/once-per-not-in-id"),
        "govern verify CAPTURE",
    ),
    Cause(
        "Server events come after the platform's limit.",
        ("hits/event-too-old",),
        "govern verify CAPTURE",
    ),
    Cause(
        "The platform credits only what its windows reach, which is less than all orders.",
        ("attribution/window-missing", "attribution/windows-apart"),
        "govern lint",
    ),
    Cause(
        "Events are sent as tests.",
        ("hits/test-code-sent", "containers/test-event-code"),
        "govern verify CAPTURE",
    ),
)
