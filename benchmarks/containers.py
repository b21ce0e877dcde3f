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
WORDS = [
    "banner",
    "basket",
    "billing",
    "brand",
    "button",
    "campaign",
    "carousel",
    "catalog",
    "category",
    "checkout",
    "contact",
    "coupon",
    "customer",
    "delivery",
    "discount",
    "download",
    "enquiry",
    "feature",
    "footer",
    "form",
    "gallery",
    "header",
    "landing",
    "lead",
    "listing",
    "loyalty",
    "member",
    "modal",
    "newsletter",
    "offer",
    "order",
    "partner",
    "payment",
    "popup",
    "price",
    "product",
    "profile",
    "promo",
    "quote",
    "refund",
    "register",
    "review",
    "search",
    "shipping",
    "signup",
    "store",
    "stock",
    "subscribe",
    "support",
    "survey",
    "teaser",
    "trial",
    "upsell",
    "video",
    "voucher",
    "widget",
    "wishlist",
]


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

    def mark(self) -> str:
        """A number that hardly any other entity has, so that no two are alike by chance."""
        return str(self.random.randrange(10**6))

    def variable(self) -> Entity:
        """A variable of some type."""
        makers = (self.data_layer, self.constant, self.script, self.lookup, self.query)
        return self.random.choices(makers, (50, 18, 12, 10, 10))[0](self.words())

    def data_layer(self, words: str) -> Entity:
        """A data layer variable."""
        parameters = [
            parameter("dataLayerVersion", "2", "INTEGER"),
            parameter("setDefaultValue", "false", "BOOLEAN"),
            parameter("name", f"ecommerce.{words.replace(' ', '.')}.{self.mark()}"),
        ]
        return self.add("variable", f"DLV - {words}", {"type": "v", "parameter": parameters} | self.in_folder())

    def constant(self, words: str) -> Entity:
        """A constant that says something."""
        value = parameter("value", f"K{self.mark()}-{words.replace(' ', '.')}")
        return self.add("variable", f"Const - {words}", {"type": "c", "parameter": [value]})

    def script(self, words: str) -> Entity:
        """A custom JavaScript variable."""
        code = f"function() {{\n{self.code(self.random.randint(4, 14))}\n  return {self.variable_name()};\n}}"
        body = {"type": "jsm", "parameter": [parameter("javascript", code)]}
        return self.add("variable", f"JS - {words}", body | self.in_folder())

    def lookup(self, words: str) -> Entity:
        """A lookup table."""
        mark = self.mark()
        rows = [{"key": f"/{word}/{mark}", "value": self.variable_name()} for word in self.random.sample(WORDS, 5)]
        parameters = [
            parameter("setDefaultValue", "true", "BOOLEAN"),
            parameter("input", "{{Page Path}}"),
            table("map", rows),
            parameter("defaultValue", f"none-{mark}"),
        ]
        body: Entity = {"type": "smm", "parameter": parameters}
        body["formatValue"] = {"convertUndefinedToValue": parameter("convertUndefinedToValue", words)}
        return self.add("variable", f"Lookup - {words}", body | self.in_folder())

    def query(self, words: str) -> Entity:
        """A URL variable."""
        parameters = [
            parameter("component", "QUERY"),
            parameter("queryKey", f"{words.replace(' ', '_')}_{self.mark()}"),
            parameter("customUrlSource", "{{Page URL}}"),
        ]
        return self.add("variable", f"URL - {words}", {"type": "u", "parameter": parameters})

    def trigger(self) -> Entity:
        """A trigger of some type."""
        makers = [self.custom_event, self.click, self.page_view]
        if len(self.lists["trigger"]) > 4:
            makers.append(self.group)
        return self.random.choices(makers, (60, 20, 17, 3)[: len(makers)])[0](self.words())

    def custom_event(self, words: str) -> Entity:
        """A custom event, one in three with more conditions."""
        event = words.replace(" ", "_")
        body: Entity = {"type": "CUSTOM_EVENT"}
        body["customEventFilter"] = [condition("EQUALS", "{{_event}}", f"{event}_{self.mark()}")]
        if self.random.random() < 0.33:
            path = condition("EQUALS", "{{Page Path}}", f"/{event}")
            body["filter"] = [condition("CONTAINS", self.variable_name(), words), path]
        return self.add("trigger", f"CE - {words}", body | self.in_folder())

    def click(self, words: str) -> Entity:
        """A click on some elements."""
        event = words.replace(" ", "_")
        body = {
            "type": self.random.choice(("LINK_CLICK", "CLICK")),
            "filter": [
                condition("MATCH_REGEX", "{{Page Path}}", f"^/{event}/[0-9]+/{self.mark()}$"),
                condition("CSS_SELECTOR", "{{Click Element}}", f".{event} a, .{event} a *"),
            ],
            "waitForTags": {"type": "BOOLEAN", "value": "false"},
            "waitForTagsTimeout": {"type": "TEMPLATE", "value": "2000"},
            "uniqueTriggerId": {"type": "TEMPLATE"},
        }
        return self.add("trigger", f"Click - {words}", body | self.in_folder())

    def page_view(self, words: str) -> Entity:
        """A view of some pages."""
        pages = condition("CONTAINS", "{{Page URL}}", f"/{words.replace(' ', '_')}/{self.mark()}")
        return self.add("trigger", f"Page - {words}", {"type": "PAGEVIEW", "filter": [pages]} | self.in_folder())

    def group(self, words: str) -> Entity:
        """A group of two triggers."""
        members = self.random.sample(self.lists["trigger"], 2)
        listed = [{"type": "TRIGGER_REFERENCE", "value": member["triggerId"]} for member in members]
        body = {"type": "TRIGGER_GROUP", "parameter": [{"type": "LIST", "key": "triggerIds", "list": listed}]}
        return self.add("trigger", f"Group - {words}", body)

    def tag(self) -> Entity:
        """A tag of some type that fires on some triggers."""
        makers = (self.event_tag, self.html_tag, self.template_tag)
        return self.random.choices(makers, (60, 25, 15))[0](self.words())

    def fires(self) -> Entity:
        """The fields of a tag that say when it fires."""
        random, triggers = self.random, self.lists["trigger"]
        count = min(random.choice((1, 1, 1, 2)), len(triggers))
        fires: Entity = {
            "firingTriggerId": [trigger["triggerId"] for trigger in random.sample(triggers, count)],
            "tagFiringOption": "ONCE_PER_EVENT",
            "monitoringMetadata": {"type": "MAP"},
            "consentSettings": {"consentStatus": "NOT_SET"},
        }
        if random.random() < 0.15:
            fires["blockingTriggerId"] = [random.choice(triggers)["triggerId"]]
        return fires | self.in_folder()

    def event_tag(self, words: str) -> Entity:
        """A GA4 event with a table of parameters."""
        mark = self.mark()
        names = self.random.sample(WORDS, self.random.randint(3, 10))
        parameters = [
            parameter("sendEcommerceData", "false", "BOOLEAN"),
            parameter("enhancedUserId", "true", "BOOLEAN"),
            table(
                "eventSettingsTable",
                [{"parameter": f"{name}_{mark}", "parameterValue": self.variable_name()} for name in names],
            ),
            parameter("eventName", f"{words.replace(' ', '_')}_{mark}"),
            parameter("measurementIdOverride", self.variable_name()),
        ]
        return self.add("tag", f"GA4 - {words}", {"type": "gaawe", "parameter": parameters} | self.fires())

    def html_tag(self, words: str) -> Entity:
        """Custom HTML."""
        html = f"<script>\n{self.code(self.random.randint(8, 40))}\n</script>"
        parameters = [parameter("html", html), parameter("supportDocumentWrite", "false", "BOOLEAN")]
        return self.add("tag", f"HTML - {words}", {"type": "html", "parameter": parameters} | self.fires())

    def template_tag(self, words: str) -> Entity:
        """A tag made of a custom template, one in five after another tag."""
        names = self.random.sample(WORDS, 4)
        template = self.random.choice(self.lists["customTemplate"])
        parameters = [
            parameter("pixelId", self.variable_name()),
            parameter("eventName", f"{words.replace(' ', '.')}.{self.mark()}"),
            parameter("disableAutoConfig", "false", "BOOLEAN"),
            table("objectPropertyList", [{"name": name, "value": self.variable_name()} for name in names]),
        ]
        body: Entity = {"type": f"cvt_{CONTAINER}_{template['templateId']}", "parameter": parameters} | self.fires()
        if self.lists["tag"] and self.random.random() < 0.2:
            body["setupTag"] = [{"tagName": self.random.choice(self.lists["tag"])["name"], "stopOnSetupFailure": True}]
        return self.add("tag", f"Pixel - {words}", body)

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
        if round % 25 == 0 or round < 3:
            maker.add("folder", f"Folder {maker.words()}", {})
        if round % 60 == 0 or round < 3:
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
