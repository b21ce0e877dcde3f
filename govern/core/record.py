"""Record: a frozen value with named fields, the plain type everything inside `govern` is made of.

It reads like a frozen dataclass and type checkers treat it as one. It is not one because the decorator compiles five
methods for every class, about a millisecond each time the module is imported, and forty such classes would cost a
hook more than the linting does. A default is the class attribute itself, so an absent field takes no room.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self, dataclass_transform


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

    def __init_subclass__(cls, kw_only: bool = False) -> None:
        own = tuple(name for name in cls.__dict__.get("__annotations__", ()) if not name.startswith("_"))  # noqa: RUF063
        placed, named = cls.__fields__[: cls.__places__], cls.__fields__[cls.__places__ :]
        cls.__fields__ = (*placed, *named, *own) if kw_only else (*placed, *own, *named)
        cls.__places__ = len(placed) + (0 if kw_only else len(own))
        cls.__known__ = frozenset(cls.__fields__)
        needed = [name for name in cls.__fields__ if not hasattr(cls, name)]
        cls.__needed__ = frozenset(needed)
        cls.__enough__ = cls.__fields__.index(needed[-1]) + 1 if needed else 0

    def __init__(self, *values: Any, **named: Any) -> None:
        fields = self.__fields__
        if not named and self.__enough__ <= len(values) <= self.__places__:
            self.__dict__.update(zip(fields, values, strict=False))
            return
        state = {**dict(zip(fields, values, strict=False)), **named} if values else named
        twice = len(values) > self.__places__ or len(state) < len(values) + len(named)
        if twice or not state.keys() <= self.__known__:
            raise TypeError(f"{type(self).__name__} takes {fields}, not {values} {named}")
        if not self.__needed__ <= state.keys():
            missing = next(name for name in fields if name in self.__needed__ and name not in state)
            raise TypeError(f"{type(self).__name__} needs {missing!r}")
        object.__setattr__(self, "__dict__", state)

    @classmethod
    def of(cls, state: dict[str, Any]) -> Self:
        """The record with exactly these fields, for readers that have checked them already."""
        record = cls.__new__(cls)
        record.__dict__.update(state)
        return record

    def replace(self, **changes: Any) -> Self:
        """A copy with some fields changed."""
        return self.of({**self.__dict__, **changes})

    def _values(self) -> tuple[Any, ...]:
        """The values of the fields, in order."""
        return tuple(getattr(self, name) for name in self.__fields__)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name!r} cannot be set")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._values()))

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in zip(self.__fields__, self._values(), strict=True))
        return f"{type(self).__name__}({', '.join(shown)})"
