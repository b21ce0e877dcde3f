"""What tiggy finds in a container, references that lead nowhere, namesakes, circles and what is not used, we find at the same entity.

Containers are generated, with flaws here and there. Explained, and not counted: a circle is told once, and what shares an id at
one of the two; a template that a tag of an unknown type may mean, at the tag; a variable that only itself uses is unused for us;
of namesakes, which Tag Manager refuses, we take the first for the one that is used.
"""

from __future__ import annotations

import json
import re
from importlib import import_module
from importlib.util import find_spec
from random import Random
from typing import Any

from govern.gtm.container import label
from govern.project import load
from govern.project.exports import read_exports
from govern.rules.run import run
from tools.damage.projects import TODAY
from tools.trials import Failure, chance

GOAL = 10_000
SECONDS = 0.03
WORDS = ("Purchase", "Lead", "Cart", "View", "Search", "Login", "Scroll", "Refund")
BUILT_INS = {"Page URL": "PAGE_URL", "Click ID": "CLICK_ID", "Event": "EVENT", "Referrer": "REFERRER"}
KINDS = {"tag": "tag", "trigger": "trigger", "variable": "variable", "folder": "folder", "template": "customTemplate"}


Said = tuple[str, str]
"""A rule and an entity."""
QUOTED = re.compile(r'"([^"]*)"')
ENTITY = re.compile(r'\w+ "[^"]*"')
NUMBERED = re.compile(r' #\d+"$')
CIRCLES = ("refers to itself", "has the id")


def missing() -> str:
    """What this row needs."""
    return "" if find_spec("tiggy") else "tiggy-cli is not installed"


class Made:
    """A container made by chance."""

    def __init__(self, luck: Random) -> None:
        self.luck = luck
        kinds = {"tag": (1, 6), "trigger": (0, 5), "variable": (0, 6), "folder": (0, 2), "customTemplate": (0, 1)}
        self.names = {kind: self.named(kind, luck.randint(*range_)) for kind, range_ in kinds.items()}
        self.ids = {kind: [str(10 + at) for at in range(len(names))] for kind, names in self.names.items()}
        for ids in self.ids.values():
            if len(ids) > 1 and luck.random() < 0.05:
                ids[-1] = ids[0]

    def named(self, kind: str, count: int) -> list[str]:
        """So many names, two of them alike now and then."""
        names = [f"{kind} {word}" for word in self.luck.sample(WORDS, count)]
        if count > 1 and self.luck.random() < 0.1:
            names[-1] = names[0]
        return names

    def name(self, kind: str) -> str:
        """The name of something, which is not always there."""
        if self.names[kind] and self.luck.random() < 0.85:
            return self.luck.choice(self.names[kind])
        return f"{kind} {self.luck.choice(WORDS)}"

    def id(self, kind: str) -> str:
        """The id of something, which is not always there."""
        return self.luck.choice(self.ids[kind]) if self.ids[kind] and self.luck.random() < 0.85 else "77"

    def text(self) -> str:
        """A text that refers to variables."""
        found = [
            self.luck.choice(list(BUILT_INS)) if self.luck.random() < 0.3 else self.name("variable") for _ in range(2)
        ]
        return " ".join(f"{{{{{name}}}}}" for name in found[: self.luck.randrange(3)])

    def entity(self, kind: str, at: int, id: str, **more: Any) -> dict[str, Any]:
        """What every entity has."""
        own = {
            "accountId": "1",
            "containerId": "2",
            id: self.ids[kind][at],
            "name": self.names[kind][at],
            "fingerprint": "1",
        }
        if kind in ("tag", "trigger", "variable") and self.luck.random() < 0.2:
            own["parentFolderId"] = self.id("folder")
        return {**own, **more}

    def tag(self, at: int) -> dict[str, Any]:
        """A tag of custom HTML, or of a template."""
        more: dict[str, Any] = {"type": "html", "parameter": [parameter("html", f"<p>{self.text()}</p>")]}
        if self.luck.random() < 0.2:
            more = {"type": f"cvt_2_{self.id('customTemplate')}"}
        if self.luck.random() < 0.9:
            more["firingTriggerId"] = [self.id("trigger") if self.luck.random() < 0.7 else "2147479553"]
        if self.luck.random() < 0.2:
            more["blockingTriggerId"] = [self.id("trigger")]
        for way in ("setupTag", "teardownTag"):
            if self.luck.random() < 0.1:
                more[way] = [{"tagName": self.name("tag")}]
        return self.entity("tag", at, "tagId", **more)

    def trigger(self, at: int) -> dict[str, Any]:
        """A trigger of a custom event, with a condition now and then."""
        event = [condition("{{_event}}", self.names["trigger"][at])]
        more: dict[str, Any] = {"type": "CUSTOM_EVENT", "customEventFilter": event}
        if self.luck.random() < 0.4:
            more["filter"] = [condition(self.text() or "{{_event}}", "x")]
        return self.entity("trigger", at, "triggerId", **more)

    def variable(self, at: int) -> dict[str, Any]:
        """A variable that has a value, or makes one of others."""
        body = self.text()
        more = {"type": "c", "parameter": [parameter("value", body or "1")]}
        if self.luck.random() < 0.4:
            more = {"type": "jsm", "parameter": [parameter("javascript", f"function(){{return [{body}];}}")]}
        return self.entity("variable", at, "variableId", **more)

    def export(self) -> dict[str, Any]:
        """The whole of it."""
        own = {"accountId": "1", "containerId": "2"}
        made: dict[str, Any] = {
            kind: [getattr(self, kind)(at) for at in range(len(self.names[kind]))]
            for kind in ("tag", "trigger", "variable")
        }
        made["folder"] = [self.entity("folder", at, "folderId") for at in range(len(self.names["folder"]))]
        made["customTemplate"] = [
            self.entity("customTemplate", at, "templateId", templateData="___INFO___\n\n{}\n")
            for at in range(len(self.names["customTemplate"]))
        ]
        listed = self.luck.sample(sorted(BUILT_INS), self.luck.randrange(4))
        made["builtInVariable"] = [{**own, "type": BUILT_INS[name], "name": name} for name in listed]
        container = {**own, "name": "shop", "publicId": "GTM-ABC1234", "usageContext": ["WEB"]}
        version = {**own, "containerVersionId": "0", "container": container}
        return {"exportFormatVersion": 2, "containerVersion": version | {key: of for key, of in made.items() if of}}


