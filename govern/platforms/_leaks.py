"""Credentials in text that should hold none: found by how they look, never by asking anybody.

Two kinds: credentials with a form of their own (most begin with a text that nothing else begins with), and long random
values under a key such as `access_token`. What is masked or an example is passed over. Reading a thousand clean spec
files has to cost next to nothing, so a text is first reduced to a map of its long runs without spaces; only a text with
a run that holds a digit is searched for the hints that every credential contains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from govern.platforms._facts import Leak
from govern.record import Record

RANDOM = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
RUNS = bytes(ord("a") if code in RANDOM + b"_-+=%~" else ord(" ") for code in range(256))
LONG_RUN = b"a" * 20
RANDOM_PART = re.compile(rb"(?=[A-Za-z]{0,9}[0-9])[A-Za-z0-9]{10}")
JOINED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
"""What stands before a match only when the match is the inside of something longer, such as an image in base64."""

HINTS: dict[str, str] = {
    "EAA": "meta",
    "|": "meta",
    "ya29.": "google_ads",
    "1//0": "google_ads",
    "GOCSPX-": "google_ads",
    "aWQ9R1RN": "gtm",
    "AQ": "linkedin",
    "eyJ": "microsoft_ads",
    "EwB": "microsoft_ads",
    "M.C": "microsoft_ads",
    "Q~": "microsoft_ads",
    "pina_": "pinterest",
    "pinr.": "pinterest",
    "AAAAAAAAAAAAAAAAAAAAAA": "x",
}
"""Hints of the platforms' credentials and the module that knows the rest; a test holds the two together."""

KEY = (
    r"(?i:(?:access|auth|refresh|developer|bearer|pixel)[_-]?token|(?:api|app|client)[_-]?secret"
    r"|secret[_-]?(?:access[_-]?)?key|passwo?rd|bearer)"
)
AS_PARAMETER = r"[\"']?,?\s{1,60}(?:[\"']?type[\"']?:\s?\S{1,20}\s{1,60})?[\"']?value[\"']?:\s{0,9}"
BETWEEN = rf"(?:[\"']?\s{{0,9}}[:=]\s{{0,9}}|\s|{AS_PARAMETER})[\"']?"
UNDER_A_KEY = KEY + BETWEEN + r"(?P<value>(?=(?:[^0-9\s]{0,40}[0-9]){2})[A-Za-z0-9_./+=~-]{20,})(?=[\"'\s,;&}\]]|$)"

COMMON: tuple[Leak, ...] = (
    Leak("AWS access key", "AKIA", r"AKIA[A-Z2-7]{16}"),
    Leak("AWS access key", "ASIA", r"ASIA[A-Z2-7]{16}"),
    *(Leak("GitHub token", f"gh{kind}_", rf"gh{kind}_[A-Za-z0-9]{{36,}}") for kind in "pousr"),
    Leak("GitHub token", "github_pat_", r"github_pat_[A-Za-z0-9_]{60,}"),
    Leak("GitLab token", "glpat-", r"glpat-[A-Za-z0-9_-]{20,}"),
    Leak("Slack token", "xox", r"xox[abeoprs]-[A-Za-z0-9-]{20,}"),
    Leak(
        "Slack webhook",
        "hooks.slack.com",
        r"https://hooks\.slack\.com/services/[A-Z0-9]{6,}/[A-Z0-9]{6,}/[A-Za-z0-9]{16,}",
    ),
    Leak("Stripe key", "k_live_", r"[rs]k_live_[A-Za-z0-9]{20,}"),
    Leak("SendGrid key", "SG.", r"SG\.[A-Za-z0-9_-]{16,40}\.[A-Za-z0-9_-]{30,}"),
    Leak("private key", "PRIVATE KEY", r"PRIVATE KEY-----(?:\s|\\n){1,80}(?P<value>[A-Za-z0-9+/=]{20,})"),
    *(Leak("secret", hint, UNDER_A_KEY) for hint in ("oken", "OKEN", "ecret", "ECRET", "assw", "ASSW", "earer")),
)

BEFORE, AFTER = 24, 2000
"""How far from its hint a credential may begin and end."""

EXAMPLES = re.compile(r"(?i)example|placeholder|redacted|dummy|sample|your[_-]|xxxx|test[_-]")


class Secret(Record):
    """A credential in a text: what it looks like, and where its value begins and ends."""

    label: str
    start: int
    end: int

    def fingerprint(self, text: str) -> str:
        """Eight characters that tell one credential from another without giving it away."""
        from hashlib import blake2b

        return blake2b(text[self.start : self.end].encode("utf-8", "replace"), digest_size=4).hexdigest()


def leaks_in(text: str) -> tuple[Secret, ...]:
    """Every credential in a text, in order, none overlapping another."""
    if not has_long_run(text.encode("utf-8", "replace")):
        return ()
    found: list[Secret] = []
    for secret in candidates(text):
        if not any(secret.start < other.end and other.start < secret.end for other in found):
            found.append(secret)
    return tuple(sorted(found, key=lambda secret: secret.start))


def masked(text: str) -> str:
    """The text with every credential covered, at its old length, so that columns stay right."""
    for secret in leaks_in(text):
        text = text[: secret.start] + "*" * (secret.end - secret.start) + text[secret.end :]
    return text


def has_long_run(raw: bytes) -> bool:
    """Whether there is a run of twenty characters that could be a credential.

    Long names are runs too; a credential is one with ten letters and digits, a digit among them, and nothing between.
    """
    runs = raw.translate(RUNS)
    start = runs.find(LONG_RUN)
    while start >= 0:
        end = runs.find(b" ", start)
        if RANDOM_PART.search(raw, start, end if end >= 0 else len(raw)):
            return True
        start = runs.find(LONG_RUN, end) if end >= 0 else -1
    return False


def candidates(text: str) -> Iterator[Secret]:
    """What the forms find, those of the platforms first."""
    for hint, module in HINTS.items():
        if hint in text:
            for leak in leaks_of(module, hint):
                yield from matches(text, leak)
    for leak in COMMON:
        if leak.hint in text:
            yield from matches(text, leak)


@cache
def leaks_of(module: str, hint: str) -> tuple[Leak, ...]:
    """The credentials of one platform that contain a hint."""
    from govern.platforms import load

    return tuple(leak for leak in load(module).leaks if leak.hint == hint)


def matches(text: str, leak: Leak) -> Iterator[Secret]:
    """The places where a credential of one form stands."""
    pattern = re.compile(leak.pattern)
    at = text.find(leak.hint)
    while at >= 0:
        following = at + 1
        starts = range(max(0, at - BEFORE), at + 1)
        match = next((found for start in starts if (found := pattern.match(text, start, at + AFTER))), None)
        if match is not None and at < match.end():
            start, end = match.span("value" if "value" in pattern.groupindex else 0)
            following = match.end()
            if (start == 0 or text[start - 1] not in JOINED) and is_live(text[start:end]):
                yield Secret(leak.label, start, end)
        at = text.find(leak.hint, following)


def is_live(value: str) -> bool:
    """Whether a value is random enough to be a credential, rather than masked, an example or a word."""
    random = value.lstrip("A")
    return not EXAMPLES.search(value) and 3 * max(map(random.count, set(random)), default=1) < len(random)
