"""Differences of policies in words."""

from __future__ import annotations

from govern.csp.compare import Difference, is_anything
from govern.csp.policy import FALLBACK

PREPOSITION = {"form-action": "to", "base-uri": "to"}
"""Of directives about where something leads, not where it comes from."""


def what_passes(difference: Difference) -> str:
    """The kinds of things that pass, as a list in a sentence."""
    kinds = [kind for kind in difference.what if kind != "scripts in the page's text" or len(difference.what) == 1]
    return ", ".join(kinds[:-1]) + " and " + kinds[-1] if len(kinds) > 1 else kinds[0]


def where(difference: Difference) -> str:
    """From where: a source by its name, anything where an address passes that nobody names."""
    if not difference.example:
        return ""
    shown = difference.source or difference.example
    if is_anything(difference):
        shown = f"anywhere ({difference.source})" if difference.source else "anywhere"
    return f" {PREPOSITION.get(difference.directive, 'from')} {shown}"


def effect(difference: Difference) -> str:
    """What a source comes to, where the source itself is named beside it."""
    everywhere = " from anywhere" if is_anything(difference) and difference.directive not in PREPOSITION else ""
    return f"lets in {what_passes(difference)}{everywhere}"


def spoken_for(difference: Difference) -> str:
    """The directive that is absent, so that another speaks for it and lets in; nothing where that is not the whole story."""
    absent = difference.stopped_by
    is_fallback = difference.directive != absent and difference.directive in FALLBACK.get(absent, ())
    return absent if is_fallback and difference.source and len(difference.what) == 1 else ""


def what_it_lets_in(difference: Difference) -> str:
    """What a side lets in that the other one does not, as the beginning of a sentence."""
    passing = f"lets in {what_passes(difference)}{where(difference)}"
    if absent := spoken_for(difference):
        return f"{absent} is absent, so {difference.directive} {passing}"
    if difference.source and not difference.example:
        return f"{difference.directive} has {difference.source} and {passing}"
    return f"{difference.directive} {'' if difference.source else 'is absent, which '}{passing}"
