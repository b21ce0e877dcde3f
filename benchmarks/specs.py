"""Projects of many spec files, each one event in about sixty lines, as teams write them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

OBJECTS = (
    "cart",
    "checkout",
    "filter",
    "gallery",
    "invoice",
    "menu",
    "order",
    "quote",
    "review",
    "voucher",
    "wishlist",
)
ACTIONS = ("added", "changed", "closed", "confirmed", "opened", "removed", "requested", "saved", "sent", "viewed")
FACTS = ("area", "channel", "layout", "method", "origin", "position", "reason", "section", "status", "variant")
TYPES = (("string", "text"), ("integer", 3), ("number", 2.5), ("boolean", True), ("date", "2026-05-04"))
TEAMS = ("checkout-team", "content-team", "growth-team", "search-team")


def spec_files(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """The files of a project by path: `govern.yaml`, then `count` spec files that lint clean."""
    yield "govern.yaml", "version: 1\nname: generated\n"
    random = Random(seed)
    for number in range(count):
        yield f"specs/events/event_{number:05}.yaml", spec(number, random)


def spec(number: int, random: Random) -> str:
    """One event with eight parameters and an example."""
    what, how = random.choice(OBJECTS), random.choice(ACTIONS)
    facts = random.sample(FACTS, 8)
    kinds = [TYPES[(len(what) + len(fact)) % len(TYPES)] for fact in facts]
    lines = [
        "version: 1",
        "",
        "events:",
        f"  - name: {what}_{how}_{number:05}",
        f"    description: A visitor had the {what} {how}, and the page said so in step {number}.",
        f"    owner: {random.choice(TEAMS)}",
        "    kind: interaction",
        "    fires:",
        "      on: custom",
        f"      name: {what}.{how}.{number}",
        f"    event_id: '{what}_{{visit_id}}_{number}'",
        "    consent: [analytics_storage]",
        "    parameters:",
        "      - name: visit_id",
        "        type: string",
        "        description: The visit in which it happened.",
        "        required: true",
    ]
    for fact, (kind, _) in zip(facts, kinds, strict=True):
        lines += [
            f"      - name: {what}_{fact}",
            f"        type: {kind}",
            f"        description: 'The {fact} of the {what}: what the page showed then.'",
            f"        required: {random.choice(('true', 'false'))}",
        ]
    lines += ["    examples:", f"      - visit_id: V-{number}"]
    lines += [f"        {what}_{fact}: {yaml(value)}" for fact, (_, value) in zip(facts, kinds, strict=True)]
    return "\n".join(lines) + "\n"


def yaml(value: object) -> str:
    """A plain value in YAML."""
    return str(value).lower() if isinstance(value, bool) else f"'{value}'" if isinstance(value, str) else str(value)


def write_specs(folder: str, count: int, seed: int = 1) -> None:
    """Write a project."""
    for path, text in spec_files(count, seed):
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)
