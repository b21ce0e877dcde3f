"""Words as people write them and as messages show them: which one was meant, and how it is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from govern.core.regex import regex

BETWEEN_WORDS = regex(r"[\W_]+|(?<=[a-z0-9])(?=[A-Z])")


def kind(value: Any) -> str:
    """A value as messages show it, short."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f'"{value if len(value) <= 60 else value[:57] + "..."}"'
    return "a list" if isinstance(value, list | tuple) else "a mapping"


def listed(names: Iterable[str]) -> str:
    """Names in a sentence: `"value", "currency" and "items"`."""
    *most, last = (f'"{name}"' for name in names)
    return f"{', '.join(most)} and {last}" if most else last


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a name, however they are joined: `unitPrice` is made of the same two as `unit_price`."""
    return tuple(word.casefold() for word in BETWEEN_WORDS.split(name[:200]) if word)


def last_word(name: str) -> str:
    """What a name ends with."""
    return words(name)[-1] if words(name) else ""


def did_you_mean(word: str | None) -> str:
    """The question whether a word was meant; empty where there is none to ask about."""
    return f'did you mean "{word}"?' if word else ""


def suggest(word: str, choices: Iterable[str]) -> str:
    """`did you mean "..."?`, or the list when it is short, or nothing."""
    known = tuple(choices)
    return did_you_mean(nearest(word, known)) or (f"known here: {', '.join(known)}" if 0 < len(known) <= 12 else "")


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that is most like a word; empty where none is near."""
    return nearest_among(word, tuple(choices))


@lru_cache(maxsize=4096)
def nearest_among(word: str, known: tuple[str, ...]) -> str:
    """`nearest`, remembered: a mistake that stands in one place usually stands in many."""
    from difflib import get_close_matches

    same = same_letters(word, known) or shortened(word, known)
    if same:
        return same
    near = likely(word, known)
    close = get_close_matches(word, near, 1, 0.6) or get_close_matches(word.lower(), near, 1, 0.6)
    return close[0] if close else ""


MANY = 200
"""So many choices are compared with a word letter by letter, which takes long."""


def likely(word: str, known: tuple[str, ...]) -> Sequence[str]:
    """Of many choices those that share most pairs of letters with a word."""
    if len(known) <= MANY:
        return known
    index, shared = by_pair(known), Counter[int]()
    for pair in pairs(word):
        shared.update(index.get(pair, ()))
    best = sorted(shared, key=lambda at: (-shared[at], abs(len(known[at]) - len(word)), at))
    return [known[at] for at in best[:MANY]]


@lru_cache(maxsize=8)
def by_pair(known: tuple[str, ...]) -> dict[str, list[int]]:
    """Where in a list each pair of letters occurs."""
    found: dict[str, list[int]] = {}
    for at, name in enumerate(known):
        for pair in pairs(name):
            found.setdefault(pair, []).append(at)
    return found


def pairs(word: str) -> set[str]:
    """The neighbouring letters of a word, two at a time."""
    folded = word.casefold()
    return {folded[at : at + 2] for at in range(len(folded) - 1)}


SYNONYMS = {
    "array": "list", "tuple": "list", "bool": "boolean", "datetime": "timestamp", "date_time": "timestamp",
    "time": "timestamp", "decimal": "number", "double": "number", "float": "number", "int": "integer", "dict": "object",
    "json": "object", "map": "object", "record": "object", "enum": "string", "str": "string", "text": "string",
    "amount": "money", "live": "production", "test": "staging", "local": "development", "load": "page_view",
    "page_load": "page_view", "pageview": "page_view", "visible": "element_visible", "scroll": "custom",
    "submit": "form_success", "form_submit": "form_success", "thank_you_page": "confirmation_page",
    "server": "server_confirmed", "client": "browser", "web": "browser", "planned": "draft", "retired": "deprecated",
    "marketing": "ad_storage", "statistics": "analytics_storage", "analytics": "analytics_storage",
    "preferences": "personalization_storage", "necessary": "security_storage", "goal": "conversion", "no": "denied",
    "key_event": "conversion", "purchase": "conversion", "lead": "conversion",
}  # fmt: skip
"""What other languages and tools call the words of closed lists."""


