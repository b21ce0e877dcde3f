"""Any two sets of named things are compared: what came, went, changed and goes by another name, at each owner."""

from __future__ import annotations

from typing import Any

from govern.core.report import Change, FieldChange
from govern.plan.things import Thing, compare

ORDER = ("person", "grant")


def grant(name: str, owner: str = "GTM-ABC1234", **body: Any) -> Thing:
    return Thing("grant", name, owner, body)


def told(desired: list[Thing], live: list[Thing]) -> list[Change]:
    return list(compare(desired, live, ORDER))


ANN = grant("ann@shop.example", role="edit", until="2027-01-31")
BOB = grant("bob@shop.example", role="read", seen={"day": "2026-11-01", "from": "office"})


def test_two_equal_sets_differ_in_nothing() -> None:
    assert told([ANN, BOB], [BOB, ANN]) == []
    assert told([], []) == []


def test_what_came_and_what_went_is_told_with_all_that_it_holds() -> None:
    assert told([ANN], [BOB]) == [
        Change(
            "add",
            "grant",
            "ann@shop.example",
            "GTM-ABC1234",
            (FieldChange(("role",), None, "edit"), FieldChange(("until",), None, "2027-01-31")),
        ),
        Change(
            "remove",
            "grant",
            "bob@shop.example",
            "GTM-ABC1234",
            (
                FieldChange(("role",), "read", None),
                FieldChange(("seen",), {"day": "2026-11-01", "from": "office"}, None),
            ),
        ),
    ]


def test_what_changed_is_told_by_the_smallest_field() -> None:
    other = BOB.replace(body={"role": "publish", "seen": {"day": "2026-11-01", "from": "home"}})
    assert told([other], [BOB]) == [
        Change(
            "change",
            "grant",
            "bob@shop.example",
            "GTM-ABC1234",
            (FieldChange(("role",), "read", "publish"), FieldChange(("seen", "from"), "office", "home")),
        )
    ]


def test_a_body_under_another_name_is_a_rename() -> None:
    (change,) = told([ANN.replace(name="ann.lee@shop.example")], [ANN])
    assert (change.action, change.name, change.before_name) == ("rename", "ann.lee@shop.example", "ann@shop.example")
    assert change.fields == ()


def test_two_bodies_alike_are_no_rename_since_either_could_be_meant() -> None:
    twins = [grant("a", role="read"), grant("b", role="read")]
    assert [change.action for change in told([grant("c", role="read")], twins)] == ["remove", "remove", "add"]
    assert [change.action for change in told([grant("c")], [grant("a")])] == ["remove", "add"]


def test_owners_keep_to_themselves_and_kinds_come_in_their_order() -> None:
    person = Thing("person", "Ann", "shop", {"email": "ann@shop.example"})
    there = [grant("z", "shop", role="read"), person, Thing("alias", "A", "shop", {"of": "Ann"}), ANN]
    assert [(change.owner, change.kind) for change in told(there, [])] == [
        ("GTM-ABC1234", "grant"),
        ("shop", "person"),
        ("shop", "grant"),
        ("shop", "alias"),
    ]
    moved = ANN.replace(owner="shop")
    assert [(change.action, change.owner) for change in told([moved], [ANN])] == [
        ("remove", "GTM-ABC1234"),
        ("add", "shop"),
    ]


def test_credentials_are_covered() -> None:
    secret = "EAAB" + "x1Y2" * 20
    (change,) = told([grant("bot", access_token=secret)], [])
    assert secret not in str(change)
    assert "(secret " in str(change.fields[0].after)
