"""What conditions say together, held against all short texts, and the few things that a reader should know."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from govern.signals.containers.condition import MISSING, holds, implies, satisfiable
from govern.signals.containers.relations import Cell, at, cells, is_inside, relation
from govern.signals.regular_expressions import expanded
from govern.signals.signal import Condition, Cube, Op, When
from govern.signals.source import MESSAGE, Read, Row, Source, Table, Text

URL, PATH = Read("page", "url"), Read("page", "path")
LEFT = Read("data layer", "step")
OTHER = Read("data layer", "form")
TEXTS = ("", *("".join(letters) for size in (1, 2, 3) for letters in product("ab", repeat=size)), "c", "abc", MISSING)
PATTERNS = ("a", "^a", "a$", "^a$", "^(a|b)$", "a|b", "^a|b", "^a.b", "a.*b", ".*", "ab?", "[ab]b", "^(ab|ba)$")
OPS: tuple[Op, ...] = ("equals", "contains", "starts", "ends", "matches")


def random_condition(random: Random, lefts: tuple[Source, ...] = (LEFT,)) -> Condition:
    """A condition on one of some things."""
    op = random.choice(OPS)
    value = random.choice(PATTERNS) if op == "matches" else random.choice(TEXTS[1:9])
    return Condition(random.choice(lefts), op, value, random.random() < 0.4, random.random() < 0.1)


def random_cube(random: Random, most: int, lefts: tuple[Source, ...] = (LEFT,)) -> Cube:
    return tuple(random_condition(random, lefts) for _ in range(random.randint(1, most)))


def all_hold(cube: Cube, values: dict[Source, str]) -> bool:
    return all(holds(condition, values[condition.left]) for condition in cube)


@pytest.mark.slow
def test_what_is_said_of_random_conditions_is_so_for_all_short_texts() -> None:
    random, undecided = Random(7), 0
    for _ in range(1500):
        cube, more = random_cube(random, 4), random_condition(random)
        fitting = [text for text in TEXTS if all_hold(cube, {LEFT: text})]
        verdict = satisfiable(cube)
        undecided += verdict.possible is None
        assert not (verdict.possible is False and fitting), (cube, fitting)
        assert verdict.possible is not True or all_hold(cube, dict(verdict.witness)), (cube, verdict)
        if implies(cube, more) is True:
            assert all(holds(more, text) for text in fitting), (cube, more)
    assert undecided < 300, "most are decided"


def fires(when: When, values: dict[Source, str]) -> bool:
    """Whether something fires, as Tag Manager decides it."""
    return any(all_hold(cube, values) for cube in when.fire) and not any(all_hold(cube, values) for cube in when.block)


def random_when(random: Random) -> When:
    """When something fires: up to two triggers, sometimes one that blocks."""
    lefts = (LEFT, OTHER)
    fire = tuple(random_cube(random, 2, lefts) for _ in range(random.randint(1, 2)))
    return When(fire, tuple(random_cube(random, 2, lefts) for _ in range(random.choice((0, 0, 1)))))


def in_cell(cell: Cell, values: dict[Source, str]) -> bool:
    inside = all(holds(one, values[one.left]) for one in cell.cube if one.left in values)
    return inside and not any(all_hold(block, values) for block in cell.outside)


@pytest.mark.slow
def test_what_is_said_of_two_random_times_is_so_in_a_simulation() -> None:
    random = Random(11)
    moments: list[dict[Source, str]] = [{LEFT: one, OTHER: other} for one in TEXTS[:9] for other in TEXTS[:9]]
    for _ in range(250):
        one, other = random_when(random), random_when(random)
        here, there = cells(one, None, {}), cells(other, None, {})
        for values in moments:
            assert fires(one, values) == any(in_cell(cell, values) for cell in here), (one, values)
        for cell in here:
            for wider in there:
                if is_inside(cell, wider, {}):
                    assert all(in_cell(wider, values) for values in moments if in_cell(cell, values)), (cell, wider)
        together = [values for values in moments if fires(one, values) and fires(other, values)]
        assert not (together and relation(one, other, None, {}) in ("never", "disjoint")), (one, other, together[:1])


IMPOSSIBLE = [
    (Condition(LEFT, "equals", "/thanks"), Condition(LEFT, "contains", "/cart")),
    (Condition(LEFT, "starts", "/de"), Condition(LEFT, "starts", "/fr")),
    (Condition(LEFT, "contains", "/thank-you"), Condition(LEFT, "contains", "thank", negate=True)),
    (Condition(LEFT, "matches", "^(a|b)$"), Condition(LEFT, "equals", "c")),
    (Condition(PATH, "equals", "/thanks"), Condition(URL, "contains", "thanks", negate=True)),
]


@pytest.mark.parametrize("cube", IMPOSSIBLE)
def test_conditions_that_can_never_hold_together(cube: Cube) -> None:
    assert satisfiable(cube).possible is False


def test_nothing_is_proven_from_a_condition_that_ignores_case() -> None:
    loose = Condition(LEFT, "equals", "Paid", ignore_case=True)
    assert implies((loose,), Condition(LEFT, "equals", "Paid")) is not True
    assert implies((Condition(LEFT, "equals", "Paid"),), loose) is True


def test_a_server_has_the_clients_that_it_has() -> None:
    client = Read("built-in", "CLIENT_NAME")
    domain: dict[Source, frozenset[str]] = {client: frozenset(("GA4",))}
    assert satisfiable((Condition(client, "equals", "Meta"),), domain).possible is False
    assert satisfiable((Condition(client, "equals", "GA4"),), domain).possible is True


def test_a_table_is_looked_up_when_the_message_is_known() -> None:
    kind = Table(MESSAGE, (Row("paid", Text("order")),), Text("other"))
    assert at((Condition(kind, "equals", "order"),), "paid") == ()
    assert at((Condition(kind, "equals", "order"),), "sent") is None


def test_a_click_has_not_happened_while_a_page_loads() -> None:
    clicked = Condition(Read("built-in", "CLICK_URL"), "contains", "tel:")
    assert at((clicked,), "gtm.js") is None
    assert at((clicked,), "gtm.click") == (clicked,)
    assert at((clicked.replace(negate=True),), "gtm.js") == (clicked.replace(negate=True),)


EXPRESSIONS = [
    ("^(view_item|add_to_cart)$", ("view_item", "add_to_cart"), None),
    ("view_item|add_to_cart", None, ("view_item", "add_to_cart")),
    ("^a|b", None, None),
    ("shop.add", None, None),
    ("^purchases?$", ("purchases", "purchase"), None),
    ("(?i)^paid$", None, None),
    ("(", None, None),
]


@pytest.mark.parametrize(("expression", "whole", "parts"), EXPRESSIONS)
def test_the_texts_of_an_expression(
    expression: str, whole: tuple[str, ...] | None, parts: tuple[str, ...] | None
) -> None:
    known = expanded(expression)
    assert (known.whole, known.parts) == (whole, parts)
