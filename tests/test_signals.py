"""Signals as specs declare them: every mapping told or left out, values as sources, the same whatever the order."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from for_each import for_each
from helpers import project

from govern.core.report import Place
from govern.platforms import platform, platforms
from govern.signals.sameness import same
from govern.signals.signal import Condition, Consent, Signal, Told
from govern.signals.source import MESSAGE, NOTHING, Join, Made, Read, Row, Source, Table, Text, Unknown, given
from govern.signals.specs import Mapped, declarations, each
from govern.source import yaml

SHOP = """
sites:
  - name: shop
    domains: {production: [www.shop.example], staging: [staging.shop.example]}
    containers: {web: GTM-ABC1234, server: GTM-ABC5678}
    first_party: https://t.shop.example
destinations:
  - {name: ga4, platform: ga4, site: shop, id: G-ABCDEFGH12, consent: [analytics_storage]}
  - name: meta
    platform: meta
    site: shop
    id: {production: '1234567890123456', staging: '6543210987654321'}
    consent: [ad_storage]
    server: {}
  - {name: tiktok, platform: tiktok, site: shop, id: ABCDEFGHIJKLMNOPQRST, server: {sender: backend}}
  - {name: silent, platform: pinterest, site: shop, id: '2612345678901', browser: false}
  - {name: own, platform: adserver, site: shop}
parameters:
  - {name: order_id, type: string, data_layer: ecommerce.transaction_id}
  - {name: total, type: money, data_layer: ecommerce.value, currency: currency}
  - {name: currency, type: currency, data_layer: ecommerce.currency}
  - {name: email, type: email, pii: email, format: sha256}
  - {name: margin, type: number, legs: [server]}
  - {name: loaded_at, type: timestamp, volatile: true}
events:
  - name: purchase
    event_id: 'order_{order_id}'
    consent: [ad_user_data]
    fires: {on: confirmation_page, name: order_done, once_per: order, when_ready: [order_id]}
    parameters: [{use: order_id}, {use: total}, {use: currency}, {use: email}, {use: margin}, {use: loaded_at}]
  - {name: waiting, status: draft}
  - {name: gone, status: deprecated, until: 2026-01-01}
mappings:
  - {event: purchase, destination: ga4, as: purchase, parameters: {transaction_id: order_id, value: total}}
  - event: purchase
    destination: meta
    as: Purchase
    via: [browser, server]
    parameters: {value: total, currency: {value: EUR}, predicted_ltv: margin, num_items: {value: 2}}
    match_keys: {em: email}
  - {event: purchase, destination: tiktok, as: Purchase, via: [server], parameters: {value: total, contents: loaded_at}}
  - {event: purchase, destination: silent, as: checkout, parameters: {value: ttotal}}
  - {event: purchase, destination: own, as: sale}
  - {event: purchase, destination: nowhere, as: Purchase}
  - {event: nothing, destination: meta, as: Lead, parameters: {value: total}}
  - {event: waiting, destination: meta, as: Lead}
  - {event: gone, destination: meta, as: Contact, via: [browser, server]}
