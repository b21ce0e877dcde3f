"""Symptoms: what people see in reports, and the causes it may have, one file each: words for it, causes from the most to the
least common, the rules that find each and the command that asks them.

A symptom's docstring says what is seen, `PHRASES` are what people call it, `CAUSES` its causes.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from govern.core.record import Record
from govern.core.registry import modules
from govern.symptoms.words import ABOVE, meanings

ROOM = "symptoms"


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
    """The symptom that a text is about: the one with the phrase that says most of what the text says, and nothing else; `None` where
    none does, or two do."""
    said = meanings(text)
    scored = [
        (len(known), len(known) / len(said | known), symptom)
        for symptom in symptoms()
        for phrase in symptom.phrases
        if (known := meant(phrase)) <= said
    ]
    best = max(((number, share) for number, share, _ in scored), default=None)
    found = {symptom.name: symptom for number, share, symptom in scored if (number, share) == best}
    return next(iter(found.values())) if len(found) == 1 else None


@cache
def meant(phrase: str) -> frozenset[str]:
    """What a phrase says; of a comparison which side is greater, whatever the words."""
    said = meanings(phrase)
    return frozenset(one for one in said if ABOVE in one) or said
