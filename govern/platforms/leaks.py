"""Credentials in text that should hold none: found by how they look, never by asking anybody.

Two kinds: credentials with a form of their own (most begin with a text that nothing else begins with), and long random
values under a key such as `access_token`. What is masked or an example is passed over. Reading a thousand clean spec
files has to cost next to nothing, so a text is first reduced to its long runs without spaces; only a text with a run that
holds a digit is searched for the hints that every credential contains, and for most of them near its runs alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from govern.core.record import Record
from govern.core.regex import regex
from govern.platforms.fact import Leak
from govern.platforms.leak_forms import BRIEF, COMMON, KEY, KEYED, VENDORS

RANDOM = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
RUNS = bytes(ord("a") if code in RANDOM + b"_-+=%~" else ord(" ") for code in range(256))
LONG_RUN, RUN = b"a" * 20, b"a" * 14
UNBROKEN = bytes(ord("a") if code > ord(" ") and code not in b"\"'`@,;()<>[]{}" else ord(" ") for code in range(256))
"""What no credential has inside it; prose is broken by it at every word."""
SHORTER = frozenset({"asic ", *(leak.hint for leak in BRIEF)})
"""Hints of credentials that may be shorter than the shortest run."""
BESIDE = 96
"""How far before a run that is a credential its hint may stand."""
DIGITS = regex(rb"[0-9]|A[KSCB]IA[A-Z]")
"""What a credential has, of which short ones are letters only now and then."""
RANDOM_PART = regex(rb"(?=[A-Za-z]{0,9}[0-9])[A-Za-z0-9]{10}")
JOINED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
"""What stands before a match only when the match is the inside of something longer, such as an image in base64."""

LETTERS = JOINED - frozenset("+/_-")
"""The same before a form whose hint no base64 has: what `-` or `/` joins to a name such as `backup-` is a credential still."""
SIGNS = regex(r"[_.-]")

DIGEST = regex(r"(?i)sha[0-9]{1,3}[=:]$")
"""What stands before a hash in base64, which begins with any three letters now and then."""

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

COVERED = regex(r"[^\r\n]")
"""What stars are put upon: lines stay lines."""

BEFORE, AFTER = 32, 6000
"""How far from its hint a credential may begin and end. One whose form begins with the hint begins there."""

EXAMPLES = regex(r"(?i)example|placeholder|redacted|dummy|sample|your[_-]|xxxx|test[_-]|abcdefghijkl")


FIELD = regex(KEY + "$")
VALUE = regex(r"(?=.*[A-Za-z])[A-Za-z0-9_.~|=-]{20,}")
"""Not the name of a secret in a store, nor the way to it, which have words and slashes."""


def is_credential(field: str, value: str) -> bool:
    """Whether what a field holds is a credential because of the field's name: `accessToken` is not a name of anything else."""
    random = VALUE.fullmatch(value) and RANDOM_PART.search(value.encode())
    return bool(random) and is_credential_field(field) and is_live(value)


@lru_cache(maxsize=4096)
def is_credential_field(field: str) -> bool:
    """Whether a field's name says that it holds a credential."""
    return FIELD.search(field) is not None


class Secret(Record):
    """A credential in a text: what it looks like, and where its value begins and ends."""

    label: str
    start: int
    end: int

    @property
    def said(self) -> str:
        """What it looks like, with its article: `an AWS access key`."""
        return f"{'an' if self.label.startswith(('X ', *'AEIOUaeion')) else 'a'} {self.label}"

    def fingerprint(self, text: str) -> str:
        """Eight characters that tell one credential from another without giving it away."""
        from hashlib import blake2b

        return blake2b(text[self.start : self.end].encode("utf-8", "replace"), digest_size=4).hexdigest()


def leaks_in(text: str, own: tuple[Leak, ...] = (), *, thorough: bool = False) -> tuple[Secret, ...]:
    """Every credential in a text, in order, none overlapping another. `own` are forms that the project knows.

    A text without a long run that holds a digit is taken for clean at once, unless the search is to be `thorough`: of
    the shortest tokens one in a hundred has letters only. What has no run at all is clean either way.
    """
    raw = text.encode("utf-8", "replace")
    if not own and raw.translate(UNBROKEN).find(RUN) < 0 and not any(hint in text for hint in SHORTER):
        return ()
    if not thorough and not own and not has_long_run(raw):
        return tuple(secret for leak in BRIEF if leak.hint in text for secret in matches(text, leak))
    if not own and any_hint().search(text) is None:
        return ()
    found: list[Secret] = []
    for secret in candidates(text, raw if thorough else b" ".join(near_runs(raw)), own):
        if not any(secret.start < other.end and other.start < secret.end for other in found):
            found.append(secret)
    return tuple(sorted(found, key=lambda secret: secret.start))


def holds_any(text: str, own: tuple[Leak, ...] = ()) -> bool:
    """Whether a thorough search finds any credential in a text. Where only one text is asked, looking for hint by hint takes less
    time than building what finds the first of all."""
    return any(True for _ in candidates(text, text.encode("utf-8", "replace"), own))


def may_leak(text: str) -> bool:
    """Whether `leaks_in` looks closer at a text, or at one of its lines: quick, for texts that hardly ever hold any."""
    return has_long_run(text.encode("utf-8", "replace")) or any(leak.hint in text for leak in BRIEF)


