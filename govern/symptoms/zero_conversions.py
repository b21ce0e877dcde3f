"""No conversions are shown, or far fewer than yesterday."""

from govern.symptoms import Cause

PHRASES = ("zero conversions", "conversions stopped", "not firing", "nothing is tracked", "tracking is broken")

CAUSES = (
    Cause(
        "The tag does not fire: its trigger waits for a message that never comes, it is paused, or it stands nowhere.",
        (
            "containers/tag-without-trigger",
            "containers/never-fires",
            "containers/paused-tag",
            "containers/declared-event-paused",
            "containers/declared-event-not-sent",
            "hits/none-seen",
            "hits/nothing-declared-seen",
            "hits/destination-left-out",
        ),
        "govern audit EXPORT",
    ),
    Cause(
        "The event goes to another account, to a placeholder, or to one that is retired.",
        (
            "hits/undeclared-account",
            "containers/another-account",
            "containers/placeholder-id",
            "containers/odd-account",
            "mappings/malformed-id",
            "mappings/retired-id",
        ),
        "govern verify CAPTURE",
    ),
    Cause(
        "The platform refuses what is sent: a token that is over, an API version that is not answered, a field that is missing.",
        (
            "hits/refused",
            "hits/missing-field",
            "hits/malformed-field",
            "hits/api-version-over",
            "tokens/expired",
            "mappings/api-version-over",
        ),
        "govern verify CAPTURE",
    ),
    Cause(
        "Events are sent as tests and do not count.",
        ("hits/test-code-sent", "containers/test-event-code", "mappings/test-code-in-production"),
        "govern verify CAPTURE",
    ),
    Cause(
        "The site's content security policy blocks the platform's script or its requests.",
        ("csp/missing-host", "csp/missing-directive", "hits/not-answered"),
        "govern audit HEADERS",
    ),
    Cause(
        "Consent is never granted: no default is set, or the update does not arrive.",
        (
            "consent/site-without-consent",
            "containers/no-consent",
            "containers/consent-default-late",
            "consent/default-set-late",
        ),
        "govern audit EXPORT",
    ),
    Cause(
        "The conversion action is not named, or not what the platform counts by.",
        ("mappings/conversion-action-missing", "mappings/label-for-action", "mappings/unknown-platform-event"),
        "govern lint",
    ),
)
