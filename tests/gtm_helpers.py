"""Containers for tests: the fixtures, the public exports beside the project if they are there, and broken copies."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from govern.gtm import read as gtm
from govern.gtm.container import Container, canonical_container
from govern.gtm.entries import Decoded, containers_of
from govern.source import yaml
from govern.spec.read import read_sections
from govern.spec.sections.containers import ContainerEntry

FIXTURES = Path(__file__).parent / "exports" / "gtm"
CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
WITHOUT_CORPUS = "the corpus of public exports is not beside the project"


def fixture(name: str) -> Any:
    """The data of a fixture."""
    return json.loads((FIXTURES / name).read_text("utf-8"))


def read_one(data: Any, file: str = "export.json") -> Container:
    """The one container in the data of an export."""
    (container,) = gtm.read(json.dumps(data).encode(), file)
    return container


def live(name: str) -> Container:
    """The container of a fixture, in canonical form."""
    return canonical_container(read_one(fixture(name), name))


def corpus(*kinds: str) -> list[Path]:
    """The files of the corpus, empty where there is none."""
    return [path for kind in kinds for path in sorted((CORPUS / kind).glob("*.json"))]


def read_specs(files: dict[str, bytes]) -> Decoded:
    """The one container that spec files and side files describe, read as `lint` reads them."""
    entries: list[ContainerEntry] = []
    for path, raw in files.items():
        if path.endswith(".yaml"):
            sections = read_sections(yaml.read(yaml.decode(raw)).data, path)
            assert not sections.misfits
            entries.extend(sections.entities["containers"])
    (decoded,) = containers_of(entries, files)
    return decoded


def web(**lists: list[dict[str, Any]]) -> dict[str, Any]:
    """The smallest export with some entities; what a test leaves out of an entity is not what it is about."""
    container = {
        "accountId": "1",
        "containerId": "2",
        "publicId": "GTM-TEST123",
        "name": "Test",
        "usageContext": ["WEB"],
    }
    return {"exportFormatVersion": 2, "containerVersion": {"container": container, **lists}}


ODD_VALUES: tuple[Any, ...] = (
    None, True, 0, -5, 3.5, 10**30, "", "x", "#5", "##", "template:x", "cvt_1_2", "12", "true", [], {}, [[]], [None],
    {"a": 1}, {"": 1}, {"$raw": 1}, {"$json": "["}, {"type": "TEMPLATE", "value": "x"}, ["12"], [12], "é\u2028\n", "a\r\nb",
    {"type": "TRIGGER_REFERENCE", "value": "12"}, {"key": "a", "type": "BOOLEAN", "value": "true"}, [{"name": "x"}],
    "FORM_SUBMIT", "customEvent", {"firingTrigger": ["x"]}, 1e300, {"type": {"a": 1}, "value": "x"},
)  # fmt: skip
ODD_KEYS = (
    "folder",
    "firingTrigger",
    "unknown",
    "$x",
    "key",
    "name",
    "value",
    "type",
    "version",
    "entities",
    "<<",
    "tag",
)


def routes(data: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every node."""
    yield route
    for step, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from routes(value, (*route, step))


def broken_copies(data: Any, count: int, seed: int) -> Iterator[Any]:
    """Copies of an export in which nodes are removed, retyped, repeated, renamed, added or exchanged."""
    chance = random.Random(seed)
    known = [route for route in routes(data) if route]
    for _ in range(count):
        mutant = copy.deepcopy(data)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            try:
                damage(mutant, chance.choice(known), known, chance)
            except (KeyError, IndexError, TypeError):
                continue  # an earlier step took away what this one is about
        yield mutant


def damage(data: Any, route: tuple[str | int, ...], known: list[tuple[str | int, ...]], chance: random.Random) -> None:
    """One broken node, in place."""
    parent, step = at(data, route[:-1]), route[-1]
    match chance.randrange(6):
        case 0:
            del parent[step]
        case 1:
            parent[step] = copy.deepcopy(chance.choice(ODD_VALUES))
        case 2 if isinstance(parent, list) and isinstance(step, int):
            parent.insert(step, copy.deepcopy(parent[step]))
        case 3 if isinstance(parent, dict):
            parent[chance.choice(ODD_KEYS)] = copy.deepcopy(chance.choice(ODD_VALUES))
        case 4 if isinstance(parent, dict):
            parent[f"{step}x"] = parent.pop(step)
        case _:
            parent[step] = copy.deepcopy(at(data, chance.choice(known)))


def at(data: Any, route: tuple[str | int, ...]) -> Any:
    """The node at a route."""
    for step in route:
        data = data[step]
    return data
