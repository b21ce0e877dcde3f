"""A value that says who did it, in the one form that a platform compares: its steps in order, then its hash.

Vendors differ (a phone number with a plus or without, dots in a mailbox or not), so there is no shared normaliser: the
steps are those of a `MatchKey`. A hash of anything else than the agreed form matches nobody and nothing says so, hence
a value that has no such form gives `None` and is left out. Steps are exact about characters, with lists of their own
for blanks and punctuation, so that the same steps in JavaScript give the same hash.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from govern.core.characters import BLANKS, PUNCTUATION
from govern.spec.regions import COUNTRIES

HASHED = r"[0-9a-fA-F]{64}"
"""A value that has been hashed before it reached us."""

WORDS_FOR = {"female": "f", "male": "m"}
"""Answers that stand for an initial."""


def without(characters: str) -> Callable[[str], str]:
    """A step that removes these characters wherever they stand."""
    table = str.maketrans("", "", characters)
    return lambda value: value.translate(table)


def matching(pattern: str) -> Callable[[str], str | None]:
    """A step that only lets values of a form pass."""
    return lambda value: value if re.fullmatch(pattern, value) else None


def e164(value: str) -> str | None:
    """A phone number with its country, as +16505551212. One without a country has no such form."""
    number = re.sub(r"[^0-9]", "", value).removeprefix("00")
    return f"+{number}" if re.fullmatch(r"[1-9][0-9]{6,14}", number) else None


def phone(value: str, plan: str = "") -> str | None:
    """A phone number without its extension and without the (0) of its own country. One without + or 00 is read by the `plan` of
    the site's country (`phone_plan`); without one it has a country where it has the eleven digits of vendors' examples."""
    number = re.split("[xX#]", value, maxsplit=1)[0].replace("(0)", "")
    shown = re.sub(r"[^0-9+]", "", number)
    if shown.startswith(("+", "00")):
        return number
    if not plan:
        return number if re.fullmatch(r"[1-9][0-9]{10,}", shown) else None
    code, ahead, fewest, most = plan.split(",")
    inside = shown.removeprefix(ahead)
    if ahead and inside != shown and int(fewest) <= len(inside) <= int(most):
        return code + inside
    if shown.startswith(code) and int(fewest) <= len(shown) - len(code) <= int(most):
        return shown
    whole = int(fewest) <= len(shown) <= int(most) and not (ahead and shown.startswith("0"))
    return code + shown if whole else None


def email(value: str) -> str | None:
    """An address with a mailbox and a domain that has a dot; nobody can be known by anything else."""
    mailbox, at, domain = value.partition("@")
    whole = at and mailbox and "@" not in domain and "." in domain and all(domain.split("."))
    return value if whole and not any(blank in value for blank in BLANKS) else None


def country(value: str) -> str | None:
    """A code of ISO 3166, in the letters that it has; what is called UK has the code GB."""
    code = {"UK": "GB", "uk": "gb"}.get(value, value)
    return code if code.upper() in COUNTRIES and code.isascii() else None


def international(value: str) -> str | None:
    """A phone number as digits, country first; whether the country is there can only be told from the length."""
    return value if re.fullmatch(r"[1-9][0-9]{6,14}", value) else None


def day(value: str) -> str | None:
    """A date as YYYYMMDD, from that or from ISO 8601."""
    digits = re.sub(r"[-/. ]", "", value)
    if not re.fullmatch(r"[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])", digits):
        return None
    year, month = int(digits[:4]), int(digits[4:6])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = 29 if month == 2 and leap else 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return digits if int(digits[6:]) <= longest else None


def mailbox(value: str, domains: tuple[str, ...] = ()) -> str:
    """An address without the dots and the +suffix of its mailbox, at these domains or at all."""
    local, at, domain = value.rpartition("@")
    if not at or (domains and domain.lower() not in domains):
        return value
    return f"{local.partition('+')[0].replace('.', '')}@{domain}"


def initial(value: str, allowed: tuple[str, ...]) -> str | None:
    """One of the allowed letters, also where its word is written."""
    letter = WORDS_FOR.get(value, value)
    return letter if letter in allowed else None


def address(value: str) -> str | None:
    """An IP address as it is, version 4 or 6."""
    from ipaddress import ip_address

    try:
        ip_address(value)
    except ValueError:
        return None
    return value


def as_it_is(value: str) -> str:
    """For what is text for people: an encoding we always have, an agreement about what the value holds."""
    return value


STEPS: dict[str, Callable[[str], str | None]] = {
    "trim": lambda value: value.strip(BLANKS),
    "lowercase": str.lower,
    "uppercase": str.upper,
    "utf8": as_it_is,
    "anonymised": as_it_is,
    "digits_only": lambda value: re.sub(r"[^0-9]", "", value),
    "strip_leading_zeros": lambda value: value.lstrip("0"),
    "country_code_required": international,
    "e164_with_plus": e164,
    "max_15_chars": lambda value: value[:15],
    "strip_spaces": without(BLANKS),
    "strip_punctuation": without(PUNCTUATION),
    "strip_digits_punctuation": without("0123456789" + PUNCTUATION),
    "two_letter_code": matching(r"[a-zA-Z]{2}"),
    "us_two_letter_code": as_it_is,
    "us_first_five_digits": lambda value: re.sub(r"^([0-9]{5})-?[0-9]{4}$", r"\1", value),
    "iso3166_alpha2": country,
    "phone_number": phone,
    "email_address": email,
    "gmail_drop_dots_and_plus": lambda value: mailbox(value, ("gmail.com", "googlemail.com")),
    "drop_dots_and_plus_in_local_part": mailbox,
    "bcp47": matching(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*"),
    "ipv4_or_ipv6": address,
    "format:YYYYMMDD": day,
}
"""What each word of `normalise` does; `one_of:` brings its own letters, `phone_number:` the plan of a site's country."""


def is_step(word: str) -> bool:
    """Whether a word is a step that we know."""
    return word in STEPS or word.startswith("one_of:")


def normalised(value: str, steps: tuple[str, ...]) -> str | None:
    """A value after the steps, `None` where it has no such form."""
    found: str | None = value
    for step in steps:
        if not found:
            return None
        word, _, said = step.partition(":")
        if word == "one_of":
            found = initial(found, tuple(said.split(",")))
        else:
            found = phone(found, said) if word == "phone_number" else STEPS[step](found)
    return found or None


def match_value(value: str, steps: tuple[str, ...], *, is_hashed: bool) -> str | None:
    """What a server sends for a value of a match key: after the steps and, where the platform wants it, hashed.

    A value that is a hash already stays the hash it is; `None` where the value has no such form.
    """
    if is_hashed and re.fullmatch(HASHED, value.strip(BLANKS)):
        return value.strip(BLANKS).lower()
    plain = normalised(value, steps)
    return sha256(plain) if plain and is_hashed else plain


def sha256(text: str) -> str:
    """The hash that platforms take: SHA-256 in lower-case hexadecimal digits."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()
