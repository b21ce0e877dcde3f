"""What a call in code answers, where that follows from what it is given."""

from __future__ import annotations

from govern.core.regex import regex
from govern.signals.source import Made, Source

WRAPPERS = frozenset((
    "Number", "String", "parseFloat", "parseInt", "encodeURIComponent", "decodeURIComponent", "JSON.stringify", "Boolean",
    "Math.round", "Math.floor", "Math.ceil", "escape", "unescape",
))  # fmt: skip
"""Functions whose answer follows from what they are given."""

MERGES = frozenset(("Object.assign", "$.extend", "jQuery.extend", "_.extend", "_.assign", "_.merge"))
"""Functions that make several objects one."""

METHODS = frozenset((
    "toLowerCase", "toUpperCase", "trim", "toFixed", "toString", "replace", "split", "join", "map", "filter", "concat",
    "slice", "reverse", "substring", "substr", "reduce", "length",
))  # fmt: skip
"""Methods of which the same holds, where they get no code of their own."""

UNSTABLE = regex(r"Math\.random|Date\.now|performance\.now|crypto\.randomUUID|crypto\.getRandomValues|Date")


def is_stable(source: Source) -> bool:
    """Whether something made of a source is the same each time."""
    return source.stable if isinstance(source, Made) else True