"""

ORDER = Read("data layer", "ecommerce.transaction_id")


@pytest.fixture(scope="module")
def told() -> tuple[Mapped, ...]:
    return declarations(project(SHOP)).told


def find(told: tuple[Mapped, ...], destination: str, leg: str = "browser", event: str = "purchase") -> Mapped:
    (found,) = (
        one for one in told if (one.mapping.destination, one.leg, one.mapping.event) == (destination, leg, event)
    )
    return found


def test_every_mapping_is_told_or_left_out_with_the_reason() -> None:
    subject = project(SHOP)
    told, left_out = declarations(subject).told, declarations(subject).left_out
    assert [(one.signal.called, one.signal.leg, one.why) for one in left_out] == [
        ("Lead", "browser", "a draft"),
        ("Contact", "browser", "ended"),
        ("Contact", "server", "ended"),
    ]
    assert [one.mapping for one in each(declarations(subject).written())] == list(subject.mappings)
    assert declarations(subject) is declarations(subject)
    assert len(told) == 8
    assert [one.platform for one in declarations(subject).declared()] == ["ga4", "meta", "meta", "tiktok", "pinterest"]


def test_an_account_is_looked_up_by_host_where_it_differs(told: tuple[Mapped, ...]) -> None:
    hosts = (Row("www.shop.example", Text("1234567890123456")), Row("staging.shop.example", Text("6543210987654321")))
    for leg in ("browser", "server"):
        assert find(told, "meta", leg).account.source == Table(Read("page", "host"), hosts, NOTHING)
    assert find(told, "ga4").account.source == Text("G-ABCDEFGH12")
    assert find(told, "own").account.source == NOTHING
    assert same(find(told, "meta").account.source, find(told, "meta", "server").account.source) is True
    assert same(find(told, "meta").account.source, find(told, "ga4").account.source) is False


def test_parameters_are_read_where_the_leg_has_them(told: tuple[Mapped, ...]) -> None:
    browser, server, backend = find(told, "meta"), find(told, "meta", "server"), find(told, "tiktok", "server")
    assert sources(browser) == {
        "value": Read("data layer", "ecommerce.value"),
        "currency": Text("EUR"),
        "predicted_ltv": NOTHING,
        "num_items": Text("2", "number"),
    }
    assert sources(server)["value"] == Read("event data", "value"), "under the name that it has in GA4's hit"
    assert sources(server)["predicted_ltv"] == Read("event data", "margin")
    assert sources(backend)["value"] == Read("backend", "total")
    assert sources(backend)["contents"] == Made(
        "another value each time", (Read("backend", "loaded_at"),), stable=False
    )


def test_an_event_id_is_told_only_where_the_platform_has_a_field(told: tuple[Mapped, ...]) -> None:
    browser, server = find(told, "meta").event_id, find(told, "meta", "server").event_id
    assert browser.source == Join((Text("order_"), ORDER))
    assert server.source == Join((Text("order_"), Read("event data", "transaction_id")))
    assert (browser.written, browser.via, browser.place.route) == (
        "order_{order_id}",
        ("order_id",),
        ("events", 0, "event_id"),
    )
    assert find(told, "ga4").event_id.source == ORDER, "it takes orders for one by their transaction ID"
    assert find(told, "own").event_id.source == NOTHING


def test_an_event_id_of_which_a_leg_lacks_a_part_is_not_told_there() -> None:
    text = SHOP.replace("order_{order_id}", "{margin}")
    told = declarations(project(text)).told
    assert find(told, "meta").event_id.source == NOTHING
    assert find(told, "meta", "server").event_id.source == Read("event data", "margin")


def test_who_it_is_what_it_waits_for_and_when(told: tuple[Mapped, ...]) -> None:
    signal = find(told, "meta")
    assert (signal.person["em"].source, signal.person["em"].form) == (Read("data layer", "email"), "hashed")
    assert signal.consent == Consent("asks", ("ad_storage", "ad_user_data"))
    assert find(told, "own").consent == Consent("asks", ("ad_user_data",))
    assert signal.when.fire == ((Condition(MESSAGE, "equals", "order_done"), Condition(ORDER, "exists")),)
    assert (signal.when.messages, signal.when.once, signal.when.block) == (("order_done",), "order", ())


def test_the_server_of_ones_own_takes_what_browsers_tell_ga4(told: tuple[Mapped, ...]) -> None:
    assert find(told, "ga4").endpoint.source == Text("https://t.shop.example")
    assert find(told, "meta").endpoint.source == NOTHING


def test_what_refers_to_nothing_is_unknown(told: tuple[Mapped, ...]) -> None:
    assert find(told, "nowhere").account.source == Unknown('no destination "nowhere"')
    assert find(told, "silent").parameters["value"].source == Unknown('no parameter "ttotal"')
    orphan = find(told, "meta", event="nothing")
    assert orphan.parameters["value"].source == Unknown('no event "nothing"')
    assert isinstance(orphan.when.fire[0][0].left, Unknown)
    assert orphan.when.messages == ()


def test_a_leg_that_the_destination_does_not_have_is_never_called(told: tuple[Mapped, ...]) -> None:
    assert [one.mapping.destination for one in told if one.surely == "never called"] == ["silent"]


def test_an_unknown_platform_is_nobody_and_still_told(told: tuple[Mapped, ...]) -> None:
    signal = find(told, "own")
    assert (signal.platform, signal.called, signal.kind) == ("", "sale", "event")


def test_money_stands_in_the_field_that_the_platform_has_for_it(told: tuple[Mapped, ...]) -> None:
    meta, ga4 = platform("meta"), platform("ga4")
    assert meta is not None
    assert ga4 is not None
    signal, plain = find(told, "meta"), find(told, "ga4")
    assert signal.currency(meta) == signal.parameters["currency"]
    assert signal.value(meta) == signal.parameters["value"]
    assert plain.value(ga4) == plain.parameters["value"]
    assert plain.currency(ga4) is None
    assert plain.items(ga4) is None


@for_each("key", sorted(set(platforms()) - {"gtm"}))
def test_every_network_has_a_field_for_money_and_one_for_its_currency(key: str) -> None:
    known = platform(key)
    assert known is not None
    everything = {name: Told(Text("1"), Place("")) for name in known.parameters}
    signal = find(declarations(project(SHOP)).told, "ga4").replace(parameters=everything)
    assert signal.value(known) is not None
    assert signal.currency(known) is not None


def sources(signal: Signal) -> dict[str, Source]:
    """The source of each parameter."""
    return {name: told.source for name, told in signal.parameters.items()}


def values(signal: Signal) -> dict[str, Any]:
    """All that a signal says, without the places."""
    one = {name: getattr(signal, name) for name in Signal.__fields__ if name not in ("parameters", "person")}
    one |= {name: one[name].source for name in ("account", "name", "event_id", "endpoint")}
    return {
        **one,
        "parameters": sources(signal),
        "person": {name: value.source for name, value in signal.person.items()},
    }


def test_the_signals_are_the_same_whatever_the_order() -> None:
    data = yaml.read(SHOP).data
    expected = sorted(repr(values(one)) for one in declarations(project(SHOP)).told)
    for seed in range(5):
        mixed = {section: random.Random(seed).sample(entries, len(entries)) for section, entries in data.items()}
        assert (
            sorted(
                repr(values(one))
                for one in declarations(project(files={"specs/a.yaml": json.dumps({**mixed, "version": 1})})).told
            )
            == expected
        )


def test_a_message_decides_nothing_that_the_specs_leave_to_the_page(told: tuple[Mapped, ...]) -> None:
    for signal in told:
        assert given(signal.event_id.source, "order_done") == signal.event_id.source
