"""Server containers: from the page's message over GA4's hit to the requests that the server's tags send.

The web container runs in its model, its hit becomes the event data of the server container, which runs in
`sandbox/server.js`; the bodies that come out must be those that `render payloads` makes of the same examples.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from both_legs import as_visit
from both_legs import found as everywhere
from browser import needs_browser
from helpers import project
from node import needs_node, node
from page_helpers import browse
from payload_helpers import SHOP as PAYLOADS
from pytest_socket import socket_allow_hosts
from web_shop import EVENT_IDS

from govern.captures.bodies.check import check
from govern.gtm import read as gtm
from govern.gtm.container import Container, canonical_container
from govern.gtm.desired import Desired, desired
from govern.payloads.example import AT, CONTEXT, bodies
from govern.payloads.sent import sent_by_servers
from govern.platforms import load
from govern.project import Project
from govern.project.load import load as load_project
from govern.render.messages import message_of
from govern.render.planned import code
from govern.render.targets.gtm import render

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SERVER, WEB = "GTM-SRV1234", "GTM-ABC1234"
SITES = f"""
sites:
  - name: shop
    domains: {{production: [www.example.com], staging: [staging.example.com]}}
    containers: {{web: {WEB}, server: {SERVER}}}
    first_party: https://t.example.com
    consent: {{default: denied}}
"""


def changed(text: str, *pairs: tuple[str, str]) -> str:
    """A text with replacements, each of which must have something to replace."""
    for before, after in pairs:
        assert before in text, before
        text = text.replace(before, after)
    return text


SHOP = SITES + changed(
    PAYLOADS,
    (", server: {sender: backend}}\n  - name: google-ads", "}\n  - name: google-ads"),
    ("{sender: backend", "{token: meta-capi"),
    (", sender: backend}", "}"),
    ("env:META", "gcp-secret:hazel-tracking/meta-capi"),
    ("via: [browser, server]", "via: [server]"),
    (
        "as: purchase\n    via: [server]\n    parameters: {transaction_id",
        "as: purchase\n    parameters: {transaction_id",
    ),
    ("    match_keys: {sha256_email_address: email, user_id: customer}\n", ""),
    ("conversion_action: '1234567890'", "conversion_action: AW-123456789/AbC-dEfGhI"),
)
"""The shop of the payloads' tests, whose server container does what its back end did."""

SECRETS = {"projects/hazel-tracking/secrets/meta-capi": "the-token\n"}
GRANTED = {"x-ga-gcs": "G111", "x-ga-gcd": "13t3t3t3t5l1"}
PEOPLE = {"email", "phone", "first_name", "last_name", "customer"}


def wished(text: str = SHOP) -> Desired:
    """The wished state of a spec text."""
    return desired(project(text))


def server(text: str = SHOP) -> Container:
    """The wished server container of a spec text that has no problems."""
    found = wished(text)
    assert found.problems == ()
    container = found.container(SERVER)
    assert container is not None
    return container


def hits(text: str, message: dict[str, Any], host: str = "www.example.com") -> list[dict[str, Any]]:
    """The event data that GA4's client makes of what the page's message sends."""
    container = wished(text).container(WEB)
    assert container is not None
    job = {"do": "visit", "container": container.entities, "host": host, "messages": [message], "arrives": 0,
           "consent": ["ad_storage", "ad_user_data", "ad_personalization", "analytics_storage"]}  # fmt: skip
    found = json.loads(node(HERE / "sandbox" / "web.js", json.dumps(job)))["ga4"]
    page = {"page_hostname": host, "page_location": CONTEXT["url"], "page_referrer": CONTEXT["referrer"],
            "ip_override": CONTEXT["ip"], "user_agent": CONTEXT["user_agent"], **GRANTED}  # fmt: skip
    return [
        {**page, "event_name": hit["eventName"],
         **{row["parameter"]: row["parameterValue"] for row in hit["eventSettingsTable"] if "parameterValue" in row}}
        for hit in found if "eventName" in hit
    ]  # fmt: skip


def hit(container: Container, event: dict[str, Any], client: str = "GA4", **world: Any) -> dict[str, Any]:
    """What the server container does with one event."""
    templates = {name: body["templateData"] for name, body in container.bodies("customTemplate").items()}
    job = {"do": "hit", "container": container.entities, "templates": templates, "client": client, "event": event,
           "time": AT, "secrets": SECRETS, "cookies": {"_fbp": [CONTEXT["fbp"]], "_fbc": [CONTEXT["fbc"]]}, **world}  # fmt: skip
    found: dict[str, Any] = json.loads(node(HERE / "sandbox" / "server.js", json.dumps(job)))
    return found


