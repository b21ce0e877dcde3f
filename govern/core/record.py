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
    __needed__: ClassVar[tuple[str, ...]] = ()
    """The fields without a default."""
    __enough__: ClassVar[int] = 0
    """With so many positional values all of them are there."""

    def __init_subclass__(cls) -> None:
        own = (name for name in cls.__dict__.get("__annotations__", ()) if not name.startswith("_"))  # noqa: RUF063
        cls.__fields__ = (*cls.__fields__, *own)
        cls.__needed__ = tuple(name for name in cls.__fields__ if not hasattr(cls, name))
        cls.__enough__ = cls.__fields__.index(cls.__needed__[-1]) + 1 if cls.__needed__ else 0

    def __init__(self, *values: Any, **named: Any) -> None:
        fields = self.__fields__
        state = self.__dict__
        if not named and self.__enough__ <= len(values) <= len(fields):
            state.update(zip(fields, values, strict=False))
            return
        state.update(zip(fields, values, strict=False))
        if len(values) > len(fields) or (named and any(name in state or name not in fields for name in named)):
            raise TypeError(f"{type(self).__name__} takes {fields}, not {values} {named}")
        state.update(named)
        if len(values) < self.__enough__:
            for name in self.__needed__:
                if name not in state:
                    raise TypeError(f"{type(self).__name__} needs {name!r}")

    @classmethod
    def of(cls, state: dict[str, Any]) -> Self:
        """The record with exactly these fields, for readers that have checked them already."""
        record = cls.__new__(cls)
        record.__dict__.update(state)
        return record

    def replace(self, **changes: Any) -> Self:
        """A copy with some fields changed."""
        state = {**self.__dict__, **changes}
        state.pop("_memory", None)
        return self.of(state)

    @property
    def memory(self) -> dict[Any, Any]:
        """The place of `memo`. It is no part of the value: neither compared, nor shown, nor copied by `replace`."""
        memory: dict[Any, Any] = self.__dict__.setdefault("_memory", {})
        return memory

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
