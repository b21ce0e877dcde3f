"""Many cases of one question as one test, which names each case that fails.

A test of its own costs pytest some five milliseconds for each case, which is more than most of the cases take.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pytest

Test = Callable[..., None]
Label = Callable[[Any], object]

ONLY: list[str] = []
"""What the names of the cases to run have in them: `pytest --case TEXT`; empty for all of them."""


def for_each(
    names: str | Sequence[str], cases: Iterable[Any], *, ids: Iterable[object] | Label | None = None
) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize`, for cases that leave nothing behind: fixtures are made once for all of them.

    What needs a folder, an environment or a current directory for itself stays a test of its own.
    """
    keys = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    values = [case if len(keys) > 1 else (case,) for case in cases]
    labels = list(labelled(values, ids))
    assert len(labels) == len(values), "a name for each case"

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def every(*args: Any, **fixtures: Any) -> None:
            chosen = [pair for pair in zip(labels, values, strict=True) if all(text in pair[0] for text in ONLY)]
            if not chosen:
                pytest.skip("no case is called so" if values else "there is no case")
            failed = list(failures(functools.partial(test, *args, **fixtures), keys, chosen))
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(chosen)} cases", failed)

        shape = inspect.signature(test)
        left = [given for name, given in shape.parameters.items() if name not in keys]
        assert len(left) == len(shape.parameters) - len(keys), f"{test.__name__} does not take {names}"
        vars(every)["__signature__"] = shape.replace(parameters=left)
        return every

    return decorate


def labelled(values: list[Any], ids: Iterable[object] | Label | None) -> Iterator[str]:
    """What each case is called: as it is said, or what it is made of."""
    if callable(ids):
        yield from (" - ".join(str(ids(value) or repr(value)) for value in case) for case in values)
    elif ids is not None:
        yield from map(str, ids)
    else:
        yield from (" - ".join(map(repr, case)) for case in values)


def failures(test: Test, keys: list[str], cases: Iterable[tuple[str, Any]]) -> Iterator[Exception]:
    """What the cases raise that fail, each with the name of its case."""
    for label, case in cases:
        try:
            test(**dict(zip(keys, case, strict=True)))
        except Exception as error:  # noqa: BLE001 - one case that fails does not hide the others
            error.add_note(f"case: {label[:200]}")
            yield error
