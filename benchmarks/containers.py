"""Container exports of any size, in the form and with the mixture of real ones.

The shares of tags, triggers and variables, their types and their sizes follow public exports. Long custom templates are
kept rare on purpose: many small objects are harder to read and to compare than a few long texts.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

Entity = dict[str, Any]

KINDS = ("tag", "trigger", "variable", "folder", "builtInVariable", "customTemplate")
ID = {
    "tag": "tagId",
    "trigger": "triggerId",
    "variable": "variableId",
    "folder": "folderId",
    "customTemplate": "templateId",
}
ACCOUNT, CONTAINER = "6000000001", "190000001"
BUILT_IN = ("PAGE_URL", "PAGE_HOSTNAME", "PAGE_PATH", "REFERRER", "EVENT", "CLICK_ELEMENT", "CLICK_CLASSES", "CLICK_ID")
WORDS = (
    "banner basket billing brand button campaign carousel catalog category checkout contact coupon customer delivery "
    "discount download enquiry feature footer form gallery header landing lead listing loyalty member modal newsletter "
    "offer order partner payment popup price product profile promo quote refund register review search shipping signup "
    "store stock subscribe support survey teaser trial upsell video voucher widget wishlist"
).split()


def parameter(key: str, value: str, type: str = "TEMPLATE") -> Entity:
    """A parameter with one value."""
    return {"type": type, "key": key, "value": value}


def table(key: str, rows: list[dict[str, str]]) -> Entity:
    """A parameter that is a table."""
    return {
        "type": "LIST",
        "key": key,
        "list": [{"type": "MAP", "map": [parameter(name, value) for name, value in row.items()]} for row in rows],
    }


def condition(type: str, left: str, right: str) -> Entity:
    """One condition of a filter."""
    return {"type": type, "parameter": [parameter("arg0", left), parameter("arg1", right)]}


class Maker:
    """Makes entities and keeps what they may refer to."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.lists: dict[str, list[Entity]] = {kind: [] for kind in KINDS}
        self.next_id = 1
        self.size = 0

    def words(self, number: int = 2) -> str:
        """Some words for a name."""
        return " ".join(self.random.sample(WORDS, number))

    def add(self, kind: str, name: str, body: Entity) -> Entity:
        """Add an entity; names are made unique by the number of its id."""
        entity: Entity = {"accountId": ACCOUNT, "containerId": CONTAINER}
        if kind in ID:
            entity[ID[kind]] = str(self.next_id)
            name = f"{name} {self.next_id:05}"
            self.next_id += 1
        entity |= {"name": name, **body}
        if kind != "builtInVariable":
            entity["fingerprint"] = str(self.random.randrange(10**12, 10**13))
        self.lists[kind].append(entity)
        text = json.dumps(entity, indent=4)
        self.size += len(text) + 12 * (text.count("\n") + 1) + 2
        return entity

    def in_folder(self) -> Entity:
        """The field that puts an entity into a folder, for most."""
        folders = self.lists["folder"]
        return {"parentFolderId": self.random.choice(folders)["folderId"]} if self.random.random() < 0.7 else {}

    def variable_name(self) -> str:
        """A reference to some variable."""
        return "{{" + str(self.random.choice(self.lists["variable"])["name"]) + "}}"

    def code(self, lines: int) -> str:
        """Some JavaScript that no other entity has."""
        rows = []
        for number in range(lines):
            word, other = self.random.sample(WORDS, 2)
            mark = self.random.randrange(10**6)
            rows.append(
                self.random.choice(
                    (
                        f"  var {word}{number} = document.querySelector('[data-{word}=\"{mark}\"]');",
                        f"  if (window.{word} && window.{word}.{other} === {mark}) {{ return {{{{Page URL}}}}; }}",
                        f"  dataLayer.push({{'event': '{word}_{other}', 'step': {mark}}}); // {other}",
                    )
                )
            )
        return "\n".join(rows)

    def variable(self) -> Entity:
        """A variable of some type."""
        random, words = self.random, self.words()
        key, mark = words.replace(" ", "."), random.randrange(10**6)
        share = random.random()
        if share < 0.5:
            body = {
                "type": "v",
                "parameter": [
                    parameter("dataLayerVersion", "2", "INTEGER"),
                    parameter("setDefaultValue", "false", "BOOLEAN"),
                    parameter("name", f"ecommerce.{key}.{mark}"),
                ],
            }
            return self.add("variable", f"DLV - {words}", body | self.in_folder())
        if share < 0.68:
            return self.add("variable", f"Const - {words}", {"type": "c", "parameter": [parameter("value", f"K{mark}-{key}")]})
        if share < 0.8:
            code = f"function() {{\n{self.code(random.randint(4, 14))}\n  return {self.variable_name()};\n}}"
            body = {"type": "jsm", "parameter": [parameter("javascript", code)]}
            return self.add("variable", f"JS - {words}", body | self.in_folder())
        if share < 0.9:
            rows = [{"key": f"/{word}/{mark}", "value": self.variable_name()} for word in random.sample(WORDS, 5)]
            body = {
                "type": "smm",
                "parameter": [
                    parameter("setDefaultValue", "true", "BOOLEAN"),
                    parameter("input", "{{Page Path}}"),
                    table("map", rows),
                    parameter("defaultValue", f"none-{mark}"),
                ],
                "formatValue": {"convertUndefinedToValue": parameter("convertUndefinedToValue", words)},
            }
            return self.add("variable", f"Lookup - {words}", body | self.in_folder())
        body = {
            "type": "u",
            "parameter": [
                parameter("component", "QUERY"),
                parameter("queryKey", f"{key}_{mark}"),
                parameter("customUrlSource", "{{Page URL}}"),
            ],
        }
        return self.add("variable", f"URL - {words}", body)

    def trigger(self) -> Entity:
        """A trigger of some type."""
        random, words = self.random, self.words()
        event, mark = words.replace(" ", "_"), random.randrange(10**6)
        share = random.random()
        if share < 0.6:
            body: Entity = {
                "type": "CUSTOM_EVENT",
                "customEventFilter": [condition("EQUALS", "{{_event}}", f"{event}_{mark}")],
            }
            if share < 0.2:
                body["filter"] = [condition("CONTAINS", self.variable_name(), words), condition("EQUALS", "{{Page Path}}", f"/{event}")]
            return self.add("trigger", f"CE - {words}", body | self.in_folder())
        if share < 0.8:
            body = {
                "type": "LINK_CLICK" if share < 0.7 else "CLICK",
                "filter": [
                    condition("MATCH_REGEX", "{{Page Path}}", f"^/{event}/[0-9]+/{mark}$"),
                    condition("CSS_SELECTOR", "{{Click Element}}", f".{event} a, .{event} a *"),
                ],
                "waitForTags": {"type": "BOOLEAN", "value": "false"},
                "waitForTagsTimeout": {"type": "TEMPLATE", "value": "2000"},
                "uniqueTriggerId": {"type": "TEMPLATE"},
            }
            return self.add("trigger", f"Click - {words}", body | self.in_folder())
        if share < 0.97 or len(self.lists["trigger"]) < 5:
            body = {"type": "PAGEVIEW", "filter": [condition("CONTAINS", "{{Page URL}}", f"/{event}/{mark}")]}
            return self.add("trigger", f"Page - {words}", body | self.in_folder())
        members = random.sample(self.lists["trigger"], 2)
        listed = [{"type": "TRIGGER_REFERENCE", "value": member["triggerId"]} for member in members]
        body = {"type": "TRIGGER_GROUP", "parameter": [{"type": "LIST", "key": "triggerIds", "list": listed}]}
        return self.add("trigger", f"Group - {words}", body)

    def tag(self) -> Entity:
        """A tag of some type that fires on some triggers."""
        random, words = self.random, self.words()
        event, mark = words.replace(" ", "_"), random.randrange(10**6)
        fires: Entity = {
            "firingTriggerId": [t["triggerId"] for t in random.sample(self.lists["trigger"], random.choice((1, 1, 1, 2)))],
            "tagFiringOption": "ONCE_PER_EVENT",
            "monitoringMetadata": {"type": "MAP"},
            "consentSettings": {"consentStatus": "NOT_SET"},
        }
        if random.random() < 0.15:
            fires["blockingTriggerId"] = [random.choice(self.lists["trigger"])["triggerId"]]
        fires |= self.in_folder()
        share = random.random()
        if share < 0.6:
            rows = [
                {"parameter": f"{word}_{mark}", "parameterValue": self.variable_name()}
                for word in random.sample(WORDS, random.randint(3, 10))
            ]
            parameters = [
                parameter("sendEcommerceData", "false", "BOOLEAN"),
                parameter("enhancedUserId", "false", "BOOLEAN"),
                table("eventSettingsTable", rows),
                parameter("eventName", f"{event}_{mark}"),
                parameter("measurementIdOverride", self.variable_name()),
            ]
            return self.add("tag", f"GA4 - {words}", {"type": "gaawe", "parameter": parameters} | fires)
        if share < 0.85:
            html = f"<script>\n{self.code(random.randint(8, 40))}\n</script>"
            parameters = [parameter("html", html), parameter("supportDocumentWrite", "false", "BOOLEAN")]
            return self.add("tag", f"HTML - {words}", {"type": "html", "parameter": parameters} | fires)
        template = random.choice(self.lists["customTemplate"])
        parameters = [
            parameter("pixelId", self.variable_name()),
            parameter("eventName", f"{event}.{mark}"),
            parameter("disableAutoConfig", "false", "BOOLEAN"),
            table("objectPropertyList", [{"name": word, "value": self.variable_name()} for word in random.sample(WORDS, 4)]),
        ]
        body = {"type": f"cvt_{CONTAINER}_{template['templateId']}", "parameter": parameters}
        setup = random.choice(self.lists["tag"])["name"] if self.lists["tag"] else ""
        if setup and random.random() < 0.2:
            fires["setupTag"] = [{"tagName": setup, "stopOnSetupFailure": True}]
        return self.add("tag", f"Pixel - {words}", body | fires)

    def template(self) -> Entity:
        """A custom template with its code."""
        words = self.words()
        info = json.dumps({"type": "TAG", "id": "cvt_temp_public_id", "version": 1, "displayName": words}, indent=2)
        data = f"___INFO___\n\n{info}\n\n___SANDBOXED_JS_FOR_WEB_TEMPLATE___\n\n{self.code(self.random.randint(100, 300))}\n"
        return self.add("customTemplate", f"Template {words}", {"templateData": data})