@lru_cache(maxsize=4096)
def leaks_of_file(text: str, own: tuple[Leak, ...] = ()) -> tuple[Secret, ...]:
    """`leaks_in`, remembered: of a file it is asked by the rule, and by whoever is about to remember the file."""
    return leaks_in(text, own)


def masked(text: str, own: tuple[Leak, ...] = (), *, thorough: bool = False) -> str:
    """The text with every credential covered, at its old length, so that columns stay right."""
    for secret in leaks_in(text, own, thorough=thorough):
        text = text[: secret.start] + COVERED.sub("*", text[secret.start : secret.end]) + text[secret.end :]
    return text


def has_long_run(raw: bytes) -> bool:
    """Whether there is a run of twenty characters that could be a credential.

    Long names are runs too; a credential is one with ten letters and digits, a digit among them, and nothing between.
    """
    return next(near_runs(raw, LONG_RUN, RANDOM_PART), None) is not None


def near_runs(raw: bytes, least: bytes = RUN, like: re.Pattern[bytes] = DIGITS) -> Iterator[bytes]:
    """Every run of a length that is like a credential, with what stands before it."""
    kept = 0
    runs = raw.translate(RUNS)
    start = runs.find(least)
    while start >= 0:
        end = runs.find(b" ", start)
        end = end if end >= 0 else len(raw)
        if like.search(raw, start, end):
            yield raw[max(kept, start - BESIDE) : end]
            kept = end
        start = runs.find(least, end)


@cache
def any_hint() -> re.Pattern[str]:
    """What finds the first hint of any form, by its first letter: two hundred looks for one hint each take far longer."""
    by_letter: dict[str, list[str]] = {}
    for hint in sorted({*HINTS, *(leak.hint for leak in (*VENDORS, *COMMON, *KEYED))}):
        by_letter.setdefault(re.escape(hint[0]), []).append(re.escape(hint[1:]))
    return re.compile("|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in by_letter.items()))


def candidates(text: str, near: bytes, own: tuple[Leak, ...]) -> Iterator[Secret]:
    """What the forms find, those of the platforms first. Most hints stand in a run or right `near` it, which is quicker."""
    for leak in own:
        yield from matches(text, leak)
    here = hints_in(near) | {hint for hint in {leak.hint for leak in KEYED} if hint in text}
    for hint, module in HINTS.items():
        if hint in here:
            for leak in leaks_of(module, hint):
                yield from matches(text, leak)
    for leak in (*VENDORS, *COMMON, *KEYED):
        if leak.hint in here:
            yield from matches(text, leak)


def hints_in(near: bytes) -> frozenset[str]:
    """The hints that stand near runs. Names of vendors have three spellings, of which mostly none is there: one look tells."""
    small = near.lower()
    return frozenset(
        hint
        for lowered, spelt in hints_by_spelling().items()
        if lowered in small
        for hint in spelt
        if hint.encode() in near
    )


@cache
def hints_by_spelling() -> dict[bytes, list[str]]:
    """The hints that stand near runs, by how they are spelt in lower case."""
    found: dict[bytes, list[str]] = {}
    for hint in dict.fromkeys((*HINTS, *(leak.hint for leak in (*VENDORS, *COMMON)))):
        found.setdefault(hint.lower().encode(), []).append(hint)
    return found


@cache
def leaks_of(module: str, hint: str) -> tuple[Leak, ...]:
    """The credentials of one platform that contain a hint."""
    from govern.platforms import load

    return tuple(leak for leak in load(module).leaks if leak.hint == hint)


def matches(text: str, leak: Leak) -> Iterator[Secret]:
    """The places where a credential of one form stands."""
    at = text.find(leak.hint)
    if at < 0:
        return
    pattern, before, likely = forms(leak.pattern, leak.hint)
    while at >= 0:
        following = at + 1
        match = None
        if likely.match(text, max(0, at - before), at + AFTER):
            starts = range(max(0, at - before), at + 1)
            match = next((found for start in starts if (found := pattern.match(text, start, at + AFTER))), None)
        if match is not None and at < match.end():
            start, end = match.span("value" if "value" in pattern.groupindex else 0)
            following = match.end()
            alone = start == match.start() > 0  # otherwise the form knows what stands before the value
            inner = alone and (
                text[start - 1] in (LETTERS if SIGNS.search(leak.hint) else JOINED)
                or DIGEST.search(text, max(0, start - 8), start)
            )
            if not inner and is_live(text[start:end]):
                yield Secret(leak.label, start, end)
        at = text.find(leak.hint, following)


@lru_cache(maxsize=1024)
def forms(pattern: str, hint: str) -> tuple[re.Pattern[str], int, re.Pattern[str]]:
    """A form, how far before its hint it may begin, and what says in one go whether it begins anywhere there."""
    whole = re.compile(pattern)
    if pattern.startswith((hint, re.escape(hint))):
        return whole, 0, whole
    try:
        return whole, BEFORE, re.compile(rf"[\s\S]{{0,{BEFORE}}}?(?:{pattern})")
    except re.error:  # flags for the whole of a form stand at its beginning: then each place is tried
        return whole, BEFORE, re.compile("")


def is_live(value: str) -> bool:
    """Whether a value is random enough to be a credential, rather than masked, an example or a word."""
    random = value.lstrip("A")
    return not EXAMPLES.search(value) and 3 * max(map(random.count, set(random)), default=1) < len(random)
