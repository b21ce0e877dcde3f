"""Fewer events reach the platforms than happen: browsers, blockers and refusals take their share."""

from govern.symptoms import Cause

PHRASES = ("signal loss", "ad blockers", "blocked", "itp", "lost events")

CAUSES = (
    Cause(
        "Only the browser tells the event; no server does.",
        ("mappings/way-not-offered", "sites/server-container-missing", "mappings/destination-gets-nothing"),
        "govern lint",
    ),
    Cause(
        "The site's own policy blocks requests.",
        ("csp/missing-host", "csp/only-reported", "csp/noscript-frame-blocked"),
        "govern audit HEADERS",
    ),
    Cause(
        "Requests are broken off or come too late.",
        ("hits/not-answered", "hits/slow-answer", "hits/before-base-code"),
        "govern verify CAPTURE",
    ),
    Cause(
        "Server events are late or refused.",
        ("hits/event-too-old", "hits/refused", "deduplication/window-too-short"),
        "govern verify CAPTURE",
    ),
    Cause(
        "There is no endpoint of the site's own. One that is only another name (CNAME) for a vendor's host does not help: browsers detect that and shorten its cookies; it has to be served by the site itself.",
        ("sites/first-party-missing", "sites/first-party-foreign", "sites/first-party-unencrypted"),
        "govern lint",
    ),
)
