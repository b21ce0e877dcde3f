"""A second state of an export: other ids, another order, and known changes of all kinds planted in it.

A planted change is `{"action", "kind", "name"}` with `"before_name"` for renames: what a plan must say, and nothing
else. Entities that take part in one change take part in no other.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from benchmarks.containers import CONTAINER, ID, KINDS, Entity, Maker, condition, parameter

Planted = dict[str, str]
TYPE = re.compile(rf"cvt_{CONTAINER}_([0-9]+)")


class Planter:
    """Plants changes in a copy of an export."""

    def __init__(self, export: Entity, seed: int) -> None:
        self.export = copy.deepcopy(export)
        self.version: dict[str, Any] = self.export["containerVersion"]
        self.random = Random(seed)
        self.used: set[int] = set()
        self.renamed: dict[tuple[str, str], str] = {}
        self.planted: list[Planted] = []
        self.maker = Maker(seed + 1)
        self.maker.next_id = 900_001
        self.maker.lists = {kind: list(self.version[kind]) for kind in KINDS}
        self.referred = set(references(self.version))

    def note(self, action: str, kind: str, name: str, before_name: str = "") -> None:
        """Remember a change."""
        self.planted.append(
            {"action": action, "kind": kind, "name": name, **({"before_name": before_name} if before_name else {})}
        )

    def pick(self, kind: str, fits: Callable[[Entity], object] = bool) -> Entity:
        """An entity that nothing has happened to yet."""
        rows = self.version[kind]
        start = self.random.randrange(len(rows))
        for row in rows[start:] + rows[:start]:
            if id(row) not in self.used and fits(row):
                self.used.add(id(row))
                found: Entity = row
                return found
        raise ValueError(f"the export is too small: no {kind} is left to change")

    def changed(self, kind: str, fits: Callable[[Entity], object] = bool) -> Entity:
        """An entity that is about to change."""
        found = self.pick(kind, fits)
        self.note("change", kind, found["name"])
        return found

    # what may happen, one method each

    def event_name(self) -> None:
        """Another value of a parameter."""
        tag = self.changed("tag", lambda tag: has(tag, "eventName"))
        value(tag, "eventName")["value"] += "_v2"

    def code_line(self) -> None:
        """One line of a tag's code."""
        tag = self.changed("tag", lambda tag: tag["type"] == "html")
        lines = value(tag, "html")["value"].split("\n")
        lines[len(lines) // 2] += " // checked"
        value(tag, "html")["value"] = "\n".join(lines)

    def paused(self) -> None:
        """A field that was not there."""
        self.changed("tag")["paused"] = True

    def fired_by_more(self) -> None:
        """One more trigger."""
        tag = self.changed("tag")
        free = [row["triggerId"] for row in self.version["trigger"] if row["triggerId"] not in tag["firingTriggerId"]]
        tag["firingTriggerId"] = [*tag["firingTriggerId"], self.random.choice(free)]
        self.referred.update(references(tag))

    def consent(self) -> None:
        """A setting inside a setting."""
        self.changed("tag")["consentSettings"] = {"consentStatus": "NOT_NEEDED"}

    def table_row(self) -> None:
        """A row more in a table, in its middle."""
        tag = self.changed("tag", lambda tag: has(tag, "eventSettingsTable"))
        row = {
            "type": "MAP",
            "map": [parameter("parameter", "planted_row"), parameter("parameterValue", "{{Page URL}}")],
        }
        value(tag, "eventSettingsTable")["list"].insert(1, row)

    def parameter_less(self) -> None:
        """A parameter less."""
        tag = self.changed("tag", lambda tag: has(tag, "enhancedUserId"))
        tag["parameter"].remove(value(tag, "enhancedUserId"))

    def filter_value(self) -> None:
        """Another value in a filter."""
        trigger = self.changed("trigger", lambda trigger: "customEventFilter" in trigger)
        trigger["customEventFilter"][0]["parameter"][1]["value"] += "_done"

    def one_more_condition(self) -> None:
        """A condition more in a filter."""
        trigger = self.changed("trigger", lambda trigger: "filter" in trigger)
        trigger["filter"].insert(0, condition("EQUALS", "{{Page Hostname}}", "www.shop.example"))

    def variable_value(self) -> None:
        """Another constant."""
        variable = self.changed("variable", lambda variable: variable["type"] == "c")
        value(variable, "value")["value"] += "-new"

    def format_value(self) -> None:
        """A format that was not there."""
        variable = self.changed("variable", lambda variable: "formatValue" not in variable)
        variable["formatValue"] = {"caseConversionType": "LOWERCASE"}

    def template_code(self) -> None:
        """One line of a template's code."""
        template = self.changed("customTemplate")
        template["templateData"] = template["templateData"].replace("\n\n", "\n// reviewed\n\n", 2)

    def note_on_folder(self) -> None:
        """A note on a folder."""
        self.changed("folder")["notes"] = "cleaned up"

    def new_tag(self) -> None:
        """A tag more."""
        self.grow("tag", self.maker.tag())

    def new_trigger(self) -> None:
        """A trigger more."""
        self.grow("trigger", self.maker.trigger())

    def new_variable(self) -> None:
        """A variable more."""
        self.grow("variable", self.maker.variable())

    def grow(self, kind: str, entity: Entity) -> None:
        """Take a new entity in."""
        self.version[kind].append(entity)
        self.used.add(id(entity))
        self.referred.update(references(entity))
        self.note("add", kind, entity["name"])

    def less_tag(self) -> None:
        """A tag less."""
        self.shrink("tag")

    def less_trigger(self) -> None:
        """A trigger less that nothing fires on."""
        self.shrink("trigger")

    def less_variable(self) -> None:
        """A variable less that nothing uses."""
        self.shrink("variable")

    def shrink(self, kind: str) -> None:
        """Leave an entity out to which nothing refers."""
        gone = self.pick(kind, lambda row: not {(kind, row["name"]), (kind, row[ID[kind]])} & self.referred)
        self.version[kind].remove(gone)
        self.maker.lists[kind].remove(gone)
        self.note("remove", kind, gone["name"])

    def rename(self, kind: str, fits: Callable[[Entity], object] = bool) -> Entity:
        """Give an entity another name, everywhere."""
        found = self.pick(kind, fits)
        old = found["name"]
        self.call(kind, found, f"{self.maker.words(3).title()} ({old.rpartition(' ')[2]})")
        return found

    def call(self, kind: str, entity: Entity, name: str) -> None:
        """Note the new name of an entity; references are renamed at the end, all at once."""
        old, entity["name"] = entity["name"], name
        self.renamed[kind, old] = name
        self.note("rename", kind, name, old)

    def rename_tag(self) -> None:
        """Another name for a tag."""
        self.rename("tag")

    def rename_trigger(self) -> None:
        """Another name for a trigger that tags fire on."""
        self.rename("trigger", lambda row: ("trigger", row["triggerId"]) in self.referred)

    def rename_variable(self) -> None:
        """Another name for a variable that others use."""
        self.rename("variable", lambda row: ("variable", row["name"]) in self.referred)

    def rename_folder(self) -> None:
        """Another name for a folder with something in it."""
        self.rename("folder", lambda row: ("folder", row["folderId"]) in self.referred)

    def rename_template(self) -> None:
        """Another name for a template that tags are made of."""
        self.rename("customTemplate")

    def rename_case(self) -> None:
        """A name in capitals."""
        variable = self.pick("variable")
        self.call("variable", variable, variable["name"].upper())

    def rename_and_pause(self) -> None:
        """Another name and another field for one tag: one change."""
        self.rename("tag")["paused"] = True

    def swap_triggers(self) -> None:
        """Two triggers exchange their names: two changes."""

        def fits(row: Entity) -> bool:
            return row["type"] == "CUSTOM_EVENT" and ("trigger", row["triggerId"]) in self.referred

        one, other = self.pick("trigger", fits), self.pick("trigger", fits)
        name = one["name"]
        self.call("trigger", one, other["name"])
        self.call("trigger", other, name)

    def settings(self) -> None:
        """A setting of the container itself."""
        container = self.version["container"]
        container["notes"] = "planted"
        self.note("change", "container", container["publicId"])

    def run(self, count: int) -> None:
        """Plant `count` changes."""
        kinds = [getattr(self, name) for name in ONCE + AGAIN]
        while len(self.planted) < count:
            plant = kinds.pop(0) if kinds else getattr(self, self.random.choice(AGAIN))
            if plant == self.swap_triggers and count - len(self.planted) < 2:
                continue
            plant()
        for kind in KINDS:
            self.version[kind] = rename_references(self.version[kind], self.renamed)


ONCE = ("settings", "rename_template", "template_code", "rename_folder", "note_on_folder")
AGAIN = (
    "event_name",
    "swap_triggers",
    "rename_variable",
    "rename_trigger",
    "rename_tag",
    "new_tag",
    "less_tag",
    "new_trigger",
    "less_trigger",
    "new_variable",
    "less_variable",
    "code_line",
    "paused",
    "fired_by_more",
    "consent",
    "table_row",
    "parameter_less",
    "filter_value",
    "one_more_condition",
    "variable_value",
    "format_value",
    "rename_case",
    "rename_and_pause",
)


def has(entity: Entity, key: str) -> bool:
    """Whether an entity has a parameter."""
    return any(found["key"] == key for found in entity["parameter"])


def value(entity: Entity, key: str) -> Entity:
    """A parameter of an entity."""
    found: Entity = next(found for found in entity["parameter"] if found["key"] == key)
    return found


def references(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """What a value refers to: variables and tags by name, triggers and folders by id."""
    if isinstance(value, dict):
        for name, item in value.items():
            held = "firingTriggerId" if name == "value" and value.get("type") == "TRIGGER_REFERENCE" else name
            yield from references(item, held)
    elif isinstance(value, list):
        for item in value:
            yield from references(item, key)
    elif isinstance(value, str):
        if key in ("firingTriggerId", "blockingTriggerId"):
            yield "trigger", value
        elif key == "parentFolderId":
            yield "folder", value
        elif key == "tagName":
            yield "tag", value
        for name in re.findall(r"\{\{(.+?)\}\}", value):
            yield "variable", name


def rename_references(value: Any, renamed: dict[tuple[str, str], str], key: str = "") -> Any:
    """The value with what is referred to by name under its new name."""
    if isinstance(value, dict):
        return {name: rename_references(item, renamed, name) for name, item in value.items()}
    if isinstance(value, list):
        return [rename_references(item, renamed, key) for item in value]
    if isinstance(value, str) and key == "tagName":
        return renamed.get(("tag", value), value)
    if isinstance(value, str) and "{{" in value:
        return re.sub(r"\{\{(.+?)\}\}", lambda m: "{{" + renamed.get(("variable", m[1]), m[1]) + "}}", value)
    return value


def renumbered(version: dict[str, Any], random: Random) -> None:
    """Give every entity another id, and another fingerprint."""
    new: dict[tuple[str, str], str] = {}
    for kind, key in ID.items():
        ids = random.sample(range(10_000, 10_000 + 10 * len(version[kind])), len(version[kind]))
        for row, id in zip(version[kind], ids, strict=True):
            new[key, row[key]] = row[key] = str(id)
            row["fingerprint"] = str(random.randrange(10**12, 10**13))
    lists = {"firingTriggerId": "triggerId", "blockingTriggerId": "triggerId"}
    for row in (row for kind in KINDS for row in version[kind]):
        for key, of in lists.items():
            if key in row:
                row[key] = [new[of, id] for id in row[key]]
        if "parentFolderId" in row:
            row["parentFolderId"] = new["folderId", row["parentFolderId"]]
        if isinstance(row.get("type"), str) and (found := TYPE.fullmatch(row["type"])):
            row["type"] = f"cvt_{CONTAINER}_{new['templateId', found[1]]}"
        if row.get("type") == "TRIGGER_GROUP":
            for item in value(row, "triggerIds")["list"]:
                item["value"] = new["triggerId", item["value"]]


def second_state(export: Entity, count: int, seed: int = 1) -> tuple[Entity, list[Planted]]:
    """Another export of the same container, and the `count` changes by which it differs."""
    planter = Planter(export, seed)
    planter.run(count)
    renumbered(planter.version, planter.random)
    for kind in KINDS:
        planter.random.shuffle(planter.version[kind])
    planted = sorted(planter.planted, key=lambda found: (found["kind"], found["name"], found["action"]))
    return planter.export, planted
