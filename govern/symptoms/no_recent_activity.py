"""The platform says that a pixel or a conversion has no recent activity."""

from govern.symptoms import Cause

PHRASES = (
    "no recent activity",
    "no recent conversions",
    "inactive",
    "no activity",
    "not active",
    "not received recently",
    "last received",
    "unverified",
)

CAUSES = (
    Cause(
        "Nothing fires: the tag is paused, its trigger is gone, or its schedule is over.",
        (
            "containers/paused-tag",
            "containers/tag-without-trigger",
            "containers/schedule-over",
            "containers/never-fires",
        ),
        "govern audit EXPORT",
    ),
    Cause(
        "The container is not on the site, or another one is.",
        ("sites/container-id", "containers/of-no-site"),
        "govern audit EXPORT",
    ),
    Cause(
        "Requests do not arrive: blocked by a policy of the site, or by the visitor.",
        ("csp/missing-host", "hits/not-answered"),
        "govern verify CAPTURE",
    ),
    Cause(
        "The account is another one.",
        ("hits/undeclared-account", "containers/another-account", "mappings/same-id-in-environments"),
        "govern verify CAPTURE",
    ),
    Cause(
        "The event's name is not the one that is counted.",
        ("hits/undeclared-event", "mappings/misspelt-platform-event", "containers/analytics-event-name"),
        "govern verify CAPTURE",
    ),
)
