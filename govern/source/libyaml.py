"""PyYAML, whose parser in C is all that is used of it.

Its reader and resolver in Python build thirteen regular expressions when they are imported, which takes twice as long as
reading a spec file takes. Here each is built when it is first asked, as it is where the parser in C is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from govern.core.regex import BUILD, Unbuilt


@contextmanager
def patterns_unbuilt() -> Iterator[None]:
    """Leave the regular expressions of modules that are imported meanwhile unbuilt."""
    re.compile = Unbuilt  # type: ignore[assignment]
    try:
        yield
    finally:
        re.compile = BUILD


with patterns_unbuilt():
    import yaml
    from yaml.events import (
        AliasEvent,
        DocumentStartEvent,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
        StreamEndEvent,
    )

__all__ = [
    "AliasEvent",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "yaml",
]
