"""The commands that write, each with the folder that it is run in: what a command line does to the disk, and nothing twice.

A folder has the project, or where one is made, in `shop`, and beside it what the user's machine keeps: `home`, with the
caches, the locks and the configuration. Everything that is written there and in the project is looked at afterwards.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
import reviewed_shop
import scenes

from govern.core.record import Record
from tools.trials._outcome import DAY, ROOT, folder, said

FLAWED = "version: 1\nevents:   [{name:   purchase, descripton: Paid.}]\n# token EAAB" + "aB3dE5gH7j" * 15 + "\n"
"""A spec that `fmt` lays out anew, `lint --fix` mends, and that holds a credential."""

COUNTED = """version: 1
destinations: [{name: meta, platform: meta, consent: [ad_storage]}]
events: [{name: purchase, kind: conversion, owner: shop, description: Somebody paid.}]
counts:
  - {name: ads, files: ads.csv, layer: platform, means: counted, destination: meta, event: purchase, zone: Europe/Madrid}
  - {name: shop, files: orders.csv, layer: backend, means: orders, event: purchase, zone: Europe/Madrid}
quality:
  discrepancy: [{between: [platform, backend], target: 5%, warn_above: 10%, fail_above: 15%}]
  volume_drop: [{percent: 50, within: 1d, against: 7d, level: warning}]
"""
TOKENS = """version: 1
tokens:
  policy: {rotate_every: 60d, warn_before: 14d, holder: service}
  items: [{name: capi, platform: meta, kind: system_user, stored_in: 'env:CAPI', owner: data, issued: 2026-10-15}]
"""
RULE = '''"""It speaks."""
from govern.rules import Problem, rule

@rule(good="events: []", bad="events: [{name: a}]")
def check(project):
    for event in project.events:
        yield Problem(event.place("name"), "said")
'''
BLOCKED = {
    "type": "csp-violation", "age": 10, "url": "https://shop.example/", "user_agent": "x",
    "body": {"documentURL": "https://shop.example/", "blockedURL": "https://cdn.example/a.js",
             "effectiveDirective": "script-src", "originalPolicy": "script-src 'self'", "disposition": "report"},
}  # fmt: skip


class Scene(Record):
    """A command line, what lays its folder, and whether the caches are on."""

    args: tuple[str, ...]
    lay: Callable[[Path, str], None]
    cached: bool = False
    tells: tuple[str, ...] = ()
    """Files that are written although a part of the work failed, and say so: after an error they may be neither old nor new."""

    @property
    def name(self) -> str:
        """What it is called: the command with what it is given."""
        return " ".join(self.args) + (" (with caches)" if self.cached else "")


def hazel(place: Path, command: str) -> None:
    """A shop with two containers, or its exports alone, for the commands that make, render and import."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scenes, "run", lambda args: said(*args).code)
        made = scenes.scene_of(command, place.parent / "made")
    shutil.move(made, place)
    shutil.rmtree(place.parent / "made", ignore_errors=True)


def flawed(place: Path, _command: str) -> None:
    """The same shop with a spec that has flaws."""
    hazel(place, "lint")
    (place / "specs" / "events.yaml").write_text(FLAWED)


def project(**files: str) -> Callable[[Path, str], None]:
    """A project of a few files; a name has `__` for each slash and `_` before its ending."""

    def lay(place: Path, _command: str) -> None:
        for name, text in {"govern_yaml": "version: 1\n", **files}.items():
            path = place / ".".join(name.replace("__", "/").rsplit("_", 1))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    return lay


def reviewed(place: Path, _command: str) -> None:
    """A project whose access is reviewed, with its review of the quarter and a key to sign it."""
    place.mkdir()
    reviewed_shop.lay(place)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", place / "key"], check=True)
    assert said("audit", "-C", str(place), "--report", str(place / "out"), "--today", DAY).code in (0, 1)


def clients(place: Path, _command: str) -> None:
    """Two clients in one repository."""
    for name in ("a", "b"):
        (place / name).mkdir(parents=True)
        reviewed_shop.lay(place / name)


def captured(place: Path, _command: str) -> None:
    """A project with a capture."""
    project(specs__events_yaml="version: 1\nevents: [{name: purchase, owner: shop, description: Paid.}]\n")(place, "")
    shutil.copy(ROOT / "tests" / "golden" / "captures" / "shop.har", place / "shop.har")


def counted(place: Path, _command: str) -> None:
    """A project with what a platform and the shop have counted."""
    days = [f"2026-11-{day:02}" for day in range(1, 23)]
    ads = "".join(f"{day},40,400.00,EUR\n" for day in days)
    orders = "".join(f"{day},50\n" for day in days)
    csv = {"ads_csv": f"date,conversions,value,currency\n{ads}", "orders_csv": f"date,orders\n{orders}"}
    project(specs__shop_yaml=COUNTED, **csv)(place, "")


PURCHASE = "version: 1\nevents: [{name: Purchase, owner: shop, description: Paid.}]\n"
INDEX = tuple(f"shop/report/{name}" for name in ("index.html", "index.md", "audit-2026-Q4-all-grants.csv"))
ACCEPT = ("--write-baseline", "--reason", "later")
SCENES: tuple[Scene, ...] = (
    Scene(("init", ".", "--from", "exports/server.json"), hazel),
    Scene(("import", "exports/web.json"), hazel),
    Scene(("render", "csp"), hazel),
    Scene(("render",), hazel),
    Scene(("demo", "demo"), hazel),
    Scene(("schema", "-o", "schema.json"), hazel),
    Scene(("lint", *ACCEPT, "--today", DAY), flawed),
    Scene(("lint", "--fix", "--today", DAY), flawed),
    Scene(("lint", "--output-file", "report.txt", "--today", DAY), project(specs__events_yaml=PURCHASE)),
    Scene(("lint", "--today", DAY), project(specs__events_yaml=PURCHASE), cached=True),
    Scene(("audit", "--report", "report", "--today", DAY), flawed),
    Scene(("audit", *ACCEPT, "--today", DAY), flawed),
    Scene(("audit", "--plan", "--output-file", "plan.md", "--today", DAY), flawed),
    Scene(("audit", "-C", "*", "--report", "report", "--today", DAY, "--jobs", "1"), clients, tells=INDEX),
    Scene(("audit", "--open-review", "--today", DAY), reviewed),
    Scene(("audit", "--verify", "out", "--sign", "key", "--signer", "ana@acme.example", "--today", DAY), reviewed),
    Scene(("fmt",), flawed),
    Scene(("secrets", *ACCEPT), flawed),
    Scene(("tokens", "rotate", "capi", "--today", DAY), project(specs__tokens_yaml=TOKENS)),
    Scene(("trust",), project(specs__events_yaml=PURCHASE, rules__paid__owner_py=RULE)),
    Scene(("csp", "reports", "reports.ndjson", "--html", "blocked.html"), project(reports_ndjson=json.dumps(BLOCKED))),
    Scene(("verify", "shop.har", "--report", "report", "--today", DAY), captured),
    Scene(("reconcile", "--report", "report", "--today", DAY), counted),
    Scene(("monitor", "--log", "monitor.log", "--at", "2026-11-20T10:00Z"), counted),
    *((Scene(("audit", "--report", "report", "--pdf", "--today", DAY), reviewed),) if find_spec("typst") else ()),
)


def laid(scene: Scene, place: Path) -> Path:
    """The folder of a scene, laid below an empty one."""
    with folder():
        scene.lay(place / "shop", scene.args[0])
    return place
