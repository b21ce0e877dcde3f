"""Put the server templates together: `templates/gtm/server/<platform>.tpl` from the sources in `gtm/server/`.

A template of Tag Manager stands alone, so what they have in common is written once there and copied
into each: `common.js` (consent, token, sending), `values.js` (match keys and parameters), the steps of `steps.js` that
the platform's match keys need, and `<platform>.js` with its own request. Match keys, types of parameters and names of
events come from the platform's facts, permissions from what the code calls. Run it after a change of any of these;
with `--check` it only says what is out of date.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from govern.payloads import layout
from govern.platforms import Platform, load
from govern.platforms._normalise import BLANKS, PUNCTUATION, hashes
from govern.record import Record

SOURCES = Path(__file__).parent / "gtm" / "server"
TEMPLATES = Path(__file__).parent.parent / "templates" / "gtm" / "server"
SECRETS = "https://secretmanager.googleapis.com/v1/projects/*"
SCOPE = "https://www.googleapis.com/auth/cloud-platform"
APIS = (
    "JSON", "Math", "Object", "encodeUriComponent", "fromBase64", "getCookieValues", "getEventData", "getGoogleAuth",
    "getTimestampMillis", "getType", "logToConsole", "makeInteger", "makeNumber", "makeString", "sendHttpRequest",
    "sha256Sync", "templateDataStorage",
)  # fmt: skip
"""What Tag Manager lets a server template `require`, as far as ours do."""

CONSENT = ("ad_storage", "ad_user_data", "ad_personalization")
Json = dict[str, Any]


class Server(Record):
    """What one platform's template says about itself; the rest are facts.

    `sample` are the match keys and parameters of its tests, `action_source` what they say for where the event happened.
    """

    key: str
    label: str
    account: str
    sample: tuple[tuple[str, str], ...]
    parameters: tuple[tuple[str, Any], ...]
    event: str = "Purchase"
    action_source: str = ""
    has_test_code: bool = False
    conversion_action: str = ""
    account_id: str = "123"


ITEMS = [{"item_id": "CHAIR-7", "item_name": "Oak chair", "price": 429.9, "quantity": 1}]
MONEY = (("value", 429.9), ("currency", "EUR"))
SERVERS = (
    Server("meta", "Meta Conversions API", "Pixel ID", (("em", " Customer@Example.com "),),
           (*MONEY, ("contents", ITEMS), ("content_ids", ITEMS)), "Purchase", "website", True),
    Server("tiktok", "TikTok Events API", "Pixel code", (("email", " Customer@Example.com "), ("phone", "+1 650 555-1212")),
           (*MONEY, ("contents", ITEMS)), "Purchase", "web", True),
    Server("pinterest", "Pinterest Conversions API", "Ad account ID", (("em", " Customer@Example.com "),),
           (*MONEY, ("contents", ITEMS)), "checkout", "web", True),
    Server("snapchat", "Snapchat Conversions API", "Pixel ID", (("em", " Customer@Example.com "),),
           (*MONEY, ("contents", ITEMS)), "PURCHASE", "WEB", True),
    Server("linkedin", "LinkedIn Conversions API", "Partner ID", (("SHA256_EMAIL", " Customer@Example.com "),),
           (("conversionValue.amount", 429.9), ("conversionValue.currencyCode", "EUR")), "PURCHASE", "", False, "1234567"),
    Server("reddit", "Reddit Conversions API", "Pixel ID", (("email", " Cus.tomer+x@Example.com "),),
           (*MONEY, ("products", ITEMS)), "PURCHASE", "WEBSITE", True),
    Server("microsoft_ads", "Microsoft UET Conversions API", "UET tag ID", (("em", " Customer@Example.com "),),
           (("ecommTotalValue", 429.9), ("currency", "EUR"), ("items", ITEMS)), "purchase"),
    Server("x", "X Conversion API", "Pixel ID", (("hashed_email", " Customer@Example.com "),),
           (("value", 429.9), ("price_currency", "EUR"), ("contents", ITEMS)), "Purchase", "", False, "tw-abcde-fghij"),
)  # fmt: skip


def source(name: str) -> str:
    """One of the sources, without the comment at its head that speaks to those who work on it."""
    text = (SOURCES / f"{name}.js").read_text("utf-8")
    return re.sub(r"\A(//.*\n)+\n", "", text).strip()


def camel(step: str) -> str:
    """The function of a step: `strip_spaces` is `stripSpaces`."""
    head, *rest = step.split("_")
    return head + "".join(word[:1].upper() + word[1:] for word in rest)


FUNCTIONS = {"format:YYYYMMDD": "day", "iso3166_alpha2": "iso3166Alpha2", "e164_with_plus": "e164WithPlus",
             "max_15_chars": "max15Chars", "ipv4_or_ipv6": "ipv4OrIpv6"}  # fmt: skip
"""The functions of steps whose names say something else."""

NOTHING = ("utf8", "anonymised", "us_two_letter_code")
"""Steps for people to read, which change no value."""


def function(step: str) -> str:
    """What the code calls a step."""
    word, _, letters = step.partition(":")
    if word == "one_of":
        return f"oneOf({json.dumps(letters.split(',')).replace(chr(34), chr(39))})"
    return FUNCTIONS.get(step) or camel(step)


def step_sources(wanted: list[str]) -> str:
    """The code of these steps and of what they need, in the order of the file."""
    blocks: dict[str, tuple[list[str], str]] = {}
    for block in (SOURCES / "steps.js").read_text("utf-8").split("// step: ")[1:]:
        head, _, code = block.partition("\n")
        name, _, needs = head.partition(" needs ")
        blocks[name] = (needs.split(), code.rstrip())
    taken: set[str] = set()
    queue = [step.partition(":")[0] if step.startswith("one_of") else step for step in wanted]
    while queue:
        step = queue.pop()
        if step not in taken:
            taken.add(step)
            queue.extend(blocks[step][0])
    text = "\n".join(code for name, (_, code) in blocks.items() if name in taken)
    return text.replace("@BLANKS@", quoted(BLANKS)).replace("@PUNCTUATION@", quoted(PUNCTUATION))


def quoted(text: str) -> str:
    """A text as JavaScript writes it."""
    return json.dumps(text).replace("'", "\\u0027")


def key_lines(facts: Platform) -> str:
    """The table of match keys: what is done to a value, and whether its hash is sent."""
    lines = []
    for key in facts.match_keys.values():
        steps = ", ".join(function(step) for step in key.normalise if step not in NOTHING)
        name = key.key if re.fullmatch(r"\w+", key.key) else f"'{key.key}'"
        lines.append(f"  {name}: {{steps: [{steps}], hash: {str(hashes(key)).lower()}}}")
    return "const MATCH_KEYS = {\n" + ",\n".join(lines) + "\n};"


REQUEST = {
    "ip": "getEventData('ip_override')",
    "user_agent": "getEventData('user_agent')",
    "fbc": "getCookieValues('_fbc')[0]",
    "fbp": "getCookieValues('_fbp')[0]",
    "ttclid": "getCookieValues('ttclid')[0]",
    "ttp": "getCookieValues('_ttp')[0]",
    "epik": "getCookieValues('_epik')[0]",
    "sc_click_id": "getCookieValues('_scclid')[0]",
    "sc_cookie1": "getCookieValues('_scid')[0]",
    "li_fat_id": "getCookieValues('li_fat_id')[0]",
    "rdt_uuid": "getCookieValues('_rdt_uuid')[0]",
    "twclid": "getCookieValues('twclid')[0]",
    "msclkid": "makeString(getCookieValues('_uetmsclkid')[0] || '').split('_uet').pop()",
}
"""Where the server finds what the payloads call the request's."""