def purchase(index: int = 0, **changes: Any) -> dict[str, Any]:
    """The message that a page pushes for one of the examples."""
    example = project(SHOP).event_by_name["purchase"].examples[index]
    return {"event": "purchase", **example, **changes}


def by_host(found: dict[str, Any]) -> dict[str, Any]:
    """The requests by the host that they go to."""
    return {request["url"].split("/")[2]: request for request in found["requests"]}


# ---- from the page to the platforms ----


@needs_node
@pytest.mark.parametrize(
    ("host", "environment"), [("www.example.com", "production"), ("staging.example.com", "staging")]
)
@pytest.mark.parametrize("index", [0, 1])
def test_the_bodies_are_those_of_the_payloads(host: str, environment: Any, index: int) -> None:
    """The same event ID, hashes, products, units and test codes, whichever way an event is sent."""
    subject: Project = project(SHOP)
    (event,) = hits(SHOP, purchase(index), host)
    found = hit(server(), event)
    assert set(found["ended"].values()) == {"success"}
    requests = by_host(found)
    compared = []
    for sent in sent_by_servers(subject):
        if sent.platform.key in ("ga4", "google_ads"):
            continue
        expected = list(bodies(sent, environment))[index]
        request = requests[sent.platform.api.hosts[0]]
        request["body"].pop("access_token", None)
        assert request["body"] == expected, sent.platform.key
        problems = check(sent.platform, request["body"], now=AT, environment=environment)
        assert [problem for problem in problems if problem.level == "error"] == []
        compared.append(sent.platform.key)
    assert len(compared) == len(requests) == 8


@needs_node
def test_a_limited_use_of_data_is_asked_for_as_the_payloads_do() -> None:
    meta = "    server: {token: meta-capi, api_version: v25.0"
    limits = "data_processing_options: LDU, data_processing_options_country: 0, data_processing_options_state: 0"
    region = "data_processing_options: LDU, data_processing_options_country: US, data_processing_options_region: US-CA"
    text = changed(
        SHOP,
        (meta, f"    settings: {{{limits}, opt_out: true}}\n{meta}"),
        ("platform: tiktok, ", "platform: tiktok, settings: {limited_data_use: true}, "),
        ("{ad_account_id: '549755885175'}", "{ad_account_id: '549755885175', opt_out: false, opt_out_type: LDP}"),
        ("    platform: snapchat\n", f"    platform: snapchat\n    settings: {{{limits}}}\n"),
        ("platform: reddit, ", f"platform: reddit, settings: {{{region}}}, "),
    )
    (event,) = hits(text, purchase())
    requests = by_host(hit(server(text), event))
    compared = 0
    for sent in sent_by_servers(project(text)):
        if sent.platform.key in ("meta", "tiktok", "pinterest", "snapchat", "reddit"):
            body = requests[sent.platform.api.hosts[0]]["body"]
            body.pop("access_token", None)
            expected = next(bodies(sent))
            assert body == expected, sent.platform.key
            assert any(word in json.dumps(expected) for word in ("LDU", "LDP", "limited_data_use"))
            compared += 1
    assert compared == 5


@needs_node
def test_test_codes_never_reach_production() -> None:
    (event,) = hits(SHOP, purchase())
    for host in ("www.example.com", "elsewhere.example", "", "www.example.com:443"):
        text = json.dumps(hit(server(), {**event, "page_hostname": host})["requests"])
        assert not any(code in text for code in ("TEST12345", "TEST9", "SNAP1", "test"))
    text = json.dumps(hit(server(), {**event, "page_hostname": "staging.example.com"})["requests"])
    assert all(code in text for code in ("TEST12345", "TEST9", "SNAP1", "test=true"))


@needs_node
def test_a_test_code_of_a_wildcard_stays_out_of_production_hosts() -> None:
    text = changed(SHOP, ("production: [www.example.com], staging: [staging.example.com]",
                          "production: [www.example.com], staging: ['*.example.com']"))  # fmt: skip
    (event,) = hits(SHOP, purchase())
    production = json.dumps(hit(server(text), {**event, "page_hostname": "www.example.com"})["requests"])
    staging = json.dumps(hit(server(text), {**event, "page_hostname": "qa.example.com"})["requests"])
    assert "TEST12345" not in production
    assert "1000000000000001" in production
    assert "TEST12345" in staging


