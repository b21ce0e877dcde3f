"""E-mail addresses in texts and in the addresses of pages, without what only looks like one."""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.signals.personal_data import class_of
from govern.spec.sections.events import EventParameter, Parameter

EMAIL = regex(
    r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?P<domain>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
)

FICTION = regex(r"(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost|local)$")
"""Domains that belong to nobody (RFC 2606 and RFC 6761, and `.local` of RFC 6762)."""

PHONE_KEYS = frozenset(("phone", "tel", "telephone", "mobile"))

NAME_KEYS = frozenset(("firstname", "first_name", "lastname", "last_name", "surname"))

FILE = regex(r"[0-9](?:\.[0-9])?x\.[a-z]+")
"""The end of a picture's name: `logo@2x.png` is one for dense screens."""

PATH = "its path"


def addresses(text: str) -> Iterator[tuple[str, str]]:
    """The e-mail addresses in a text and the domain of each; `react@18.2.0` is none, and neither is `/@mia.korhonen`."""
    for match in EMAIL.finditer(text[:10_000]) if "@" in text else ():
        domain = match["domain"].casefold()
        if "/@" not in match[0] and is_domain(domain):
            yield match[0], domain


def is_domain(domain: str) -> bool:
    """Whether somebody may have mail there: neither a version nor a file."""
    return not domain.rpartition(".")[2].isdigit() and FILE.fullmatch(domain) is None


def is_url(text: str) -> bool:
    return text.startswith(("https://", "http://"))


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


def personal_in_url(url: str) -> str:
    """The part of an address that says who somebody is: a key of its query or fragment; empty when there is none."""
    from urllib.parse import parse_qsl, urlsplit

    try:
        parts = urlsplit(url[:10_000])
        pairs = [*parse_qsl(parts.query), *parse_qsl(parts.fragment)]
    except ValueError:
        return ""
    return next((key for key, value in pairs if value and is_personal(key.casefold(), value)), "")


def is_personal(key: str, value: str) -> bool:
    """Whether a field of an address says who somebody is; `?tel=1` and `?name=chair` do not."""
    if key in PHONE_KEYS:
        return sum(map(str.isdigit, value)) >= 6
    return key in NAME_KEYS or EMAIL.search(value) is not None


def has_stray_address(parameter: Parameter | EventParameter, name: str, text: str) -> bool:
    """Whether a text has an e-mail address in it that nothing else is said about: neither its class, nor what its name
    speaks of, nor that it is a page's address."""
    if parameter.pii is not None or is_address(text) or class_of(parameter, name) is not None:
        return False
    return next(addresses(text), None) is not None
