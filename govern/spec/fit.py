"""Plain data into records, fast: the way of every valid file.

`fitter(Type)` compiles the type's annotations once into one function. It either returns the value or raises `Unfit`
without a word: saying *why* something does not fit is pydantic's job (`edge.py`), which only then is imported. A test
holds the two against each other.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from govern.core.record import Record, holder
from govern.spec.base import Form

Fit = Callable[[Any], Any]
F = TypeVar("F", bound=Callable[..., Any])


def once(function: F) -> F:
    """`functools.cache` for functions of a class; its own type takes the classes of records for unhashable."""
    return cache(function)  # type: ignore[return-value]


class Unfit(Exception):
    """The data has not the shape of the type."""


def key_of(field: str) -> str:
    """The key a field is written with: `as_` is written `as`."""
    return field.rstrip("_")


@once
def fields_of(record: type[Record]) -> dict[str, Any]:
    """Field name to annotation, in order, as `typing.get_type_hints` has them, which takes as long as linting a file does: it
    compiles every annotation of every base as somebody's input."""
    written = {
        name: (part.__module__, text)
        for part in reversed(record.__mro__)
        for name, text in vars(part).get("__annotations__", {}).items()
    }
    return {name: meant(*written[name]) for name in record.__fields__}


@cache
def meant(module: str, annotation: str) -> Any:
    """The type that an annotation of ours means in its module."""
    return eval(annotation, vars(sys.modules[module]))  # noqa: S307 - a line of our own code


@once
def required_of(record: type[Record]) -> frozenset[str]:
    """The keys that must be there."""
    return frozenset(key_of(name) for name in record.__fields__ if not hasattr(record, name))


@once
def fitter(tp: Any) -> Fit:
    """The function that fits plain data to a type."""
    if tp is Any:
        return lambda value: value
    if tp in (str, int, bool, types.NoneType):
        return exactly(tp)
    if tp is float:
        return number
    if isinstance(tp, type) and issubclass(tp, Record):
        return record_fitter(tp)
    origin, args = get_origin(tp), get_args(tp)
    if origin is Annotated:
        return form_fitter(args[1])
    if origin is Literal:
        return choice_fitter(frozenset(args))
    if origin in (Union, types.UnionType):
        return union_fitter(args)
    if origin is tuple:
        return tuple_fitter(fitter(args[0]))
    if origin is dict:
        return dict_fitter(fitter(args[0]), fitter(args[1]))
    raise TypeError(f"no fitter for {tp}")


def exactly(tp: type) -> Fit:
    def fit(value: Any) -> Any:
        if type(value) is tp:
            return value
        raise Unfit

    return fit


def number(value: Any) -> Any:
    if type(value) in (int, float):
        return value
    raise Unfit


def form_fitter(form: Form) -> Fit:
    def fit(value: Any) -> Any:
        if type(value) is str and form.accepts(value):
            return value
        raise Unfit

    return fit


def choice_fitter(choices: frozenset[Any]) -> Fit:
    def fit(value: Any) -> Any:
        if type(value) is str and value in choices:
            return value
        raise Unfit

    return fit


def union_fitter(args: tuple[Any, ...]) -> Fit:
    parts = [fitter(arg) for arg in args if arg is not types.NoneType]
    optional = types.NoneType in args
    if optional and len(parts) == 1:
        only = parts[0]
        return lambda value: None if value is None else only(value)

    def fit(value: Any) -> Any:
        if value is None and optional:
            return None
        for part in parts:
            try:
                return part(value)
            except Unfit:
                continue
        raise Unfit

    return fit


def tuple_fitter(item: Fit) -> Fit:
    def fit(value: Any) -> Any:
        if type(value) is not list:
            raise Unfit
        return tuple([item(element) for element in value])

    return fit


def dict_fitter(key: Fit, item: Fit) -> Fit:
    def fit(value: Any) -> Any:
        if type(value) is not dict:
            raise Unfit
        return {key(name): item(element) for name, element in value.items()}

    return fit


PLAIN = (str, int, bool)


def plain_type(tp: Any) -> type | None:
    """The type whose values fit as they are, if there is one: `str` for `str | None`."""
    if tp in PLAIN:
        return tp  # type: ignore[no-any-return]
    if get_origin(tp) in (Union, types.UnionType):
        return next((member for member in get_args(tp) if member in PLAIN), None)
    return None


def record_fitter(record: type[Record]) -> Fit:
    required, hold = required_of(record), holder(record)
    fits: dict[str, tuple[str, type | None, Fit]] = {}

    def fit(value: Any) -> Any:
        if not fits:  # compiled at first use, so a type may contain itself
            fields = fields_of(record).items()
            fits.update({key_of(name): (name, plain_type(tp), fitter(tp)) for name, tp in fields})
        if type(value) is not dict or not required <= value.keys():
            raise Unfit
        state = {}
        try:
            for key, item in value.items():
                name, plain, fit_item = fits[key]
                state[name] = item if type(item) is plain else fit_item(item)
        except KeyError:
            raise Unfit from None
        return hold(state)

    return fit


@once
def builder(record: type[Record]) -> Fit:
    """The function that makes a record of data that has fitted before, without looking at it again.

    A record shares the data's own mapping where nothing inside needs converting; neither is ever changed.
    """
    return record_builder(record)


@once
def building(tp: Any) -> Fit | None:
    """How the values of a type are made of plain data; `None` where they are the plain data."""
    origin, args = get_origin(tp), get_args(tp)
    if isinstance(tp, type) and issubclass(tp, Record):
        return builder(tp)
    if origin in (Union, types.UnionType):
        return union_builder(args)
    if origin is tuple:
        inner = building(args[0])
        return tuple if inner is None else lambda value: tuple([inner(item) for item in value])
    if origin is dict and (inside := building(args[1])) is not None:
        return lambda value: {key: inside(item) for key, item in value.items()}
    return None


def union_builder(args: tuple[Any, ...]) -> Fit | None:
    """A union of plain types needs nothing; one with a record, list or mapping is told apart by the value's own type."""
    parts = {shape_of(arg): part for arg in args if (part := building(arg)) is not None}
    if not parts:
        return None

    def build(value: Any) -> Any:
        found = parts.get(type(value))
        return value if found is None else found(value)

    return build


def shape_of(tp: Any) -> type:
    """The plain type that values of a type are written as."""
    return list if get_origin(tp) is tuple else dict


def record_builder(record: type[Record]) -> Fit:
    hold = holder(record)
    plan: list[tuple[str, str, Fit | None]] | None = None

    def build(value: Any) -> Any:
        nonlocal plan
        if plan is None:
            every = [(key_of(name), name, building(tp)) for name, tp in fields_of(record).items()]
            plan = [(key, name, part) for key, name, part in every if part is not None or key != name]
        state = value
        for key, name, part in plan:
            if key in value:
                if state is value:
                    state = dict(value)
                item = state.pop(key)
                state[name] = item if part is None else part(item)
        return hold(state)

    return build
