"""What a fact is: something known about a platform, with where it was read and whether that was its source. `facts.py` has the
facts there are; a credential's form is here, since every text is searched for those, whether or not a platform is known."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from govern.core.record import Record
from govern.platforms.patterns import refused
from govern.spec.base import Date, Form

Sources = str | tuple[str, ...]
SourceKind = Literal["sdk", "third_party", "observed", "knowledge"]
Texts = tuple[str, ...]
ANYTHING = r"(?s:.*)"
Pattern = Annotated[
    str, Form("a regular expression that repeats no repetition", ANYTHING, lambda text: not refused(text))
]


class Fact(Record, kw_only=True):
    """Something that is known, and from where."""

    source: Sources = ()
    verified: bool = False
    source_kind: SourceKind | None = None
    checked: Date = ""
    note: str = ""

    __marks__: ClassVar[Texts] = ()
    """The fields that say whether another field is verified."""

    def __init_subclass__(cls, kw_only: bool = False) -> None:
        super().__init_subclass__(kw_only)
        cls.__marks__ = tuple(name for name in cls.__fields__ if name.endswith("_verified"))

    def settled(self, around: Fact) -> Self:
        """The fact with every doubt told: without a word about it, it is as sure as what is around it."""
        if self.given("verified") and not self.__marks__:
            return self
        sure = self.verified if self.given("verified") else around.verified
        doubts = ("verified", *self.__marks__)
        return self.replace(**{mark: sure for mark in doubts if not self.given(mark)})


class Leak(Fact):
    """How a credential looks: a regular expression, and a text that every match contains."""

    label: str
    hint: str
    pattern: Pattern