def request_lines(key: str) -> str:
    """What the request says about who did it, beside the mapping's match keys."""
    rows = [f"  {{name: '{name}', value: {REQUEST[said]}}}" for name, said in told(key, "REQUEST").items()]
    return "const request = () => [\n" + ",\n".join(rows) + "\n];"


def told(key: str, name: str) -> dict[str, Any]:
    """A table of the platform's payloads, empty where it has none."""
    found: dict[str, Any] = getattr(layout(key), name, {})
    return found


def data_use(key: str) -> tuple[str, ...]:
    """The options that limit what the platform may do with the data, as tags are given them."""
    found: tuple[str, ...] = import_module(f"govern.derive.server.{key}").API.data_use
    return found


def table(name: str, rows: dict[str, str]) -> str:
    """A constant with a row for each key."""
    lines = [f"  {key if re.fullmatch('[A-Za-z_]+', key) else repr(key)}: {value}" for key, value in rows.items()]
    return f"const {name} = {{\n" + ",\n".join(lines) + "\n};" if lines else f"const {name} = {{}};"


def tables(key: str, facts: Platform) -> list[str]:
    """What the code knows about the platform's match keys, parameters and products."""
    types = {
        parameter.name: f"'{parameter.type}'" for parameter in facts.parameters.values() if parameter.type in TYPED
    }
    names = {name: f"'{other}'" for name, other in told(key, "NAMES").items()}
    contents = {name: f"['{ours}', '{form}']" for name, (ours, form) in told(key, "CONTENTS").items()}
    return [
        key_lines(facts),
        table("TYPES", types),
        table("NAMES", names),
        table("CONTENTS", contents),
        request_lines(key),
    ]


TYPED = ("array<object>", "array<string>", "enum", "float", "integer", "number", "string", "url", "urn")
"""Types of parameters that change the value."""

