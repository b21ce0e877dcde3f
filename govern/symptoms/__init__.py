"""Symptoms: what people see in reports, and the causes it may have, one file each: words for it, causes from the most to the
least common, the rules that find each and the command that asks them.

A symptom's docstring says what is seen, `PHRASES` are what people call it, `CAUSES` its causes.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.registry import modules

ROOM = "symptoms"
WORDS = regex(r"[a-z0-9]+")
SMALL = frozenset(
    ("the", "a", "an", "is", "are", "of", "in", "on", "than", "my", "our", "i", "we", "see", "show", "shows", "too")
)
"""Words that say nothing about what is seen."""


class Cause(Record):
    """Why something may be seen, the rules that find it, and the command that asks them."""

    why: str
    rules: tuple[str, ...]
    prove: str


class Symptom(Record):
    """What is seen, and what people call it."""

    name: str
    seen: str
    phrases: tuple[str, ...]
    causes: tuple[Cause, ...]


@cache
def symptoms() -> tuple[Symptom, ...]:
    """Every symptom, by name."""
    loaded = ((name, import_module(f"govern.symptoms.{name}")) for name in modules(ROOM))
    return tuple(Symptom(name, (one.__doc__ or "").strip(), one.PHRASES, one.CAUSES) for name, one in loaded)


def called(text: str) -> Symptom | None:
    """The symptom that a text is about: it has all words of a phrase, or most of them; `None` where none fits best."""
    words = words_of(text)
    scored = [
        (len(words & known) / len(words | known), symptom)
        for symptom in symptoms()
        for phrase in symptom.phrases
        if (known := words_of(phrase)) and words & known
    ]
    best = max((score for score, _ in scored), default=0.0)
    found = {symptom.name: symptom for score, symptom in scored if score == best}
    return next(iter(found.values())) if best >= 0.4 and len(found) == 1 else None


def words_of(text: str) -> frozenset[str]:
    """The words that count."""
    return frozenset(WORDS.findall(text.lower())) - SMALL
