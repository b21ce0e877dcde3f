"""What is derived stands beside what was imported: the same told twice in one container is found before it is rendered."""

from __future__ import annotations

import pytest
from helpers import SPEC, findings, project

pytestmark = pytest.mark.usefixtures("day")

SPECS = """
version: 1
sites:
  - {name: shop, domains: {production: [www.hazel.example]}, containers: {web: GTM-ABC1234}, first_party: 'https://sgtm.hazel.example'}
destinations:
  - {name: ga4, platform: ga4, site: shop, id: G-HAZEL00001}
  - {name: meta, platform: meta, site: shop, id: '123456789012345'}
parameters: [{name: value, type: money, currency: currency}, {name: currency, type: currency}]
events: [{name: purchase, parameters: [{use: value}, {use: currency}]}]
mappings:
  - {event: purchase, destination: ga4, as: order_done, parameters: {value: value, currency: currency}}
  - {event: purchase, destination: meta, as: Purchase, parameters: {value: value, currency: currency}}
containers:
  - id: GTM-ABC1234
    tags: [%s]
    triggers: [{name: Paid, type: CUSTOM_EVENT, customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: purchase}}]}]
"""
SERVER = "configSettingsTable: [{parameter: server_container_url, parameterValue: '%s'}]"
GOOGLE = "{name: Old, type: googtag, parameter: {tagId: G-HAZEL00001, %s}, firingTrigger: [Initialization - All Pages]}"
CODE = '{name: Old, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [%s]}'


def said(tag: str) -> list[str]:
    """What is said of a tag beside those that are derived."""
    found = findings(project(files={SPEC: SPECS % tag}), "containers/derived-beside-imported")
    return [finding.message for finding in found]


@pytest.mark.parametrize(
    ("tag", "what"),
    [
        (GOOGLE % SERVER % "https://SGTM.hazel.example/", "initialise one account"),
        (CODE % ("fbq('init', '123456789012345')", "All Pages"), "initialise one account"),
        (CODE % ("fbq('track', 'Purchase', {value: 1, currency: 'EUR'})", "Paid"), 'send "Purchase" to one account'),
    ],
    ids=["a Google tag whose server is spelled otherwise", "a base code", "an order"],
)
def test_an_imported_tag_that_does_what_a_derived_one_does_is_found(tag: str, what: str) -> None:
    assert any(message.startswith('tag "Old" of GTM-ABC1234') and message.endswith(what) for message in said(tag))


@pytest.mark.parametrize(
    "tag",
    [
        GOOGLE % SERVER % "https://other.hazel.example",
        CODE % ("fbq('init', '999999999999999')", "All Pages"),
        CODE % ("fbq('track', 'Lead')", "Paid"),
    ],
    ids=["another server", "another account", "another event"],
)
def test_an_imported_tag_that_does_something_else_is_not(tag: str) -> None:
    assert said(tag) == []
