"""What a regular expression can fit, read from its tree: the texts it is made of, and examples."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Any

from govern.core.record import Record

LONGEST = 2000
"""Beyond this length an expression is not read."""

MANY = 40
"""So many texts of an expression are looked at."""

START, END = "\x02", "\x03"
"""Where an expression is anchored, among the texts that it is made of."""

EVERYTHING = frozenset(
    ("", ".*", "^.*", ".*$", "^.*$", "(.*)", "^(.*)$", ".+", "^.+$", "^.+", ".+$", "(.+)", ".*?", ".")
)
"""Expressions that fit every text, or every one that is not empty."""


class Expanded(Record):
    """The texts that an expression is made of. `exact` where it is these and nothing else."""

    texts: tuple[str, ...] = ()
    exact: bool = False

    @property
    def samples(self) -> tuple[str, ...]:
        """Texts that it may fit."""
        return tuple(dict.fromkeys(text.replace(START, "").replace(END, "") for text in self.texts))

    @property
    def whole(self) -> tuple[str, ...] | None:
        """All texts that it fits, where it fits whole texts only."""
        anchored = self.exact and all(
            text[:1] == START and text[-1:] == END and START not in text[1:] and END not in text[:-1]
            for text in self.texts
        )
        return self.samples if anchored and self.texts else None

    @property
    def parts(self) -> tuple[str, ...] | None:
        """The texts of which a text has one wherever it fits, where it is anchored nowhere."""
        free = self.exact and not any(START in text or END in text for text in self.texts)
        return self.texts if free and self.texts else None


@cache
def expanded(expression: str) -> Expanded:
    """The texts of an expression; none where it cannot be read."""
    if len(expression) > LONGEST or START in expression or END in expression:
        return Expanded()
    parser: Any = import_module("re._parser")
    try:
        tree = parser.parse(expression)
        exact = not tree.state.flags & ~32  # nothing but Unicode, which texts have anyway
        return Expander(parser).texts(tree, exact)
    except (parser.error, RecursionError, OverflowError):
        return Expanded()


class Expander:
    """Writes out a tree."""

    def __init__(self, parser: Any) -> None:
        self.parser = parser
        self.exact = True

    def texts(self, tree: Any, exact: bool) -> Expanded:
        """The texts of a whole tree."""
        found = self.sequence(tree)
        exact = exact and self.exact and len(found) < MANY
        return Expanded(tuple(dict.fromkeys(found)), exact)

    def sequence(self, nodes: Any) -> list[str]:
        """The texts of nodes one after the other."""
        found = [""]
        for operation, argument in nodes:
            options = self.node(str(operation), argument)
            found = list(islice((before + after for before in found for after in options), MANY))
        return found

    def node(self, operation: str, argument: Any) -> list[str]:
        """The texts of one node; an example where they cannot all be named."""
        match operation:
            case "LITERAL":
                return [chr(argument)]
            case "BRANCH":
                return list(islice(self.branches(argument[1]), MANY))
            case "SUBPATTERN":
                self.exact = self.exact and not argument[1] and not argument[2]
                return self.sequence(argument[3])
            case "AT":
                return [self.anchor(str(argument))]
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, most, inner = argument
                if most == 1:
                    return [*self.sequence(inner), *([""] if least == 0 else [])]
                self.exact = False
                return [text * min(max(least, 1), 20) for text in self.sequence(inner)]
            case "IN":
                return self.one_of(argument)
        self.exact = False
        return ["x"] if operation in ("ANY", "NOT_LITERAL") else [""]

    def branches(self, branches: Any) -> Iterator[str]:
        """The texts of alternatives."""
        for branch in branches:
            yield from self.sequence(branch)

    def anchor(self, where: str) -> str:
        """The beginning or the end of the text; another place leaves what fits inexact."""
        if where in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
            return START
        if where in ("AT_END", "AT_END_STRING"):
            return END
        self.exact = False
        return ""

    def one_of(self, members: Any) -> list[str]:
        """A set of characters: all of them where they are few, else one that belongs to it."""
        if all(str(kind) == "LITERAL" for kind, _ in members) and len(members) <= 6:
            return [chr(code) for _, code in members]
        self.exact = False
        kind, argument = members[0]
        classes = {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "w", "CATEGORY_NOT_DIGIT": "w"}
        match str(kind):
            case "RANGE":
                return [chr(argument[0])]
            case "LITERAL":
                return [chr(argument)]
            case "CATEGORY":
                return [classes.get(str(argument), "w")]
        return ["x"]
