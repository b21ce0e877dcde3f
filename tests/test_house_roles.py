"""Roles of the house: the grants that follow from them, the fewest that explain a list, and how lists become specs."""

from __future__ import annotations

import json
import random
from itertools import combinations
from pathlib import Path

import pytest
from cli_helpers import Captured, printed
from helpers import project

from govern.access.fewest import Roles, assigned, candidates, fewest
from govern.access.houseroles import every_grant

pytestmark = pytest.mark.usefixtures("day")

SPECS = """
version: 1
sites: [{name: shop, containers: {web: GTM-ABC1234}}]
access:
  assets: [{name: shop-ga4, platform: ga4, asset: properties/789}]
  roles:
    analyst: {gtm: read, shop-ga4: viewer, meta: [ANALYZE, ADVERTISE]}
    owner: {gtm: {account: admin, container: publish}, ga4: admin}
  people:
    - {name: Ana, email: ana@b.example, roles: [analyst, {role: owner, until: 2099-06-30}]}
    - {name: Ben, email: ben@b.example, roles: [analyst, {role: owner, until: 2020-06-30}]}
  grants:
    - {who: Ben, platform: meta, role: none, reason: no advertising}
    - {who: ben@b.example, platform: ga4, asset: shop-ga4, role: editor, reason: one release}
"""


def test_grants_follow_from_roles_and_a_single_grant_replaces_what_they_give() -> None:
    given = {(g.who.partition("@")[0], g.platform, g.asset, g.role) for g, _ in every_grant(project(SPECS))}
    assert given == {
        ("ana", "gtm", "GTM-ABC1234", "publish"),  # more than the analyst's read
        ("ana", "gtm", "account", "admin"),
        ("ana", "ga4", "properties/789", "admin"),
        ("ana", "meta", None, "ANALYZE"),
        ("ana", "meta", None, "ADVERTISE"),
        ("ben", "gtm", "account", "admin"),  # over, which the audit says where it is still live
        ("ben", "gtm", "GTM-ABC1234", "read"),
        ("ben", "ga4", "shop-ga4", "editor"),
    }


def company(seed: int, people: int, noise: float) -> dict[str, frozenset[tuple[str, str]]]:
    dice = random.Random(seed)
    every = [(place, role) for place in ("gtm", "ga4", "meta", "ads") for role in ("read", "edit", "admin")]
    teams = [dice.sample(every, dice.randint(2, 5)) for _ in range(4)]
    made = {}
    for number in range(people):
        has = set(dice.choice(teams))
        if dice.random() < noise:
            has ^= {dice.choice(every)}
        made[f"p{number}@b.example"] = frozenset(has)
    return made


@pytest.mark.parametrize("seed", range(6))
def test_roles_and_single_grants_give_back_the_list_exactly(seed: int) -> None:
    people = company(seed, 60, 0.2)
    found = fewest(people)
    for who, has in people.items():
        assert found.left[who].union(*(found.gives[number] for number in found.has[who])) == has
        assert all(found.gives[number] <= has for number in found.has[who])
    assert found.lines <= sum(map(len, people.values()))
    assert fewest(dict(reversed(people.items()))).gives == found.gives


@pytest.mark.parametrize("seed", range(4))
def test_the_search_is_nearly_as_good_as_trying_everything(seed: int) -> None:
    people = company(seed, 24, 0.1)
    every = sorted(candidates(people.values()), key=lambda role: sorted(map(str, role)))[:12]
    tried: list[Roles] = [assigned(people, list(some)) for size in range(5) for some in combinations(every, size)]
    assert fewest(people).lines <= min(found.lines for found in tried) * 1.25


def test_in_a_small_company_roles_would_save_too_little() -> None:
    people = {
        "a@b.example": frozenset({("gtm", "read"), ("ga4", "viewer")}),
        "c@b.example": frozenset({("gtm", "edit")}),
    }
    assert fewest(people).gives == ()
    assert fewest(people).left == people


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    people = [(f"p{number}@b.example", "publish" if number < 3 else "read") for number in range(9)]
    gtm = [{"accountId": "6001", "emailAddress": who, "accountAccess": {"permission": "user"},
            "containerAccess": [{"containerId": "45001", "permission": role}]} for who, role in people]  # fmt: skip
    (tmp_path / "in" / "linkedin").mkdir(parents=True)
    (tmp_path / "in" / "users.json").write_text(json.dumps({"userPermission": gtm}))
    rows = [f"{who},{'ACCOUNT_MANAGER' if role == 'publish' else 'VIEWER'}" for who, role in people]
    table = [
        "Name,Email,Role",
        *(f"{row[:2].upper()},{row}" for row in rows),
        "'# Robot: [x',r@p.iam.gserviceaccount.com,VIEWER",
    ]
    (tmp_path / "in" / "linkedin" / "users.csv").write_text("\n".join(table) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_lists_become_people_roles_and_what_is_left_to_decide(lists: Path, capsys: Captured) -> None:
    said = printed(capsys, "init", "shop", "--from", "in")
    assert "9 people, 1 service: 2 roles explain what 9 of them may do, 1 single grant is left to decide" in said
    made = (lists / "shop" / "specs" / "access.yaml").read_text()
    assert "role-1: {gtm: read, linkedin: VIEWER}" in made
    assert "- {name: P0, email: p0@b.example, roles: [role-2]}" in made
    assert "approved_by" not in made
    printed(capsys, "audit", "-C", "shop", "--select", "access/undeclared-grant,access/declared-but-missing")
    printed(capsys, "import", "-C", "shop", "in")
    assert not (lists / "shop" / "specs" / "access-2.yaml").exists()


def test_who_is_new_in_a_later_list_is_added_in_a_file_of_its_own(lists: Path, capsys: Captured) -> None:
    printed(capsys, "init", "shop", "--from", "in")
    before = (lists / "shop" / "specs" / "access.yaml").read_bytes()
    later = lists / "in" / "linkedin" / "users.csv"
    later.write_text(later.read_text() + "Zed,zed@b.example,ACCOUNT_MANAGER\n")
    printed(capsys, "import", "-C", "shop", str(later))
    assert (lists / "shop" / "specs" / "access.yaml").read_bytes() == before
    assert (
        "{who: zed@b.example, platform: linkedin, role: ACCOUNT_MANAGER}"
        in (lists / "shop" / "specs" / "access-2.yaml").read_text()
    )
