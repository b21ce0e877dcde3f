"""Whose hosts are whose: a request to one of a platform's that has no known form is named, and never passed over."""

from __future__ import annotations

import re
from functools import cache

from govern.platforms import load, platforms

SHARED = frozenset(("google", "gstatic", "recaptcha", "googleapis", "youtube", "amazonaws", "cloudfront", "fonts"))
"""Hosts of which a platform's are a small part."""


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
    """The key of the platform that a host belongs to; empty where it is nobody's that we know."""
    known = owners()
    labels = host.split(".")
    for at in range(len(labels) - 1):
        name = ".".join(labels[at:])
        if name in known and not (at > 0 and SHARED & set(labels[at:])):
            return known[name]
    return ""
