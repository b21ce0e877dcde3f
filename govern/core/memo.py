"""memo: a question about a project is answered once, and the answer is forgotten with the project.

Many rules ask the same things. What was answered is kept in the `memory` of whoever the question is about, not in the
module that asks: two projects in one process never take each other's place, and nothing outlives its owner.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, TypeVarTuple

About = TypeVarTuple("About")
Answer = TypeVar("Answer")


class Owner(Protocol):
    """Something that questions are about: a project, or any record. It offers the place, `memo` alone uses it."""

    @property
    def memory(self) -> dict[Any, Any]: ...


Asked = TypeVar("Asked", bound=Owner)


def memo(question: Callable[[Asked, *About], Answer]) -> Callable[[Asked, *About], Answer]:
    """A function of an owner, and of hashable values if it likes, that works out each answer once. What it gives is shared
    by all who ask, so it is a value that nobody changes, and no generator."""

    @wraps(question)
    def ask(owner: Asked, *about: *About) -> Answer:
        memory, key = owner.memory, (question, *about)
        try:
            known: Answer = memory[key]
        except KeyError:
            known = memory[key] = question(owner, *about)
        return known

    return ask