@needs_node
def test_a_host_that_nobody_declared_sends_nothing_to_accounts_by_environment() -> None:
    (event,) = hits(SHOP, purchase())
    assert "graph.facebook.com" not in by_host(hit(server(), {**event, "page_hostname": "elsewhere.example"}))
    assert "graph.facebook.com" in by_host(hit(server(), event))


@needs_node
def test_who_it_was_goes_to_those_who_match_people_and_not_to_google() -> None:
    (event,) = hits(SHOP, purchase())
    assert event.keys() >= PEOPLE
    found = hit(server(), event)
    assert not any(event[name] in json.dumps(found["requests"]) for name in ("email", "phone"))
    assert {tag["type"] for tag in found["native"]} == {"sgtmgaaw", "sgtmadscl", "sgtmadsct"}
    forward = next(tag["event"] for tag in found["native"] if tag["type"] == "sgtmgaaw")
    assert forward.keys() & PEOPLE == set()
    assert forward["transaction_id"] == "A-1001"


@needs_node
def test_without_consent_only_googles_own_tags_run() -> None:
    (event,) = hits(SHOP, purchase())
    found = hit(server(), {**event, "x-ga-gcs": "G100", "x-ga-gcd": "13q3q3q3q5l1"})
    assert found["requests"] == []
    assert set(found["ended"].values()) == {"success"}
    assert {tag["type"] for tag in found["native"]} == {"sgtmgaaw", "sgtmadscl", "sgtmadsct"}


@needs_node
def test_what_no_client_of_ours_took_and_other_events_send_nothing() -> None:
    (event,) = hits(SHOP, purchase())
    assert hit(server(), event, client="Data Client")["requests"] == []
    found = hit(server(), {**event, "event_name": "page_view"})
    assert found["requests"] == []
    assert [tag["type"] for tag in found["native"]] == ["sgtmgaaw", "sgtmadscl"]


@needs_node
def test_without_the_secret_the_tags_fail() -> None:
    (event,) = hits(SHOP, purchase())
    found = hit(server(), event, secrets={})
    assert found["requests"] == []
    assert set(found["ended"].values()) == {"failure"}


@needs_node
def test_an_event_id_of_ones_own_is_made_on_the_server() -> None:
    text = changed(
        SHOP,
        (
            "    destination: meta\n    as: Purchase\n",
            "    destination: meta\n    as: Purchase\n    event_id: 'm_{order_id}'\n",
        ),
    )
    (event,) = hits(text, purchase())
    body = by_host(hit(server(text), event))["graph.facebook.com"]["body"]
    assert body["data"][0]["event_id"] == "m_A-1001"
    (event,) = hits(text, purchase(order_id=""))
    assert "event_id" not in by_host(hit(server(text), event))["graph.facebook.com"]["body"]["data"][0]


# ---- what the hit carries ----


def test_a_hit_to_google_itself_carries_nothing_for_others() -> None:
    def sent(text: str) -> set[str]:
        container = wished(text).container(WEB)
        assert container is not None
        (body,) = (body for body in container.bodies("tag").values() if body["type"] == "gaawe")
        (rows,) = (parameter["list"] for parameter in body["parameter"] if parameter["key"] == "eventSettingsTable")
        return {row["map"][0]["value"] for row in rows}

    assert sent(SHOP) >= PEOPLE
    own = {"currency", "event_id", "items", "transaction_id", "value"}
    assert sent(changed(SHOP, ("    first_party: https://t.example.com\n", ""))) == own
    assert sent(changed(SHOP, (f", server: {SERVER}", ""))) == own


# ---- the container ----


def test_no_secret_is_in_the_container() -> None:
    text = render(server())
    assert "projects/hazel-tracking/secrets/meta-capi" in text
    names = {parameter["key"] for body in server().bodies("tag").values() for parameter in body["parameter"]}
    assert not any("token" in name.lower() for name in names)


def test_it_is_a_server_container_that_reads_back_as_it_was_wished() -> None:
    container = server()
    (read,) = gtm.read(render(container).encode(), "export.json")
    assert read.context == "server"
    assert canonical_container(read).entities == canonical_container(container).entities
    assert render(server()) == render(container)


def test_everything_in_it_is_used() -> None:
    text = json.dumps(server().entities)
    for name in (*server().bodies("variable"), *server().bodies("builtInVariable")):
        assert f"{{{{{name}}}}}" in text, name
    for name in server().bodies("trigger"):
        assert text.count(f'"{name}"') > 1, name


