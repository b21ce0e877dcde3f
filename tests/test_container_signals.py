"""What the tags of a container tell whom, and when: every form once, variables, and what is told twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from for_each import for_each
from live_helpers import CORPUS, corpus
from live_helpers import containers as read_example

from govern.core.errors import GovernError
from govern.gtm.container import Container
from govern.gtm.read import read
from govern.gtm.tags import texts_by_key
from govern.platforms.told import forms
from govern.signals.containers.never import never
from govern.signals.containers.occasions import occasions
from govern.signals.containers.setup import Setup, name_of
from govern.signals.containers.tags import NOBODY_KNOWN, container_signals
from govern.signals.containers.twice import told_twice
from govern.signals.containers.variables import variables
from govern.signals.containers.when import whens
from govern.signals.signal import Signal
from govern.signals.source import MESSAGE, NOTHING, Ambient, Fields, Join, Made, Read, Row, Source, Table, Text, Unknown


def container(**sections: Any) -> Container:
    """A web container of the sections, in the plain form of the specs; `context` says if it is another."""
    context = sections.pop("context", "web")
    (found,) = read_example([{"id": "GTM-ABC1234", "context": context, **sections}])
    return found


def tag(type_: str, *triggers: str, name: str = "T", **parameter: Any) -> dict[str, Any]:
    """A tag, which fires on each page unless told otherwise."""
    return {"name": name, "type": type_, "parameter": parameter, "firingTrigger": list(triggers or ("All Pages",))}


def filter_(left: str, kind: str, value: str, **more: Any) -> dict[str, Any]:
    """One condition of a trigger."""
    return {"type": kind, "parameter": {"arg0": left, "arg1": value, **more}}


def event(name: str, value: str, kind: str = "EQUALS", *filters: dict[str, Any]) -> dict[str, Any]:
    """A trigger for a message of the page's own."""
    found = {"name": name, "type": "CUSTOM_EVENT", "customEventFilter": [filter_("{{_event}}", kind, value)]}
    return {**found, "filter": list(filters)} if filters else found


def page(name: str, kind: str, *filters: dict[str, Any]) -> dict[str, Any]:
    """A trigger of a type without a name of its own."""
    return {"name": name, "type": kind, **({"filter": list(filters)} if filters else {})}


def variable(name: str, type_: str, /, **parameter: Any) -> dict[str, Any]:
    return {"name": name, "type": type_, "parameter": parameter}


