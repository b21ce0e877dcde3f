"""An invented agency: 200 people, nine platforms, 40 tokens, 30 clients and 60 planted problems, made from a seed."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

DAY = "2026-11-30"
PEOPLE = 200

Planted = set[tuple[str, str]]
"""What was planted: the rule that has to speak, and whom or what it has to name."""


class Agency:
    """The agency while it is made: everybody is declared and has what is declared, until something is planted."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.people = [
            {"name": f"Person {n}", "email": f"p{n}@agency.example", "team": f"team-{n % 7}"} for n in range(PEOPLE)
        ]
        self.grants: list[dict[str, Any]] = []
        self.rows: list[dict[str, Any]] = []
        self.tokens = [
            {"name": f"token-{n}", "platform": ("meta", "tiktok", "pinterest", "snapchat")[n % 4], "stored_in": f"aws-secret:token-{n}",
             "owner": f"p{100 + n}@agency.example", "issued": "2026-10-20"} for n in range(40)]  # fmt: skip
        self.planted: Planted = set()
        self.free = [f"p{n}@agency.example" for n in range(20, 100)]
        self.dice.shuffle(self.free)
        for n in range(PEOPLE):
            self.give(f"p{n}@agency.example", *self.usual(n))

    def usual(self, number: int) -> tuple[str, str, str]:
        """What somebody has without anything being planted: two administrators a platform, the others read or edit."""
        at = ("gtm", "ga4", "google_ads", "meta", "tiktok", "linkedin", "pinterest", "snapchat", "microsoft_ads")
        readers = ("read", "viewer", "READ_ONLY", "EMPLOYEE", "STANDARD", "VIEWER", "ANALYST", "reports", "Viewer")
        admins = ("admin", "admin", "ADMIN", "ADMIN", "ADMIN", "ACCOUNT_BILLING_ADMIN", "OWNER", "admin", "Super Admin")
        platform = number % 9
        return at[platform], "account", (admins if number < 18 else readers)[platform]

    def give(self, who: str, platform: str, asset: str, role: str, **row: str) -> dict[str, Any]:
        """Access, declared and live."""
        self.grants.append(
            {
                "who": who,
                "platform": platform,
                "role": role,
                "approved_by": "p1@agency.example" if who[:3] != "p1@" else "p2@agency.example",
                "reason": "campaigns",
            }
        )
        return self.live(who, platform, asset, role, **row)

    def live(self, who: str, platform: str, asset: str, role: str, **row: str) -> dict[str, Any]:
        """Access that a list has."""
        made = {"Email": who, "Platform": platform, "Role": role, "Last active": "2026-11-20", "MFA": "on", **row}
        self.rows.append(made)
        return made

    def row(self, who: str) -> dict[str, Any]:
        """The first row of somebody."""
        return next(row for row in self.rows if row["Email"] == who)

    def person(self, who: str) -> dict[str, Any]:
        """Somebody in the specs."""
        return next(person for person in self.people if person["email"] == who)

    def plant(self, times: int = 6) -> None:
        """Some problems of each of ten kinds, each of somebody else."""
        kinds = (self.leaver, self.stranger, self.undeclared, self.dormant, self.second_factor, self.outsider, self.invitation,
                 self.overdue, self.not_rotated, self.owner_left)  # fmt: skip
        for kind in kinds:
            for number in range(times):
                kind(number)

    def leaver(self, _: int) -> None:
        who = self.free.pop()
        self.person(who)["until"] = "2026-08-31"
        self.grants = [grant for grant in self.grants if grant["who"] != who]
        self.planted.add(("access/departed-person", who))

    def stranger(self, number: int) -> None:
        who = f"stranger{number}@agency.example"
        self.live(who, "gtm", "account", "publish")
        self.planted.add(("access/undeclared-grant", who))

    def undeclared(self, _: int) -> None:
        who = self.free.pop()
        self.live(who, "meta", "account", "FINANCE_EDITOR")
        self.planted.add(("access/undeclared-grant", who))

    def dormant(self, _: int) -> None:
        who = self.free.pop()
        self.row(who)["Last active"] = "May 4, 2026"
        self.planted.add(("access/dormant", who))

    def second_factor(self, _: int) -> None:
        who = self.free.pop()
        self.row(who)["MFA"] = "off"
        self.planted.add(("access/second-factor-off", who))

    def outsider(self, number: int) -> None:
        who = f"ext{number}@elsewhere.example"
        self.live(who, "tiktok", "account", "STANDARD")
        self.planted.add(("access/undeclared-grant", who))

    def invitation(self, _: int) -> None:
        who = self.free.pop()
        self.row(who).update({"Status": "Invited", "Invited on": "2026-09-01", "Last active": ""})
        self.planted.add(("access/invitation-open", who))

    def overdue(self, number: int) -> None:
        self.tokens[number]["issued"] = "2026-06-01"
        self.planted.add(("tokens/rotation-overdue", f"token-{number}"))

    def not_rotated(self, number: int) -> None:
        self.planted.add(("tokens/not-rotated", f"token-{10 + number}"))

    def owner_left(self, number: int) -> None:
        who = f"p{120 + number}@agency.example"
        self.person(who)["until"] = "2026-11-25"
        self.grants = [grant for grant in self.grants if grant["who"] != who]
        self.rows = [row for row in self.rows if row["Email"] != who]
        self.planted.add(("tokens/holder-left", f"token-{20 + number}"))

    def write(self, root: Path, clients: int = 1) -> None:
        """The agency as a project, or as one of each of its clients: whose number in an address leaves the client's, is of that client."""
        for client in range(clients):
            folder = root if clients == 1 else root / f"client-{client}"
            self.write_client(folder, client, clients)

    def write_client(self, root: Path, client: int, clients: int) -> None:
        """One client: its people and the two who approve everywhere, its grants, lists and tokens."""

        def is_here(address: str) -> bool:
            return int("".join(filter(str.isdecimal, address.partition("@")[0]))) % clients == client

        (root / "specs").mkdir(parents=True)
        (root / "exports").mkdir()
        (root / "govern.yaml").write_text(f"version: 1\nname: {root.name}\n")
        policy = {
            "review": "quarterly",
            "mfa": "required",
            "dormant_after": "90d",
            "domains": ["agency.example"],
            "admins": {"min": 1, "max": 5},
        }
        people = [
            person for person in self.people if is_here(person["email"]) or person["name"] in ("Person 1", "Person 2")
        ]
        grants = [grant for grant in self.grants if is_here(grant["who"])]
        tokens = [token for token in self.tokens if is_here(token["owner"])]
        specs = {"version": 1, "access": {"policy": policy, "people": people, "grants": grants},
                 "tokens": {"policy": {"rotate_every": "60d", "warn_before": "14d"}, "items": tokens}}  # fmt: skip
        (root / "specs" / "access.yaml").write_text(json.dumps(specs))
        heads = ("Email", "Platform", "Role", "Last active", "MFA", "Status", "Invited on")
        rows = (row for row in self.rows if is_here(row["Email"]))
        table = [",".join(heads), *(",".join(f'"{row.get(head, "")}"' for head in heads) for row in rows)]
        (root / "exports" / "people.csv").write_text("\n".join(table) + "\n")
        old = {name for rule, name in self.planted if rule == "tokens/not-rotated"}
        secrets = [
            {"Name": token["name"], "LastChangedDate": "2026-05-01" if token["name"] in old else "2026-10-21"}
            for token in tokens
        ]
        (root / "exports" / "secrets.json").write_text(json.dumps({"SecretList": secrets}))
