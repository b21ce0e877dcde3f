"""The tool that shows that time grows no faster than the length of what is read."""

from __future__ import annotations

import json

from for_each import for_each

from govern.project.exports import read_export
from tools.linear import ENOUGH, INPUTS, LONGEST, MOST, Input, growth

ANY = Input(("audit",), "x.txt", "a".__mul__)


@for_each("name", INPUTS)
def test_an_input_is_about_twice_as_long_when_it_is_asked_for_twice_the_length(name: str) -> None:
    kind = INPUTS[name]
    assert 1.8 < len(kind.text(80_000)) / len(kind.text(40_000)) < 2.2


@for_each("name", [name for name in INPUTS if INPUTS[name].file == "x.json"])
def test_exports_are_exports(name: str) -> None:
    (container,) = read_export(INPUTS[name].text(4000).encode(), "x.json").containers
    assert container.bodies("tag")
    assert json.loads(INPUTS[name].text(4000))


def test_a_cost_that_grows_with_the_square_is_found() -> None:
    length, taken, times = growth(ANY, lambda _, length: length * length / 1e10)
    assert taken >= ENOUGH
    assert times > MOST
    assert length < LONGEST


def test_a_cost_that_grows_with_the_length_is_not() -> None:
    assert growth(ANY, lambda _, length: length / 1e6)[2] < MOST


def test_what_takes_too_little_is_said_to() -> None:
    assert growth(ANY, lambda _kind, _length: 0.1)[2] == 0.0
