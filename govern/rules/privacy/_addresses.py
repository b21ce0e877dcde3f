"""E-mail addresses in texts and in the addresses of pages, without what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.rules.privacy._personal import EMAIL, emails, is_url, personal_in_url

FILE = re.compile(r"[0-9](?:\.[0-9])?x\.[a-z]+")
"""The end of a picture's name: `logo@2x.png` is one for dense screens."""

PATH = "its path"


def addresses(text: str) -> Iterator[tuple[str, str]]:
    """The e-mail addresses in a text and the domain of each; `react@18.2.0` is none, and neither is `/@mia.korhonen`."""
    if "@" not in text:
        return iter(())
    return ((address, domain) for address, domain in emails(text) if "/@" not in address and is_domain(domain))


def is_domain(domain: str) -> bool:
    """Whether somebody may have mail there: neither a version nor a file."""
    return not domain.rpartition(".")[2].isdigit() and FILE.fullmatch(domain) is None


def is_address(text: str) -> bool:
    """Whether a text is the address of a page, whole or from the domain on."""
    return is_url(text) or (text.startswith("/") and not text.startswith("//") and " " not in text)


def who_in(text: str) -> str:
    """What in a page's address says who looks at it: a key of its query, or `its path`; empty when nothing does."""
    if not is_address(text):
        return ""
    return personal_in_url(text) or (PATH if has_address_in_path(text) else "")


def has_address_in_path(url: str) -> bool:
    """Whether a step of the path is an e-mail address."""
    if "@" not in url and "%40" not in url:
        return False
    from urllib.parse import unquote, urlsplit

    try:
        steps = urlsplit(url[:10_000]).path.split("/")
    except ValueError:
        return False
    found = (EMAIL.fullmatch(unquote(step)) for step in steps)
    return any(match is not None and is_domain(match["domain"].casefold()) for match in found)
