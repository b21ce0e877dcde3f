"""Names as they may stand in code and in the environment, whatever they are in the specs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator


def variable_name(name: str) -> str:
    """A name as one of an environment variable."""
    return re.sub(r"[^A-Z0-9]+", "_", ascii_of(name).upper()).strip("_") or "DESTINATION"


def ascii_of(name: str) -> str:
    """A name without the marks on its letters, and without what is not a letter of ASCII."""
    return unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()


def snake(name: str) -> str:
    """A name as part of one in code: `Größe!` is `grosse`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    made = re.sub(r"[^a-z0-9]+", "_", ascii_of(words)).strip("_") or "event"
    return f"event_{made}" if made[0].isdigit() else made


def pascal(name: str) -> str:
    """A snake_case name in PascalCase."""
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))


def unique(names: Iterable[str]) -> Iterator[str]:
    """Names in which none occurs twice, neither as it is nor in PascalCase, nor as the batch of another."""
    taken: set[str] = set()
    for name in names:
        number, made = 1, name
        while taken & {pascal(made), f"{pascal(made)}Batch"}:
            number += 1
            made = f"{name}_{number}"
        taken |= {pascal(made), f"{pascal(made)}Batch"}
        yield made