def test_the_version_of_the_api_comes_from_the_specs() -> None:
    def version(text: str, own: dict[str, str] | None = None) -> str:
        container = desired(project(text, own=own)).container(SERVER)
        assert container is not None
        rows = container.bodies("tag")["Meta - Purchase"]["parameter"]
        found: str = next(row["value"] for row in rows if row["key"] == "apiVersion")
        return found

    assert version(SHOP) == "v25.0"
    assert version(changed(SHOP, ("api_version: v25.0", "api_version: v24.0"))) == "v24.0"
    mapped = changed(
        SHOP,
        (
            "    destination: meta\n    as: Purchase\n",
            "    destination: meta\n    as: Purchase\n    api_version: v23.0\n",
        ),
    )
    assert version(mapped) == "v23.0"
    nobody = changed(SHOP, ("api_version: v25.0", "sender: gtm"))
    assert version(nobody) == load("meta").api.version_current
    own = {"platforms/meta.yaml": "server_api: {version_current: v99.0}"}
    assert version(nobody, own) == "v99.0", "a project may know a newer one than we do"


def test_a_choice_that_nobody_is_asked_for_counts_as_given() -> None:
    def unset(text: str) -> set[str]:
        bodies = server(text).bodies("tag").values()
        return {row["value"] for body in bodies for row in body["parameter"] if row["key"] == "unsetConsent"}

    assert unset(SHOP) == {"denied"}
    assert unset(changed(SHOP, ("    consent: {default: denied}\n", ""))) == {"granted"}


# ---- what cannot be made ----


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("gcp-secret:hazel-tracking/meta-capi", "vault:meta"), 'token "meta-capi" of destination "linkedin" is not in Google Secret Manager'),
        (("gcp-secret:hazel-tracking/meta-capi", "gcp-secret:meta-capi"), 'token "meta-capi" of destination "meta" is not in Google'),
        (("id: a2_abcdef123456, server: {token: meta-capi", "id: a2_abcdef123456, server: {api_version: v3"), 'destination "reddit" has no token'),
        (("    settings: {ad_account_id: '549755885175'}\n", ""), 'destination "pinterest" names no ad account'),
        (("{use: phone}", "{use: phone, legs: [server]}"), '"phone" of event "purchase" is known on the server alone'),
        (("{name: phone, type: string, pii: phone}", "{name: phone, type: string, pii: phone, legs: [server]}"),
         '"phone" of event "purchase" is known on the server alone'),
        (("    conversion_action: AW-123456789/AbC-dEfGhI\n", ""), 'mapping of "purchase" to "google-ads" names no conversion label'),
        (("as: purchase\n    parameters: {transaction_id", "as: purchase\n    via: [server]\n    parameters: {transaction_id"),
         'event "purchase" is told to "meta" by the server container and to no GA4 destination'),
    ],
)  # fmt: skip
def test_problems(change: tuple[str, str], says: str) -> None:
    messages = [problem.message for problem in wished(changed(SHOP, change)).problems]
    assert any(message.startswith(says) for message in messages), messages


def test_a_list_comes_as_the_items_of_ga4_or_not_at_all() -> None:
    text = re.sub(r"(?<!type): items\b", ": products", changed(SHOP, ("{name: items,", "{name: products,")))
    assert wished(text).problems == ()
    assert "ED - items" in server(text).bodies("variable")
    ads = "}\n  - event: purchase\n    destination: google-ads"
    messages = [problem.message for problem in wished(changed(text, (f", items: products{ads}", ads))).problems]
    assert '"products" of event "purchase" is of the type "items", which hits of GA4 carry as "items" alone' in messages


def test_what_no_browser_tells_ga4_has_nobody_to_send_it() -> None:
    text = changed(
        SHOP,
        ("    destination: ga4\n    as: purchase\n", "    destination: ga4\n    as: purchase\n    via: [server]\n"),
        ("staging: G-STG1234567}", "staging: G-STG1234567}, server: {token: meta-capi}"),
    )
    messages = [problem.message for problem in wished(text).problems]
    assert any(
        message.startswith('event "purchase" is told to "ga4" by the server container alone') for message in messages
    )


def test_two_events_with_one_name_at_ga4_cannot_be_told_apart() -> None:
    more = """
  - event: renewal
    destination: ga4
    as: purchase
  - {event: renewal, destination: meta, as: Subscribe, via: [server]}
"""
    text = changed(SHOP, ("events:\n", "events:\n  - {name: renewal, description: Again., owner: shop}\n")) + more
    messages = {problem.message for problem in wished(text).problems}
    assert any("are both" in message and '"purchase" at GA4' in message for message in messages)


def test_what_a_back_end_sends_is_no_business_of_the_container() -> None:
    text = changed(SHOP, ("test_event_code: {staging: t1}", "test_event_code: {staging: t1}, sender: backend"))
    assert not any(name.startswith("Reddit") for name in server(text).bodies("tag"))


