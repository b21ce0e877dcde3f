"""Records are values: what is not a field is refused, and nothing but their own module reaches into them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from govern.core.record import Record, holder, holds
from govern.core.report import Place

PACKAGE = Path(__file__).parent.parent / "govern"


class Point(Record):
    x: int
    y: int = 0


def test_a_copy_with_a_field_that_there_is() -> None:
    assert Point(1, 2).replace(y=3) == Point(1, 3)
    assert Place("a.yaml").replace(file="b.yaml", entity="tag") == Place("b.yaml", entity="tag")


@pytest.mark.parametrize("name", ["z", "_mark", "__fields__"])
def test_a_copy_with_a_field_that_there_is_not_is_refused(name: str) -> None:
    with pytest.raises(TypeError, match=f"Point has .* not \\['{name}'\\]"):
        Point(1).replace(**{name: 3})


def test_a_mark_is_no_part_of_the_value_and_goes_along_with_copies() -> None:
    point = Point(1)
    point.mark(_from="a file")
    assert point == Point(1)
    assert vars(point.replace(x=2)) == {"x": 2, "_from": "a file"}
    with pytest.raises(TypeError, match="'x' is not a mark"):
        point.mark(x=2)


def test_a_record_around_a_mapping_takes_it_over() -> None:
    state = {"x": 1}
    point = holder(Point)(state)
    assert point == Point(1)
    assert holds(point, state)
    assert not holds(point.replace(), state)
    assert (point.given("x"), point.given("y")) == (True, False)


def test_nothing_else_reaches_into_records() -> None:
    """`__dict__` of a record is the business of one module; modules are not records."""
    for path in PACKAGE.rglob("*.py"):
        if path == PACKAGE / "core" / "record.py" or "_templates" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "__dict__" in text else ():
            named = (isinstance(node, ast.Attribute) and node.attr == "__dict__") or (
                isinstance(node, ast.Constant) and node.value == "__dict__"
            )
            assert not named, f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 0)} uses __dict__"
