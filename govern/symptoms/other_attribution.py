"""Conversions stand under Other, Direct or Unassigned rather than under the campaign."""

from govern.symptoms import Cause

PHRASES = (
    "other attribution",
    "(other)",
    "unassigned",
    "unattributed",
    "direct traffic",
    "attributed to direct",
    "wrong attribution",
    "source not set",
    "(direct)",
    "not attributed",
)

CAUSES = (
    Cause(
        "The click's ID is lost: it is not kept, or a redirect drops it.",
        ("hits/missing-advice", "privacy/no-match-key", "privacy/few-match-keys"),
        "govern verify CAPTURE",
    ),
    Cause(
        "A server's event has no client or no session, so that reports have nowhere to put it.",
        ("hits/missing-field", "hits/doubtful-field"),
        "govern verify CAPTURE",
    ),
    Cause(
        "Windows differ between the platforms, so that one credits what the other does not.",
        ("attribution/windows-apart", "attribution/credited-differently", "attribution/window-missing"),
        "govern lint",
    ),
    Cause(
        "Consent is denied or comes late, and the first page is not counted.",
        ("consent/default-set-late", "consent/wait-missing", "containers/consent-default-late"),
        "govern audit EXPORT",
    ),
    Cause(
        "The site is measured on two domains that do not know of each other.",
        ("sites/domain-twice", "sites/first-party-missing"),
        "govern lint",
    ),
)