EXTRA = {"isHash": "isHash", "isoTime": "isoTime", "isOnly": "characters"}
"""Functions that the code calls besides those of the match keys, and the block that has each."""


def code(server: Server, facts: Platform) -> str:
    """The template's code."""
    own, common, values = source(server.key), source("common"), source("values")
    if data_use(server.key):
        values += "\n\n" + source("data_use")
    steps = [step for key in facts.match_keys.values() for step in key.normalise if step not in NOTHING]
    extra = [EXTRA[word] for word in EXTRA if f"{word}(" in own + values]
    lines = [f"const PLATFORM = '{server.label}';", *tables(server.key, facts)]
    if "DATA_USE" in own:
        lines.append("const DATA_USE = [\n  '" + "',\n  '".join(data_use(server.key)) + "'\n];")
    if "STANDARD" in own:
        names = [item.get("server_name") or item["name"] for item, _ in facts.items("events", "standard")]
        lines.append("const STANDARD = [\n  '" + "',\n  '".join(name for name in names if name != "CUSTOM") + "'\n];")
    text = "\n\n".join([step_sources([*steps, *extra]), *lines, common, values, own, "run();"])
    required = [name for name in APIS if re.search(rf"\b{name}\b[.(]", text)]
    return "\n".join(f"const {name} = require('{name}');" for name in required) + "\n\n" + text


# ---- the other sections ----


def info(server: Server) -> Json:
    """What the gallery shows."""
    return {
        "type": "TAG",
        "id": "cvt_temp_public_id",
        "version": 1,
        "securityGroups": [],
        "displayName": f"{server.label} (govern)",
        "categories": ["ADVERTISING", "CONVERSIONS", "MARKETING"],
        "brand": {"id": "brand_dummy", "displayName": ""},
        "description": f"Sends one event to {server.label}: match keys normalised and hashed as the platform compares "
        "them, with the event ID of the browser's event. The token stays in Secret Manager.",
        "containerContexts": ["SERVER"],
    }


def text_field(name: str, title: str, help: str = "", needed: bool = False) -> Json:
    """A field for a text."""
    field: Json = {"type": "TEXT", "name": name, "displayName": title, "simpleValueType": True}
    if help:
        field["help"] = help
    if needed:
        field["valueValidators"] = [{"type": "NON_EMPTY"}]
    return field


def table_field(name: str, title: str, columns: tuple[str, ...], help: str) -> Json:
    """A field for rows."""
    cells = [
        {"type": "TEXT", "name": column, "displayName": column.capitalize(), "defaultValue": ""} for column in columns
    ]
    cells[0]["isUnique"] = True  # type: ignore[assignment]
    return {"type": "SIMPLE_TABLE", "name": name, "displayName": title, "simpleTableColumns": cells, "help": help}


def fields(server: Server, facts: Platform) -> list[Json]:
    """What a tag of the template is told."""
    version = facts.api.version
    secret = text_field("secret", "Secret with the token", "Its name in Google Cloud's Secret Manager. "
                        "The server's own identity must be allowed to read it; the token itself is written nowhere.")  # fmt: skip
    secret["valueValidators"] = [
        {"type": "REGEX", "args": ["^projects/[^/]+/secrets/[^/]+$"],
         "errorMessage": "Write projects/PROJECT/secrets/NAME; never the token itself"}
    ]  # fmt: skip
    found = [
        text_field("accountId", server.account, needed=True),
        text_field("eventName", "Event name", needed=True),
        text_field("eventId", "Event ID", "The same text as in the browser's event, so that the two count as one."),
        secret,
    ]
    if "data.apiVersion" in source(server.key):
        found.append(text_field("apiVersion", "Version of the API", f"Such as {version}.", needed=True))
    if server.conversion_action:
        found.append(text_field("conversionAction", "Conversion", "The conversion's ID at the platform.", needed=True))
    if server.action_source:
        found.append(
            text_field("actionSource", "Where the event happened", f"Such as {server.action_source}.", needed=True)
        )
    if server.has_test_code:
        found.append(text_field("testEventCode", "Test event code", "Never on a production page: events with a code "
                                "are not counted."))  # fmt: skip
    return [
        *found,
        table_field("matchKeys", "Match keys", ("name", "value"), "Who did it, in plain text: the template normalises and hashes."),
        table_field("parameters", "Parameters", ("name", "value"), "What is told about the event. Empty values are left out."),
        *([table_field("dataUse", "Limited use of data", ("name", "value"), "The platform's options, such as "
                       f"{data_use(server.key)[0]}. Empty where nothing is limited.")] if data_use(server.key) else []),
        table_field("consent", "Consent that must be given", ("type",), "Consent types of Google consent mode."),
        {
            "type": "SELECT", "name": "unsetConsent", "displayName": "A choice that nobody made counts as",
            "macrosInSelect": False, "simpleValueType": True, "defaultValue": "denied",
            "selectItems": [{"value": "denied", "displayValue": "denied"}, {"value": "granted", "displayValue": "granted"}],
        },
    ]  # fmt: skip


