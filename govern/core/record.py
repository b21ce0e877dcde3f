"""Record: a frozen value with named fields, the plain type everything inside `govern` is made of.

It reads like a frozen dataclass and type checkers treat it as one. It is not one because the decorator compiles five
methods for every class, about a millisecond each time the module is imported, and forty such classes would cost a
hook more than the linting does. A default is the class attribute itself, so an absent field takes no room.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

set_state = object.__setattr__
"""What gives a frozen record its mapping of fields."""


@dataclass_transform(frozen_default=True, kw_only_default=False)
class Record:
    """Base of all records: positional or keyword construction, equality and hash by field, no assignment."""

    __fields__: ClassVar[tuple[str, ...]] = ()
    """In order; those that are given by name only (`kw_only=True`) are the last, in classes below too."""
    __places__: ClassVar[int] = 0
    """How many may be given by position."""
    __known__: ClassVar[frozenset[str]] = frozenset()
    __needed__: ClassVar[frozenset[str]] = frozenset()
    """The fields without a default."""
    __enough__: ClassVar[int] = 0
    """With so many positional values all of them are there."""
    __values__: ClassVar[Any] = None
    """What gets the values of all fields at once, where there are several."""

    def __init_subclass__(cls, kw_only: bool = False) -> None:
        own = tuple(name for name in cls.__dict__.get("__annotations__", ()) if not name.startswith("_"))  # noqa: RUF063
        placed, named = cls.__fields__[: cls.__places__], cls.__fields__[cls.__places__ :]
        cls.__fields__ = (*placed, *named, *own) if kw_only else (*placed, *own, *named)
        cls.__places__ = len(placed) + (0 if kw_only else len(own))
        cls.__known__ = frozenset(cls.__fields__)
        needed = [name for name in cls.__fields__ if not hasattr(cls, name)]
        cls.__needed__ = frozenset(needed)
        cls.__enough__ = cls.__fields__.index(needed[-1]) + 1 if needed else 0
        cls.__values__ = attrgetter(*cls.__fields__) if len(cls.__fields__) > 1 else None

    def __init__(self, *values: Any, **named: Any) -> None:
        placed, state = len(values), named
        if not named and self.__enough__ <= placed <= self.__places__:  # most are made so
            set_state(self, "__dict__", dict(zip(self.__fields__, values)))  # noqa: B905 -- saying so costs a sixth of this
            return
        if values:
            state = dict(zip(self.__fields__, values, strict=False))
            state.update(named)
        twice = len(state) < placed + len(named)
        if placed > self.__places__ or twice or (named and not self.__known__.issuperset(named)):
            raise TypeError(f"{type(self).__name__} takes {self.__fields__}, not {values} {named}")
        if placed < self.__enough__ and not self.__needed__ <= state.keys():
            missing = next(name for name in self.__fields__ if name in self.__needed__ and name not in state)
            raise TypeError(f"{type(self).__name__} needs {missing!r}")
        set_state(self, "__dict__", state)

    @classmethod
    def of(cls, state: dict[str, Any]) -> Self:
        """The record with exactly these fields, for readers that have checked them already."""
        record = cls.__new__(cls)
        record.__dict__.update(state)
        return record

    def replace(self, **changes: Any) -> Self:
        """A copy with some fields changed."""
        if not changes.keys() <= self.__known__:
            raise TypeError(
                f"{type(self).__name__} has {self.__fields__}, not {sorted(changes.keys() - self.__known__)}"
            )
        state = {**self.__dict__, **changes}
        state.pop("_memory", None)
        copy = self.__new__(type(self))
        set_state(copy, "__dict__", state)
        return copy

    @property
    def memory(self) -> dict[Any, Any]:
        """The place of `memo`. It is not a part of the value: neither compared, nor shown, nor copied by `replace`."""
        memory: dict[Any, Any] = self.__dict__.setdefault("_memory", {})
        return memory

    def mark(self, **marks: Any) -> None:
        """Write down what is known of a record and is not a part of its value, such as where it was read: `_file`."""
        for name in marks:
            if name[0] != "_":
                raise TypeError(f"{type(self).__name__} is frozen: {name!r} is not a mark")
        self.__dict__.update(marks)

    def fill(self, name: str, value: Any) -> None:
        """Give a field its value when it is first asked for, where nobody needs it before. It has one value ever."""
        self.__dict__.setdefault(name, value)

    def mapped(self, change: Callable[[Any], Any]) -> Self:
        """A copy in which each value that is there has become another."""
        return self.of({name: change(value) for name, value in self.__dict__.items() if name != "_memory"})

    def given(self, name: str) -> bool:
        """Whether a field was given, rather than left to its default."""
        return name in self.__dict__

    def _values(self) -> tuple[Any, ...]:
        """The values of the fields, in order."""
        get = self.__values__
        found: tuple[Any, ...] = tuple(getattr(self, name) for name in self.__fields__) if get is None else get(self)
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name!r} cannot be set")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._values()))

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in zip(self.__fields__, self._values(), strict=True))
        return f"{type(self).__name__}({', '.join(shown)})"


R = TypeVar("R", bound=Record)


def holder(record: type[R]) -> Callable[[dict[str, Any]], R]:
    """The function that makes records of a type around a mapping of their fields, which becomes their own: it is
    called for everything that a project says, so it copies and checks nothing."""
    new = record.__new__

    def hold(state: dict[str, Any]) -> R:
        made = new(record)
        set_state(made, "__dict__", state)
        return made

    return hold


def holds(record: Record, state: dict[str, Any]) -> bool:
    """Whether a record was made around this very mapping."""
    return record.__dict__ is state
