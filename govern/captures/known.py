"""Whose hosts are whose: a request to one of a platform's that has no known form is named, and never passed over."""

from __future__ import annotations

import re
from functools import cache

from govern.platforms import load, platforms

SHARED = frozenset(("google", "gstatic", "recaptcha", "googleapis", "youtube", "amazonaws", "cloudfront", "fonts"))
"""Words in hosts of which tracking is a small part: what is known of it there has a form."""


CONSENT = {
    "cookiebot.com": "Cookiebot",
    "cookielaw.org": "OneTrust",
    "onetrust.com": "OneTrust",
    "usercentrics.eu": "Usercentrics",
    "usercentrics.com": "Usercentrics",
    "cookieyes.com": "CookieYes",
    "cdn-cookieyes.com": "CookieYes",
}
"""Consent platforms by the domains of their own: what is asked of them tells no event, and that they were asked is worth saying."""


@cache
def owners() -> dict[str, str]:
    """The platform of each host that its requests and its policy name; of two the first."""
    found: dict[str, str] = {}
    for key in platforms():
        facts = load(key).facts
        for product in facts.csp.products:
            for directive, sources in product.directives.items():
                for source in sources if directive in ("script-src", "connect-src", "img-src", "frame-src") else ():
                    host = re.sub(r"^https?://", "", source).partition("/")[0].removeprefix("*.").lower()
                    if "." in host and "*" not in host and not host.startswith("'"):
                        found.setdefault(host, key)
    return found


def platform_at(host: str) -> str:
    """The key of the platform that a host belongs to; empty where it is nobody's that we know, or serves much else."""
    known, labels = owners(), host.split(".")
    if SHARED.intersection(labels) and "analytics" not in labels:
        return ""
    names = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((known[name] for name in names if name in known), "")