def texts(values: list[str]) -> Json:
    """A list of texts in a permission."""
    return {"type": 2, "listItem": [{"type": 1, "string": value} for value in values]}


def permission(id: str, **parameters: Json) -> Json:
    """One permission; what people chose for it is marked as theirs."""
    param = [{"key": key, "value": value} for key, value in parameters.items()]
    found: Json = {"instance": {"key": {"publicId": id, "versionId": "1"}, "param": param}}
    if param:
        found["clientAnnotations"] = {"isEditedByUser": True}
    return {**found, "isRequired": True}


def word(text: str) -> Json:
    """A text in a permission."""
    return {"type": 1, "string": text}


def permissions(facts: Platform, text: str) -> list[Json]:
    """The least that the code needs: its hosts, the event data and the cookies that it names."""
    (host,) = facts.api.hosts[:1]
    keys = sorted(set(re.findall(r"getEventData\('([^']+)'\)", text)))
    cookies = sorted(set(re.findall(r"getCookieValues\('([^']+)'\)", text)))
    found = [
        permission("read_event_data", keyPatterns=texts(keys), eventDataAccess=word("specific")),
        permission("send_http", allowedUrls=word("specific"), urls=texts([f"https://{host}/*", SECRETS])),
        permission("use_google_credentials", allowedScopes=texts([SCOPE])),
        permission("access_template_storage"),
        permission("logging", environments=word("all")),
    ]
    if cookies:
        found.append(permission("get_cookies", cookieAccess=word("specific"), cookieNames=texts(cookies)))
    return found


def tag_of(server: Server, facts: Platform) -> Json:
    """The tag of the template's tests."""
    tag: Json = {
        "accountId": server.account_id,
        "eventName": server.event,
        "eventId": "order_A-1001",
        "secret": "projects/shop/secrets/token",
        "apiVersion": facts.api.version,
        "consent": [{"type": type} for type in CONSENT],
        "unsetConsent": "denied",
        "matchKeys": [{"name": name, "value": value} for name, value in server.sample],
        "parameters": [{"name": name, "value": value} for name, value in server.parameters],
    }
    if server.action_source:
        tag["actionSource"] = server.action_source
    if server.conversion_action:
        tag["conversionAction"] = server.conversion_action
    return tag


def tests(server: Server, facts: Platform) -> str:
    """The template's own tests. The request that they expect lies beside the sources, to be looked at."""
    expected = json.loads((SOURCES / "expected.json").read_text("utf-8"))[server.key]
    names = {"LABEL": server.label, "EVENT": server.event, "URL": script(expected["url"].replace("{version}", facts.api.version)), "BODY": script(expected["body"]),
             "TAG": script(tag_of(server, facts))}  # fmt: skip

    def filled(text: str) -> str:
        return re.sub(r"@([A-Z]+)@", lambda found: names[found[1]], text)

    lines = ["scenarios:"]
    for block in source("tests").split("// scenario: ")[1:]:
        name, _, run = block.partition("\n")
        lines += [f"- name: {name}", "  code: |-", *indented(filled(run.strip()), 4)]
    return "\n".join([*lines, "setup: |-", *indented(filled(source("setup")), 2)])


def script(value: Any) -> str:
    """A value as JavaScript, laid out."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def indented(text: str, width: int) -> list[str]:
    """The lines of a block of text in YAML."""
    return [f"{' ' * width}{line}".rstrip() for line in text.split("\n")]


def template(server: Server) -> str:
    """The whole template."""
    facts = load(server.key)
    text = code(server, facts)
    sections = {
        "INFO": laid_out(info(server)),
        "TEMPLATE_PARAMETERS": laid_out(fields(server, facts)),
        "SANDBOXED_JS_FOR_SERVER": text,
        "SERVER_PERMISSIONS": laid_out(permissions(facts, text)),
        "TESTS": tests(server, facts),
        "NOTES": "Part of govern, which keeps this template in its own files. Change it there.",
    }
    return "\n\n\n".join(f"___{name}___\n\n{text}" for name, text in sections.items()) + "\n"


def laid_out(value: Any) -> str:
    """JSON as Tag Manager writes it into templates."""
    return json.dumps(value, indent=2, ensure_ascii=False).replace("'", "\\u0027")


def main(arguments: list[str]) -> int:
    """Write the templates, or say which are out of date."""
    stale = []
    for server in SERVERS:
        path, text = TEMPLATES / f"{server.key}.tpl", template(server)
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(path.name)
            if "--check" not in arguments:
                TEMPLATES.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
    for name in stale:
        print(f"{name} is out of date" if "--check" in arguments else f"wrote {name}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
