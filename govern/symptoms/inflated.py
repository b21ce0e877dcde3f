"""More conversions or a higher value than the shop has orders."""

from govern.symptoms import Cause

PHRASES = (
    "inflated",
    "too many conversions",
    "conversions too high",
    "numbers too high",
    "double conversions",
    "counted twice",
    "overcounting",
    "more conversions than orders",
)

CAUSES = (
    Cause(
        "Browser and server tell the same event with different IDs, or one of them without.",
        (
            "hits/event-id-differs",
            "hits/event-id-missing",
            "containers/event-id-differs",
            "containers/event-id-missing",
            "deduplication/different-expressions",
            "deduplication/event-id-missing",
        ),
        "govern verify CAPTURE",
    ),
    Cause(
        "An order is told on each opening of the thank-you page, with an ID that is made anew.",
        (
            "hits/event-id-made-anew",
            "deduplication/volatile-id",
            "deduplication/random-looking-id",
            "events/confirmation-without-once-per",
        ),
        "govern verify CAPTURE",
    ),
    Cause(
        "Two tags tell one event, or a base code is there twice.",
        (
            "hits/told-twice",
            "containers/same-event-twice",
            "containers/base-code-twice",
            "containers/event-may-be-told-twice",
            "containers/one-label-two-conversions",
        ),
        "govern audit EXPORT",
    ),
    Cause(
        "The value is in cents, or is a text that is read as another number.",
        (
            "hits/value-hundredfold",
            "hits/value-not-a-number",
            "mappings/value-in-minor-units",
            "events/money-in-minor-units",
        ),
        "govern verify CAPTURE",
    ),
    Cause(
        "A conversion is counted on a click or on every page, not where somebody paid.",
        (
            "containers/purchase-on-click",
            "containers/conversion-on-every-page",
            "containers/conversion-on-click-and-page",
            "events/conversion-on-attempt",
        ),
        "govern audit EXPORT",
    ),
    Cause(
        "Every conversion is counted where one per click would do.",
        ("attribution/counted-differently", "attribution/unknown-counting"),
        "govern lint",
    ),
)