def container(size: int, seed: int = 1) -> Entity:
    """An export of about `size` bytes when it is written with an indentation of four, as Tag Manager writes it."""
    maker = Maker(seed)
    for type in BUILT_IN:
        words = (word if word in ("URL", "ID") else word.capitalize() for word in type.split("_"))
        maker.add("builtInVariable", " ".join(words), {"type": type})
    round = 0
    while maker.size < size:
        if round % 25 == 0:
            maker.add("folder", f"Folder {maker.words()}", {})
        if round % 60 == 0:
            maker.template()
        if round == 0:
            maker.add("variable", "Const - site", {"type": "c", "parameter": [parameter("value", "shop.example")]})
        maker.variable()
        maker.trigger()
        if round % 4:
            maker.variable()
        maker.tag()
        round += 1
    return wrapped(maker.lists)


def wrapped(lists: dict[str, list[Entity]]) -> Entity:
    """The export around lists of entities."""
    path = f"accounts/{ACCOUNT}/containers/{CONTAINER}"
    owner = {"accountId": ACCOUNT, "containerId": CONTAINER}
    facts = {
        "path": path,
        **owner,
        "name": "generated.example",
        "publicId": "GTM-GEN0001",
        "usageContext": ["WEB"],
        "fingerprint": "1700000000000",
        "features": {"supportFolders": True, "supportTags": True, "supportZones": True},
        "tagIds": ["GTM-GEN0001"],
    }
    version = {"path": f"{path}/versions/0", **owner, "containerVersionId": "0", "container": facts, **lists}
    return {"exportFormatVersion": 2, "exportTime": "2026-11-01 09:00:00", "containerVersion": version}


def written(export: Entity) -> str:
    """The text of an export as Tag Manager writes it."""
    return json.dumps(export, indent=4, ensure_ascii=False)
