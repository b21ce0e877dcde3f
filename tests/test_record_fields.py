"""Records: what they take, by position and by name, and what they refuse."""

from __future__ import annotations

import pytest

from govern.core.record import Record


class Read(Record, kw_only=True):
    where: str = ""
    sure: bool = False


class Limit(Read):
    key: str
    value: int
    unit: str = "signs"


class Longer(Limit):
    scope: str = ""


def test_what_is_given_by_name_only_stands_behind_what_a_class_below_adds() -> None:
    assert Limit.__fields__ == ("key", "value", "unit", "where", "sure")
    assert Longer.__fields__ == ("key", "value", "unit", "scope", "where", "sure")
    assert Limit("length", 40, where="read there") == Limit(key="length", value=40, where="read there")
    assert Longer("length", 40, "signs", "event").scope == "event"


@pytest.mark.parametrize(
    ("values", "named", "said"),
    [
        (("length",), {}, "needs 'value'"),
        ((), {"value": 40}, "needs 'key'"),
        ((), {"key": "length", "value": 40, "units": "signs"}, "takes"),
        (("length", 40), {"value": 41}, "takes"),
        (("length", 40, "signs", "read there"), {}, "takes"),
    ],
)
def test_a_record_refuses_what_is_missing_unknown_or_given_twice(
    values: tuple[object, ...], named: dict[str, object], said: str
) -> None:
    with pytest.raises(TypeError, match=said):
        Limit(*values, **named)  # type: ignore[arg-type]


def test_a_record_is_a_value() -> None:
    limit = Limit("length", 40)
    assert limit.replace(value=41) == Limit("length", 41) and limit.value == 40
    assert hash(limit) == hash(Limit("length", 40))
    with pytest.raises(AttributeError, match="frozen"):
        limit.value = 41  # type: ignore[misc]