def rows(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """The rows of a lookup table."""
    return [{"key": key, "value": value} for key, value in pairs]


def settings(**values: str) -> list[dict[str, str]]:
    """The rows of a table of parameters of a Google tag."""
    return [{"parameter": key, "parameterValue": value} for key, value in values.items()]


VARIABLES = [
    variable("ID", "c", value="G-ABC1234567"),
    variable("ID again", "c", value="{{ID}}"),
    variable("Yours", "c", value="G-XXXXXXXXXX"),
    variable("Value", "v", name="ecommerce.value", dataLayerVersion="2"),
    variable("Items", "v", name="items", dataLayerVersion="1"),
    variable("Its name", "v", name="event"),
    variable("Cookie", "k", name="_fbp"),
    variable("Campaign", "u", component="QUERY", queryKey="utm_source"),
    variable("Safe", "v", name="id", setDefaultValue="true", defaultValue="none"),
    variable("By event", "smm", input="{{Event}}", map=rows(("paid", "Purchase")), setDefaultValue="false"),
    variable("By host", "remm", input="{{Page Hostname}}", map=rows((".*test.*", "no")), fullMatch="true"),
    variable("Code", "jsm", javascript="function () { return {{Value}} * 2 }"),
    variable("With sign", "jsm", javascript="function () { return '€' + {{Value}}; }"),
    variable("Field", "jsm", javascript="function () { return document.querySelector('#mail').value }"),
    variable("Named", "jsm", javascript="function () { var sum = {{Value}}; return '€' + sum; }"),
    variable("Decides", "jsm", javascript="function () { if (x) { y = 1 } return '€' + {{Value}}; }"),
    variable("Settings", "gtes", eventSettingsTable=settings(currency="EUR")),
    variable("Round", "c", value="{{Circle}}"),
    variable("Circle", "c", value="{{Round}}"),
]

READ: list[tuple[str, Source | Callable[[Source], bool]]] = [
    ("{{ID}}", Text("G-ABC1234567")),
    ("{{ID again}}", Text("G-ABC1234567")),
    ("{{ ID }}", Text("G-ABC1234567")),
    ("{{Yours}}", Read("blank", "Yours")),
    ("{{Value}}", Read("data layer", "ecommerce.value")),
    ("{{Items}}", Read("data layer 1", "items")),
    ("{{Its name}}", MESSAGE),
    ("{{Event}}", MESSAGE),
    ("{{Page Path}}", Read("page", "path")),
    ("{{Cookie}}", Read("cookie", "_fbp")),
    ("{{Campaign}}", Read("page", "query:utm_source")),
    ("{{Safe}}", Made("otherwise", (Read("data layer", "id"), Text("none")))),
    ("{{By event}}", Table(MESSAGE, (Row("paid", Text("Purchase")),), NOTHING)),
    ("{{By host}}", Table(Read("page", "host"), (Row("(?i)^(?:.*test.*)$", Text("no")),), NOTHING, True)),
    ("{{Code}}", Made('the code of "Code"', (Read("data layer", "ecommerce.value"),))),
    ("{{With sign}}", Join((Text("€"), Read("data layer", "ecommerce.value")))),
    ("{{Field}}", Read("element", "#mail")),
    ("{{Named}}", Join((Text("€"), Read("data layer", "ecommerce.value")))),
    ("{{Decides}}", Made('the code of "Decides"', (Read("data layer", "ecommerce.value"),))),
    ("{{Settings}}", Fields((("currency", Text("EUR")),))),
    ("id-{{Value}}", Join((Text("id-"), Read("data layer", "ecommerce.value")))),
    ("{{Nobody}}", Unknown('no variable "Nobody"')),
]


@for_each(("text", "source"), READ, ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_text_reads(text: str, source: Source) -> None:
    assert variables(container(variables=VARIABLES)).source(text) == source


def test_a_circle_is_unknown_and_says_so() -> None:
    found = variables(container(variables=VARIABLES)).source("{{Round}}")
    assert isinstance(found, Unknown)
    assert found.why.startswith("cycle: ")


def test_variables_that_double_each_other_cost_no_more_than_their_number() -> None:
    """Written out, the last of these would have two to the power of eighty parts."""
    chain = [
        variable("V0", "v", name="x"),
        *(variable(f"V{n}", "c", value=f"{{{{V{n - 1}}}}}" * 2) for n in range(1, 80)),
    ]
    assert isinstance(variables(container(variables=chain)).source("{{V79}}"), Unknown)


Seen = tuple[str, str, str, Source, Source]


def seen(signal: Signal) -> Seen:
    return signal.platform, signal.leg, signal.kind, signal.account.source, signal.name.source


ID, PIXEL = Text("G-ABC1234567"), Text("123456789012345")
OURS = {"pixelId": PIXEL.value, "call": "track", "eventName": "Lead", "conversionId": "77"}
FORMS: list[tuple[dict[str, Any], list[Seen]]] = [
    (
        tag("googtag", tagId=ID.value),
        [("ga4", "browser", "base", ID, NOTHING), ("ga4", "browser", "event", ID, Text("page_view"))],
    ),
    (
        tag("googtag", tagId=ID.value, configSettingsTable=settings(send_page_view="false")),
        [("ga4", "browser", "base", ID, NOTHING)],
    ),
    (tag("googtag", tagId="AW-123456789"), [("google_ads", "browser", "base", Text("123456789"), NOTHING)]),
    (
        tag("gaawe", eventName="login", measurementIdOverride=ID.value),
        [("ga4", "browser", "event", ID, Text("login"))],
    ),
    (tag("gaawe", eventName="{{Event}}"), [("ga4", "browser", "event", Ambient("ga4"), MESSAGE)]),
    (
        tag("awct", conversionId="AW-1", conversionLabel="a"),
        [("google_ads", "browser", "event", Text("1/a"), Text("conversion"))],
    ),
    (tag("sp", conversionId="1"), [("google_ads", "browser", "event", Text("1"), Text("remarketing"))]),
    (tag("awud", conversionId="1"), [("google_ads", "browser", "person", Text("1"), NOTHING)]),
    (tag("gclidw"), []),
    (
        tag("fls", advertiserId="8", groupTag="g", activityTag="a"),
        [("floodlight", "browser", "event", Text("8/g/a"), Text("conversion"))],
    ),
    (
        tag("cvt_1", tagIds=[], tagRegion="EU", eventName="standard", standardEventName="Lead"),
        [("amazon_ads", "browser", "event", Ambient("amazon_ads"), Text("Lead"))],
    ),
    (
        tag("cvt_1", MarketerId="00ab", type="Purchase"),
        [("outbrain", "browser", "event", Text("00ab"), Text("Purchase"))],
    ),
    (tag("bzi", id="99"), [("linkedin", "browser", "base", Text("99"), NOTHING)]),
    (tag("pntr", tagId="26", eventName="lead"), [("pinterest", "browser", "event", Text("26"), Text("lead"))]),
    (tag("hjtc", hotjar_site_id="5"), [("hotjar", "browser", "base", Text("5"), NOTHING)]),
    (
        tag("baut", eventType="PAGE_LOAD", tagId="343"),
        [("microsoft_ads", "browser", "base", Text("343"), NOTHING)],
    ),
    (
        tag("baut", eventType="CUSTOM", customEventAction="lead"),
        [("microsoft_ads", "browser", "event", Ambient("microsoft_ads"), Text("lead"))],
    ),
    (
        tag("cvt_1", pixelId=PIXEL.value, eventName="standard", standardEventName="Lead", customEventName="x"),
        [("meta", "browser", "event", PIXEL, Text("Lead"))],
    ),
    (
        tag("cvt_1", pixelIds=PIXEL.value, eventName="custom", eventNameCustom="Call"),
        [("meta", "browser", "event", PIXEL, Text("Call"))],
    ),
    (
        tag("cvt_1", pixelId=PIXEL.value, accessToken="{{T}}", inheritEventName="inherit", eventName="standard"),
        [("meta", "server", "event", PIXEL, Made("Meta's word for the event", (MESSAGE,)))],
    ),
    (tag("cvt_1", pixel_code="CABC", event="Contact"), [("tiktok", "browser", "event", Text("CABC"), Text("Contact"))]),
    (
        tag("cvt_1", partnerId="99", conversionId="77"),
        [("linkedin", "browser", "event", Text("99"), Text("77"))],
    ),
    (
        tag("cvt_1", pixelId="C1", accessToken="{{T}}", eventType="standard", eventSource="web", eventName="Contact"),
        [("tiktok", "server", "event", Text("C1"), Text("Contact"))],
    ),
    (
        tag(
            "cvt_1",
            pixelId="s-1",
            accessToken="{{T}}",
            eventType="custom",
            eventConversionType="WEB",
            eventNameCustom="A",
        ),
        [("snapchat", "server", "event", Text("s-1"), Text("A"))],
    ),
    (
        tag("cvt_1", advertiserId="54", apiAccessToken="{{T}}", eventType="override", eventNameStandard="lead"),
        [("pinterest", "server", "event", Text("54"), Text("lead"))],
    ),
    (
        tag("cvt_1", accountId="a2_x", accessToken="{{T}}", eventType="inherit"),
        [("reddit", "server", "event", Text("a2_x"), Made("Reddit's word for the event", (MESSAGE,)))],
    ),
    (
        tag("cvt_1", pixelId="o1", eventId="tw-a-b", authMethod="accessToken"),
        [("x", "server", "event", Text("o1"), Text("tw-a-b"))],
    ),
]


OURS_BY_SERVER = {"accountId": PIXEL.value, "eventName": "Lead", "secret": "projects/hazel/secrets/meta"}


@for_each(("body", "signals"), FORMS)
def test_what_a_tag_tells(body: dict[str, Any], signals: list[Seen]) -> None:
    setup = container_signals(container(tags=[body]))
    assert [seen(signal) for signal in setup.told] == signals
    assert not setup.unread


@for_each(
    "form",
    [form for form in forms() if form.sign and form.kind != "support"],
    ids=lambda form: f"{form.platform} {form.leg} {form.kind}",
)
def test_our_own_templates_are_known_by_whose_host_they_reach(form: Any) -> None:
    template = {"name": "Pixel", "templateData": f"https://{form.sign}/x"}
    by_browser = {**OURS, "call": "none" if form.kind == "base" else "track"}
    body = tag("template:Pixel", **(OURS_BY_SERVER if form.leg == "server" else by_browser))
    setup = container_signals(container(tags=[body], templates=[template]))
    assert [(signal.platform, signal.kind) for signal in setup.told] == [(form.platform, form.kind)]


@pytest.mark.parametrize("name", ["agreed", "consent", "mark", "moment"])
def test_our_own_templates_that_tell_nobody_help(name: str) -> None:
    source = yaml.safe_load((Path(__file__).parent.parent / "templates" / "gtm" / name / "web.yaml").read_text("utf-8"))
    settings = {field["name"]: "x" for field in source["fields"]}
    setup = container_signals(
        container(tags=[tag("template:Own", **settings)], templates=[{"name": "Own", "templateData": source["code"]}])
    )
    assert (len(setup.support), setup.unread) == (1, ())


def test_a_server_tag_without_an_id_takes_that_of_the_hit() -> None:
    setup = container_signals(container(context="server", tags=[tag("sgtmgaaw")]))
    assert seen(setup.told[0])[3:] == (Read("event data", "x-ga-measurement_id"), MESSAGE)


def test_no_tag_is_dropped() -> None:
    bodies = [
        tag("gaawe", name="Told", eventName="login", measurementIdOverride=ID.value),
        tag("gclidw", name="Helps"),
        tag("html", name="Code", html="<script>x()</script>"),
        tag("cvt_9", name="Foreign", word="x"),
        {**tag("gaawe", name="Paused", eventName="login", measurementIdOverride=ID.value), "paused": True},
    ]
    setup = container_signals(container(tags=bodies))
    assert [name_of(signal) for signal in setup.told] == ["Told", "Paused"]
    assert [name_of(signal) for signal in setup.live()] == ["Told"]
    assert setup.support == ("Helps",)
    assert [one.tag for one in setup.unread] == ["Code", "Foreign"]


def test_the_rows_of_a_tag_win_over_those_of_a_variable() -> None:
    body = tag(
        "gaawe",
        eventName="login",
        measurementIdOverride=ID.value,
        eventSettingsVariable="{{Settings}}",
        eventSettingsTable=settings(currency="USD", method="mail"),
    )
    (signal,) = container_signals(container(tags=[body], variables=VARIABLES)).told
    assert {key: told.source for key, told in signal.parameters.items()} == {
        "currency": Text("USD"),
        "method": Text("mail"),
    }


PATH, HOST = "{{Page Path}}", "{{Page Hostname}}"
SHOP, SUMMER = filter_(PATH, "CONTAINS", "/shop"), filter_(PATH, "CONTAINS", "/summer")
NOT_SHOP = filter_(PATH, "CONTAINS", "/shop", negate="true")
PAID = event("One", "paid")
DOUBLE = {
    "two triggers for one message": (PAID, event("Two", "paid")),
    "a pattern that holds the name": (PAID, event("Two", "paid|sent", "MATCH_REGEX")),
    "an anchored pattern": (PAID, event("Two", "^(paid|sent)$", "MATCH_REGEX")),
    "everything": (PAID, event("Two", ".*", "MATCH_REGEX")),
    "a part by a filter": (PAID, event("Two", "paid", "EQUALS", SHOP)),
    "two clicks, one with a condition": (
        page("One", "CLICK"),
        page("Two", "CLICK", filter_("{{Click ID}}", "EQUALS", "x")),
    ),
    "two moments of a page": (page("One", "PAGEVIEW", SHOP), page("Two", "DOM_READY", SHOP)),
    "a selector and the same one": (
        page("One", "CLICK", filter_("{{Click Element}}", "CSS_SELECTOR", ".buy")),
        page("Two", "CLICK", filter_("{{Click Element}}", "CSS_SELECTOR", ".buy")),
    ),
}
APART = {
    "two messages": (PAID, event("Two", "sent")),
    "a name and the case of another": (PAID, event("Two", "Paid")),
    "one page and another": (page("One", "PAGEVIEW", filter_(PATH, "EQUALS", "/a")), page("Two", "PAGEVIEW", filter_(PATH, "EQUALS", "/b"))),
    "opposite conditions": (event("One", "paid", "EQUALS", SHOP), event("Two", "paid", "EQUALS", NOT_SHOP)),
    "two timers": (page("One", "TIMER"), page("Two", "TIMER")),
    "a click and a link click": (page("One", "CLICK"), page("Two", "LINK_CLICK")),
    "two selectors": (
        page("One", "CLICK", filter_("{{Click Element}}", "CSS_SELECTOR", ".buy")),
        page("Two", "CLICK", filter_("{{Click Element}}", "CSS_SELECTOR", ".pay")),
    ),
}  # fmt: skip
MAYBE = {"two parts of the address": (event("One", "paid", "EQUALS", SHOP), event("Two", "paid", "EQUALS", SUMMER))}


def two(triggers: tuple[dict[str, Any], dict[str, Any]], **second: Any) -> Setup:
    """Two conversions of one label, one on each trigger."""
    ads = {"conversionId": "1", "conversionLabel": "a"}
    tags = [tag("awct", "One", name="A", **ads), {**tag("awct", "Two", name="B", **ads), **second}]
    return container_signals(container(tags=tags, triggers=list(triggers)))


@for_each("triggers", DOUBLE.values(), ids=DOUBLE)
def test_what_is_told_twice(triggers: tuple[dict[str, Any], dict[str, Any]]) -> None:
    (twice,) = told_twice(two(triggers))
    assert (twice.verdict, twice.tags) == ("does", ("A", "B"))


@pytest.mark.parametrize("triggers", APART.values(), ids=APART)
def test_what_is_not_told_twice(triggers: tuple[dict[str, Any], dict[str, Any]]) -> None:
    assert told_twice(two(triggers)) == ()


@pytest.mark.parametrize("triggers", MAYBE.values(), ids=MAYBE)
def test_what_may_be_told_twice(triggers: tuple[dict[str, Any], dict[str, Any]]) -> None:
    (twice,) = told_twice(two(triggers))
    assert (twice.verdict, twice.why) == ("may", "their times overlap")


def test_a_paused_tag_and_one_with_a_schedule() -> None:
    both = DOUBLE["two triggers for one message"]
    assert told_twice(two(both, paused=True)) == ()
    assert [twice.verdict for twice in told_twice(two(both, scheduleEndMs="1"))] == ["may"]


def test_what_blocks_is_taken_away() -> None:
    triggers = [PAID, event("Two", "paid"), event("Shop", ".*", "MATCH_REGEX", SHOP)]
    ads = {"conversionId": "1", "conversionLabel": "a"}
    inside = {**tag("awct", "Two", name="B", **ads), "blockingTrigger": ["Shop"]}
    outside = event("Three", "paid", "EQUALS", SHOP)
    setup = container_signals(
        container(tags=[tag("awct", "Three", name="A", **ads), inside], triggers=[*triggers, outside])
    )
    assert told_twice(setup) == ()


def test_copies_are_one_finding_and_cost_no_more_than_they_are() -> None:
    copies = [tag("awct", "One", name=f"A{n}", conversionId="1", conversionLabel="a") for n in range(400)]
    (twice,) = told_twice(container_signals(container(tags=copies, triggers=[PAID])))
    assert len(twice.tags) == 400


def test_a_tag_for_all_events_beside_one() -> None:
    everything = tag("gaawe", "All", name="All", eventName="{{Event}}", measurementIdOverride=ID.value)
    single = tag("gaawe", "One", name="P", eventName="paid", measurementIdOverride=ID.value)
    triggers = [event("All", ".*", "MATCH_REGEX"), PAID]
    (twice,) = told_twice(container_signals(container(tags=[everything, single], triggers=triggers)))
    assert (twice.name, twice.message, twice.for_all) == ("paid", "paid", "All")


def test_other_fixed_values_under_one_name_are_another_thing() -> None:
    def sent(name: str, trigger: str, what: str) -> dict[str, Any]:
        parameter = {"eventName": "click", "measurementIdOverride": ID.value, "eventSettingsTable": settings(kind=what)}
        return tag("gaawe", trigger, name=name, **parameter)

    triggers = [PAID, event("Two", "paid")]
    (twice,) = told_twice(
        container_signals(container(tags=[sent("A", "One", "x"), sent("B", "Two", "y")], triggers=triggers))
    )
    assert (twice.verdict, twice.why) == ("may", "with different values")


NEVER = {
    "a click on a page view": page("T", "PAGEVIEW", filter_("{{Click URL}}", "CONTAINS", "tel:")),
    "two paths": page("T", "PAGEVIEW", filter_(PATH, "EQUALS", "/a"), filter_(PATH, "EQUALS", "/b")),
    "a condition and its opposite": page("T", "CLICK", SHOP, NOT_SHOP),
    "a name that a pattern does not fit": event("T", "paid", "EQUALS", filter_("{{Event}}", "MATCH_REGEX", "^sent$")),
}
SOMETIMES = {
    "a click on a click": page("T", "LINK_CLICK", filter_("{{Click URL}}", "CONTAINS", "tel:")),
    "a click that is not one": page("T", "PAGEVIEW", filter_("{{Click URL}}", "CONTAINS", "tel:", negate="true")),
    "two parts of a path": page("T", "PAGEVIEW", SHOP, SUMMER),
    "a pattern that cannot be read": page("T", "PAGEVIEW", filter_(PATH, "MATCH_REGEX", "(?=a)("), SHOP),
}


@pytest.mark.parametrize("trigger", NEVER.values(), ids=NEVER)
def test_what_never_fires(trigger: dict[str, Any]) -> None:
    found = container(tags=[tag("gclidw", "T")], triggers=[trigger])
    assert never(whens(found)["T"], found)


@pytest.mark.parametrize("trigger", SOMETIMES.values(), ids=SOMETIMES)
def test_what_may_fire(trigger: dict[str, Any]) -> None:
    found = container(tags=[tag("gclidw", "T")], triggers=[trigger])
    assert never(whens(found)["T"], found) is None


def test_what_fires_a_tag_may_block_it() -> None:
    body = {**tag("gclidw", "One"), "blockingTrigger": ["Two"]}
    found = container(tags=[body], triggers=[PAID, event("Two", ".*", "MATCH_REGEX")])
    assert never(whens(found)["T"], found) == ("what fires it blocks it",)


def test_a_tag_fires_with_the_tag_that_it_prepares() -> None:
    main = {**tag("gclidw", "One", name="Main"), "setupTag": [{"tagName": "First"}]}
    first = {"name": "First", "type": "gclidw"}
    assert whens(container(tags=[main, first], triggers=[PAID]))["First"].messages == ("paid",)


def test_the_occasions_of_a_tag() -> None:
    triggers = [page("Form", "FORM_SUBMISSION"), page("Buy", "CLICK"), page("Thanks", "PAGEVIEW", SHOP), PAID]
    found = container(tags=[tag("gclidw", "Form", "Buy", "Thanks", "One", "All Pages")], triggers=triggers)
    assert {one.trigger: one.kind for one in occasions(found, whens(found)["T"])} == {
        "Form": "unchecked form",
        "Buy": "click",
        "Thanks": "page",
        "One": "message",
        "All Pages": "every page",
    }


@pytest.mark.slow
def test_of_the_tags_of_real_containers_nearly_all_are_understood() -> None:
    read_, unread = 0, 0
    for file in (
        [*corpus("gtm-web"), *corpus("gtm-server"), *corpus("gtm-api")] if CORPUS.is_dir() else corpus("gtm-web")
    ):
        try:
            found = read(file.read_bytes(), file.name)
        except GovernError:
            continue
        for one in found:
            setup = container_signals(one)
            read_ += len({name_of(signal) for signal in setup.told}) + len(setup.support)
            unread += sum(entry.why != NOBODY_KNOWN for entry in setup.unread)
    assert unread * 10 < read_, "custom HTML aside, at most one in ten"


def test_a_condition_of_a_damaged_type_reads_the_same_in_any_order_of_its_keys() -> None:
    def when(*keys: str) -> object:
        strange = {**filter_("{{Page Path}}", "EQUALS", "/a"), "type": {key: [7] for key in keys}}
        setup = container_signals(
            container(tags=[tag("gaawe", "P", eventName="e")], triggers=[page("P", "PAGEVIEW", strange)])
        )
        return setup.told[0].when

    assert when("name", "type") == when("type", "name")


def test_a_cell_of_a_table_that_holds_an_object_says_nothing() -> None:
    cells = [
        {"key": "parameter", "value": "currency"},
        {"key": "parameterValue", "value": {"type": "LIST", "list": [7]}},
    ]
    assert texts_by_key(cells) == {"parameter": "currency", "parameterValue": ""}
