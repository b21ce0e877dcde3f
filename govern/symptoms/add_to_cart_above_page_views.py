"""There are more additions to the cart than pages that were viewed."""

from govern.symptoms import Cause

PHRASES = ("add to cart higher than page views", "too many add to cart")

CAUSES = (
    Cause(
        "The event fires on any click, or on every page.",
        ("events/click-on-anything", "containers/conversion-on-every-page", "sites/fragile-selector"),
        "govern audit EXPORT",
    ),
    Cause(
        "One click is told twice.",
        ("hits/told-twice", "containers/same-event-twice"),
        "govern verify CAPTURE",
    ),
    Cause(
        "Page views are lost: they wait for consent and the clicks do not, or come before the base code.",
        ("hits/before-base-code", "containers/consent-not-set", "containers/consent-not-needed"),
        "govern verify CAPTURE",
    ),
    Cause(
        "Something of the data layer stays from the message before, so that it is told again.",
        ("containers/items-left-over", "events/data-layer-overwritten"),
        "govern audit EXPORT",
    ),
)
