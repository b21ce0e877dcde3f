"""What csp_evaluator calls high, medium or a mistake of syntax in a random policy we say as well.

Explained, and not counted: a policy that restricts nothing which is loaded lacks no script-src for us; hosts known for Flash
count for nothing any more; a base-uri is asked for where a script that can run has a nonce; a directive without words is 'none'.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any

from csp_evaluator import IS_HERE, LOUD, is_said, ours, theirs
from csp_random import LISTS

from tools.trials import Failure, chance

GOAL = 20_000
SECONDS = 2.0
EACH = 100
WORDS = (
    "https:", "http:", "data:", "*", "'unsafe-inline'", "'unsafe-eval'", "https://cdnjs.cloudflare.com", "'self'", "'none'",
    "https://ajax.googleapis.com", "https://www.google.com", "'nonce-abc'", "'nonce-r4nd0m12345'", "'strict-dynamic'", "127.0.0.1",
    "http://cdn.acme.example", "https://shop.example", "'slef'", "nonce-abc", "unsafe-inline",
)  # fmt: skip
DIRECTIVES = (*LISTS, "frame-ancestors", "manifest-src", "scrpt-src", "reflected-xss")
OF_LOADED = frozenset(LISTS) - {"base-uri", "form-action"} | {"manifest-src"}


def missing() -> str:
    """What this row needs."""
    return "" if IS_HERE else "csp_evaluator is not installed by npm; GOVERN_NODE_MODULES names where it is"


@cache
def scratch() -> Path:
    """A folder for the script that asks it."""
    return Path(mkdtemp(prefix="govern-campaign-"))


def policy(luck: Random) -> str:
    """A policy of a few directives, most of them with a weakness."""
    names = luck.sample(DIRECTIVES, luck.randint(1, 6))
    return "; ".join(" ".join((name, *luck.sample(WORDS, luck.randint(0, 4)))) for name in names)


def attempt(seed: int, number: int) -> Failure | None:
    """A hundred policies, asked of both."""
    luck = chance("evaluator", seed, number)
    policies = [policy(luck) for _ in range(EACH)]
    for text, found in zip(policies, theirs(scratch(), policies), strict=True):
        said = ours(text)
        for one in found:
            if one["severity"] in LOUD and not is_said(one, said) and not is_explained(text, one):
                return Failure(f"{text}: {one}, and we say {said}", text.encode())
    return None


def is_explained(policy: str, finding: dict[str, Any]) -> bool:
    """Whether we are silent on purpose."""
    directive, value = finding["directive"], finding["value"]
    if value:
        return directive in ("object-src", "default-src") and value.startswith("https://")
    found = {name: words for name, *words in (part.split() for part in policy.split("; "))}
    is_none = found.get(directive, found.get("default-src")) == []
    return directive == "base-uri" or is_none or OF_LOADED.isdisjoint(found)