def synonym(word: str, known: Iterable[str]) -> str:
    """The choice that other languages call by a word."""
    found = SYNONYMS.get(word.casefold(), "")
    return found if found in known else ""


def shortened(word: str, known: Iterable[str]) -> str:
    """The one choice that a word is the beginning of: `prod` is short for `production`."""
    start = word.casefold()
    longer = [choice for choice in known if choice.casefold().startswith(start)] if len(word) >= 3 else []
    return longer[0] if len(longer) == 1 else ""


def suggested(word: str, choices: Iterable[str]) -> str:
    """`suggest` for closed lists, whose words others call otherwise; their messages name the choices already."""
    known = tuple(choices)
    return did_you_mean(synonym(word, known) or nearest(word, known))


def inflected(word: str, choices: Iterable[str]) -> str:
    """The one choice that is another form of a word, as `denied` is of `deny`; empty where there is none or might be two."""
    stem = word.casefold().removesuffix("y")
    found = [choice for choice in choices if len(stem) >= 3 and choice in (f"{stem}ied", f"{stem}ed", f"{stem}d")]
    return found[0] if len(found) == 1 else ""


def meant(word: str, choices: Iterable[str]) -> str:
    """The one choice that a misspelt word can stand for; empty where there is none or might be two.

    This is for fixes, which nobody looks at twice; `suggest` asks, and may be wrong.
    """
    return meant_among(word, tuple(choices))


@lru_cache(maxsize=4096)
def meant_among(word: str, known: tuple[str, ...]) -> str:
    """`meant`, remembered."""
    same = by_letters(known).get(letters(word))
    if same:
        return same[0] if len(same) == 1 else ""
    from difflib import SequenceMatcher, get_close_matches

    folded = {choice.casefold(): choice for choice in known}
    close = get_close_matches(word.casefold(), likely(word, tuple(folded)), 2, 0.75)
    if len(close) == 2:
        best, second = (SequenceMatcher(None, word.casefold(), choice).ratio() for choice in close)
        if best < 0.93 or best - second < 0.07:
            return ""
    return folded[close[0]] if close and digits(close[0]) == digits(word) else ""


def digits(word: str) -> list[str]:
    """The digits of a word: a name with another number is another name."""
    return [character for character in word if character.isdigit()]


def same_letters(name: str, known: Iterable[str]) -> str:
    """The one name with the same letters: names that people choose may differ by one letter and both be right."""
    same = by_letters(tuple(known)).get(letters(name), ())
    return same[0] if len(same) == 1 else ""


@lru_cache(maxsize=8)
def by_letters(known: tuple[str, ...]) -> dict[str, list[str]]:
    """Names by their letters."""
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(known):
        found.setdefault(letters(name), []).append(name)
    return found


def letters(word: str) -> str:
    """A word without the differences that the eye passes over."""
    return "".join(filter(str.isalnum, word.casefold()))


SHORTEST = 3
"""How many letters have to be written so that one may be wrong; of a shorter word none may."""


def is_slip(written: str, meant: str) -> bool:
    """Whether two words differ in a sign between their parts only, in two letters that changed places, or in one letter."""
    if digits(written) != digits(meant):
        return False
    if written == meant or (written in swapped(meant) and len(meant) > 2):
        return True
    if len(written) < SHORTEST or len(meant) <= SHORTEST or abs(len(written) - len(meant)) > 1:
        return False
    short, long = sorted((written, meant), key=len)
    if len(short) < len(long):
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    return sum(one != other for one, other in zip(short, long, strict=True)) == 1


def swapped(word: str) -> set[str]:
    """A word with any two neighbouring letters exchanged."""
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