# ---- both legs -------------------------------------------------------------------------------------------------------

ADS = "    conversion_action: AW-"
BOTH = changed(
    SHOP, ("via: [server]", "via: [browser, server]"), (f"via: [browser, server]\n{ADS}", f"via: [server]\n{ADS}")
)


def ids(found: dict[str, Any]) -> dict[str, str]:
    """The event ID in each platform's body, by platform."""
    fields = {"linkedin": "eventId", "microsoft_ads": "eventId", "reddit": "conversion_id", "x": "conversion_id"}
    requests = by_host(found)
    told = {}
    for key in ("linkedin", "meta", "microsoft_ads", "pinterest", "reddit", "snapchat", "tiktok", "x"):
        body = requests[load(key).api.hosts[0]]["body"]
        (told[key],) = (
            everywhere(body, fields.get(key, "event_id")) if key != "x" else [body["conversions"][0]["conversion_id"]]
        )
    return told


@needs_browser
def test_a_real_page_and_the_server_tell_one_id(tmp_path: Path, socket_enabled: None) -> None:
    """What a browser's tags say, and what the server's tags make of the hit that it sends: the same ID, everywhere."""
    socket_allow_hosts(["127.0.0.1"])
    subject = project(BOTH)
    web = wished(BOTH).container(WEB)
    assert web is not None
    shown = code(message_of(subject, subject.event_by_name["purchase"]))
    result = as_visit(browse(web, shown, tmp_path / "profile", "www.example.com", early=True))
    (sent,) = (tag for tag in result["ga4"] if tag["type"] == "gaawe")
    rows = {row["parameter"]: row["parameterValue"] for row in sent["eventSettingsTable"] if "parameterValue" in row}
    event = {"event_name": sent["eventName"], "page_hostname": "www.example.com", **GRANTED, **rows}
    found = ids(hit(server(BOTH), event))
    assert found == {key: EVENT_IDS[key](result) for key in found}
    assert set(found.values()) == {"order_A-1001"}


# ---- a container of several sites ------------------------------------------------------------------------------------


@needs_node
def test_sites_that_share_a_container_send_to_their_own_accounts() -> None:
    blog = f"""
  - name: blog
    domains: {{production: [blog.example.com]}}
    containers: {{web: GTM-BLG1234, server: {SERVER}}}
    first_party: https://t.example.com
    consent: {{default: denied}}
"""
    text = changed(SHOP, ("    consent: {default: denied}\n", f"    consent: {{default: denied}}{blog}"))
    text = changed(text, ("    description: Somebody paid.\n", "    description: Somebody paid.\n    site: shop\n"))
    (event,) = hits(SHOP, purchase())
    assert len(by_host(hit(server(text), event))) == 8
    elsewhere = hit(server(text), {**event, "page_hostname": "blog.example.com"})
    assert elsewhere["requests"] == []
    assert [tag["type"] for tag in elsewhere["native"]] == ["sgtmgaaw", "sgtmadscl"]


# ---- a template of one's own -----------------------------------------------------------------------------------------


def test_a_project_s_own_template_goes_first(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "gtm" / "server" / "meta.tpl"
    own.parent.mkdir(parents=True)
    own.write_text('___INFO___\n\n{"displayName": "Meta, our way"}\n\n\n___NOTES___\n', encoding="utf-8")
    (tmp_path / "govern.yaml").write_text("version: 1\n", encoding="utf-8")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "all.yaml").write_text(SHOP, encoding="utf-8")
    container = desired(load_project(str(tmp_path), today="2026-11-23")).container(SERVER)
    assert container is not None
    assert container.bodies("tag")["Meta - Purchase"]["type"] == "template:Meta, our way"


@pytest.mark.parametrize("name", ["GA4", "Analytics hits"])
def test_a_container_that_has_a_client_of_its_own_keeps_it_and_gets_no_second(name: str) -> None:
    """Every server container is born with a GA4 client, whose settings are not ours to say."""
    own = {"name": name, "type": "gaaw_client", "parameter": {"activateDefaultPaths": True, "cookieName": "FPID"}}
    raw = f"containers: [{{id: {SERVER}, context: server, clients: [{json.dumps(own)}]}}]\n"
    found = wished(SHOP + raw)
    assert not found.problems
    made = found.container(SERVER)
    assert made is not None
    assert list(made.bodies("client")) == [name]
    conditions = json.dumps(made.bodies("trigger"))
    assert f'"value": "{name}"' in conditions
    assert render(made)