def parameter(key: str, value: str) -> dict[str, str]:
    """A parameter of an entity."""
    return {"type": "TEMPLATE", "key": key, "value": value}


def condition(left: str, right: str) -> dict[str, Any]:
    """A condition of a trigger."""
    return {"type": "EQUALS", "parameter": [parameter("arg0", left), parameter("arg1", right)]}


MEANS = {
    "unknown-variable": "undefined-variable", "built-in-not-enabled": "undefined-variable", "unknown-folder": "unknown-reference",
    "unknown-trigger": "unknown-reference", "unknown-template": "unknown-reference", "unknown-tag": "broken-export",
    "duplicate-name": "broken-export", "unused-trigger": "unused-trigger", "unused-variable": "unused-variable",
    "unused-template": "unused-template", "tag-never-fires": "tag-without-trigger",
}  # fmt: skip
"""Our rule of the group `containers` for each of tiggy's that speaks of one entity."""
TOGETHER = ("variable-cycle", "sequencing-cycle", "duplicate-id")
"""Rules of tiggy's that speak of several entities together, of which we name one or more."""


def theirs(raw: str) -> tuple[set[Said], list[set[str]]]:
    """What tiggy finds: our rule and the entity; and entities of which one is to be named, as they go in a circle or share an id."""
    alone, together = set(), []
    for one in asked(raw):
        kind = KINDS.get(str(one.node.kind), str(one.node.kind))
        if one.rule in TOGETHER:
            together.append({label(kind, name) for name in QUOTED.findall(one.message)})
        else:
            alone.add((MEANS[one.rule], label(kind, one.node.name)))
    return alone, together


def asked(raw: str) -> list[Any]:
    """The findings of tiggy, which brings no types that could be checked."""
    graph, export = import_module("tiggy.graph"), import_module("tiggy.io.export")
    found: list[Any] = import_module("tiggy.checks").run(graph.ContainerGraph(export.loads(raw).container_version))
    return found


def ours(raw: str) -> tuple[set[Said], set[str]]:
    """What we find: the rule and the entity, namesakes by their name; and the entities that go in a circle or share an id."""
    alone, together = set(), set()
    for one in run(load.bare(TODAY, read_exports(["-"], raw.encode())), "live"):
        rule = one.rule.removeprefix("containers/")
        if rule == "id-twice" or (rule == "broken-export" and any(word in one.message for word in CIRCLES)):
            together |= {NUMBERED.sub('"', entity) for entity in ENTITY.findall(f"{one.place.entity} {one.message}")}
        else:
            places = (one.place, *(other.place for other in one.related))
            alone |= {(rule, NUMBERED.sub('"', place.entity)) for place in places}
    return alone, together


def attempt(seed: int, number: int) -> Failure | None:
    """One container, asked of both."""
    export = Made(chance("tiggy", seed, number)).export()
    raw = json.dumps(export)
    (their, their_together), (our, our_together) = theirs(raw), ours(raw)
    doubled = {entity for rule, entity in our if rule == "broken-export"}
    wrong = [f"only tiggy: {said}" for said in sorted(their - our) if not is_meant(said, our)]
    wrong += [f"only tiggy: {sorted(of)}" for of in their_together if of.isdisjoint(our_together) and not of <= doubled]
    told = {said for said in our - their if said[0] in MEANS.values() and said[0] != "broken-export"}
    wrong += [f"only we: {said}" for said in sorted(told) if not is_unused(said, our_together | doubled)]
    return Failure("\n".join(wrong), json.dumps(export, indent=1).encode(), ".json") if wrong else None


def is_meant(said: Said, our: set[Said]) -> bool:
    """A template may be what a tag of an unknown type means: then only the tag is told of."""
    return said[0] == "unused-template" and any(rule == "unknown-reference" for rule, _ in our)


def is_unused(said: Said, special: set[str]) -> bool:
    """What only itself uses is used for tiggy; of two namesakes we see a use of the first, whichever is meant."""
    return said[0] in ("unused-variable", "unused-trigger", "tag-without-trigger") and said[1] in special
