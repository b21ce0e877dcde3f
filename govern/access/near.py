"""Domains that look like one of ours and are not: one letter off, two letters swapped, another ending."""

from __future__ import annotations

from collections.abc import Iterable


def near(domain: str, ours: Iterable[str]) -> str:
    """The domain of ours that another one could be mistaken for; empty where it resembles none of them."""
    return next((own for own in sorted(ours) if domain != own and is_near(domain, own)), "")


def is_near(one: str, other: str) -> bool:
    """Whether two domains are a slip of the hand apart. `mail.acme.example` and `acme-agency.example` are names of their own."""
    if abs(len(one) - len(other)) <= 1 and len(other) > 4 and is_slip(one, other):
        return True
    name, _, ending = one.partition(".")
    own, _, ours = other.partition(".")
    return name == own and len(own) > 3 and ending != ours


def is_slip(one: str, other: str) -> bool:
    """Whether one letter was changed, left out, added, or swapped with the next."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    swapped = len(a) == len(b) and len(a) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]
