"""Rules over live state: every example, and what real exports taught them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from damage import damaged, nodes
from for_each import for_each
from helpers import findings, project
from live_helpers import corpus, example, plain_yaml

from govern.core.errors import GovernError
from govern.core.report import Finding
from govern.project.exports import Exports, joined, read_export
from govern.rules import Rule
from govern.rules.catalogue import all_rules

LIVE_RULES = [rule for rule in all_rules() if rule.over == "live"]


def found(text: str, rule: str) -> tuple[Finding, ...]:
    """What one rule finds in an example."""
    return findings(example(text), rule, over="live")


def entities(text: str, rule: str) -> list[str]:
    """The entities that one rule finds in an example."""
    return [finding.place.entity for finding in found(text, rule)]


@for_each("rule", LIVE_RULES, ids=lambda rule: rule.id)
def test_a_good_example_is_silent_and_a_bad_one_is_found(rule: Rule) -> None:
    assert not found(rule.good, rule.id)
    bad = found(rule.bad, rule.id)
    assert bad
    assert all(finding.place.file for finding in bad)


@for_each("rule", LIVE_RULES, ids=lambda rule: rule.id)
def test_a_finding_keeps_its_fingerprint_when_entities_move_and_files_are_renamed(rule: Rule) -> None:
    one, other = example(rule.bad), example(rule.bad)
    moved = other.live.replace(
        containers=tuple(container.replace(file="elsewhere.json") for container in other.live.containers)
    )
    again = project(files={file: document.text for file, document in other.documents.items()}, live=moved)
    assert {f.fingerprint for f in findings(one, rule.id, over="live")} == {
        f.fingerprint for f in findings(again, rule.id, over="live")
    }


def container(*tags: dict[str, Any], **sections: Any) -> str:
    """An example with one web container."""
    return json.dumps({"containers": [{"id": "GTM-ABC1234", "context": "web", "tags": list(tags), **sections}]})


def html(name: str, code: str, **fields: Any) -> dict[str, Any]:
    """A custom HTML tag that fires on each page, unless told otherwise."""
    parameter = {"html": f"<script>{code}</script>"}
    return {"name": name, "type": "html", "parameter": parameter, "firingTrigger": ["All Pages"], **fields}


class TestVariables:
    def test_a_name_counts_capitals_and_the_finding_says_what_was_meant(self) -> None:
        text = container(html("T", "x('{{Order Id}}')"), variables=[{"name": "Order ID", "type": "v"}])
        (finding,) = found(text, "containers/undefined-variable")
        assert finding.help == 'did you mean "Order ID"?'
        assert finding.place.entity == 'tag "T"'

    def test_braces_in_the_code_of_a_template_are_its_own(self) -> None:
        text = container(
            templates=[{"name": "Mustache", "templateData": "{{anything}}"}], variables=[{"name": "A", "type": "v"}]
        )
        assert not found(text, "containers/undefined-variable")

    def test_a_built_in_variable_has_to_be_switched_on(self) -> None:
        variables = [{"name": "A", "type": "v"}]
        on = container(html("T", "{{Page URL}}{{A}}"), variables=variables, built_in_variables=["Page URL"])
        off = container(html("T", "{{Page URL}}{{A}}"), variables=variables, built_in_variables=["Event"])
        unknown = container(html("T", "{{Page URL}}{{A}}"), variables=variables)
        assert not found(on, "containers/undefined-variable")
        assert found(off, "containers/undefined-variable")[0].help == "switch on Page URL"
        assert not found(unknown, "containers/undefined-variable"), "a file that lists none says nothing about them"

    def test_a_variable_used_only_by_itself_is_unused(self) -> None:
        text = container(html("T", ""), variables=[{"name": "A", "type": "jsm", "parameter": {"javascript": "{{A}}"}}])
        assert entities(text, "containers/unused-variable") == ['variable "A"']

    def test_a_variable_that_a_tag_misspells_is_not_said_to_be_unused(self) -> None:
        for written in ("Order Id", "Ordr ID"):
            text = container(html("T", f"x('{{{{{written}}}}}')"), variables=[{"name": "Order ID", "type": "v"}])
            assert not found(text, "containers/unused-variable")

    def test_a_file_of_variables_alone_says_nothing_about_their_use(self) -> None:
        text = container(variables=[{"name": "A", "type": "v"}]).replace('"tags": [], ', "")
        assert not found(text, "containers/unused-variable")


class TestTriggers:
    def test_a_trigger_in_a_group_is_used(self) -> None:
        group = {
            "name": "Both",
            "type": "TRIGGER_GROUP",
            "parameter": {"triggerIds": [{"$trigger": "One"}, {"$trigger": "Two"}]},
        }
        triggers = [{"name": "One", "type": "PAGEVIEW"}, {"name": "Two", "type": "CLICK"}, group]
        text = container(html("T", "", firingTrigger=["Both"]), triggers=triggers)
        assert not found(text, "containers/unused-trigger")

    def test_a_trigger_that_only_blocks_is_used(self) -> None:
        triggers = [{"name": "One", "type": "PAGEVIEW"}, {"name": "No consent", "type": "CUSTOM_EVENT"}]
        text = container(html("T", "", firingTrigger=["One"], blockingTrigger=["No consent"]), triggers=triggers)
        assert not found(text, "containers/unused-trigger")

    def test_a_comment_in_the_code_of_a_template_begins_no_section(self) -> None:
        data = "___INFO___\n\n{}\n\n___TEMPLATE_PARAMETERS___\n\n[]\n\n___SANDBOXED_JS_FOR_WEB_TEMPLATE___\n\n// ___WEB_PERMISSIONS___ are below\n"
        assert not found(container(templates=[{"name": "T", "templateData": data}]), "containers/template-unreadable")

    def test_a_banner_is_not_later_than_itself(self) -> None:
        banner = html("Banner", "", parameter={"html": "<script src='https://consent.cookiebot.com/uc.js'></script>"})
        assert not found(container(banner), "containers/consent-platform-late")
        assert found(container(banner, html("T", "fbq('track', 'Lead')")), "containers/consent-platform-late")

    def test_a_paused_tag_needs_no_trigger(self) -> None:
        assert found(container(html("T", "", firingTrigger=[])), "containers/tag-without-trigger")
        assert not found(container(html("T", "", firingTrigger=[], paused=True)), "containers/tag-without-trigger")

    def test_of_a_tag_that_nothing_fires_only_that_is_said(self) -> None:
        parameter = {"eventName": "sign up", "testEventCode": "TEST12345"}
        analytics: dict[str, Any] = {"name": "A", "type": "gaawe", "parameter": parameter}
        text = container(html("T", "fbq('track', 'Lead')", firingTrigger=[]), analytics, {"name": "B", "type": "ua"})
        rules = {finding.rule for finding in findings(example(text), over="live")}
        assert rules == {"containers/tag-without-trigger"}

    def test_code_of_ones_own_may_send_tests_and_to_universal_analytics(self) -> None:
        test = html("T", "send({test_event_code: 'TEST12345'})")
        assert entities(container(test), "containers/test-event-code") == ['tag "T"']
        assert not found(container(html("T", "send({test_event_code: '{{Code}}'})")), "containers/test-event-code")
        old = html("U", "ga('create', 'UA-1234-1', 'auto'); ga('send', 'pageview')")
        assert entities(container(old), "containers/universal-analytics") == ['tag "U"']
        assert not found(container(html("U", "ga('send', 'pageview')")), "containers/universal-analytics")

    def test_a_tag_in_the_sequence_of_another_fires(self) -> None:
        pixel = html("Pixel", "fbq('track', 'Lead')", firingTrigger=[])
        text = container(pixel, html("Other", "x()", setupTag=[{"tagName": "Pixel"}]))
        assert entities(text, "containers/no-consent") == ['container "GTM-ABC1234"']


class TestSameEventTwice:
    TRIGGERS = ({"name": "Paid", "type": "CUSTOM_EVENT"}, {"name": "Other", "type": "CUSTOM_EVENT"})

    def tags(self, *tags: dict[str, Any], **sections: Any) -> list[str]:
        text = container(*tags, triggers=list(self.TRIGGERS), **sections)
        return [finding.message for finding in found(text, "containers/same-event-twice")]

    def analytics(self, name: str, event: str, **fields: Any) -> dict[str, Any]:
        parameter = {"eventName": event, "measurementIdOverride": "G-ABC123"}
        return {"name": name, "type": "gaawe", "parameter": parameter, "firingTrigger": ["Paid"], **fields}

    def test_a_google_tag_sends_a_page_view_by_itself(self) -> None:
        google = {
            "name": "Google tag",
            "type": "googtag",
            "firingTrigger": ["Paid"],
            "parameter": {"tagId": "G-ABC123"},
        }
        assert self.tags(google, self.analytics("Page view", "page_view")) == [
            'tag "Page view" and tag "Google tag" both send "page_view" on the trigger "Paid", which counts it twice'
        ]
        row = {"parameter": "send_page_view", "parameterValue": "false"}
        google["parameter"] = {"tagId": "G-ABC123", "configSettingsTable": [row]}
        assert self.tags(google, self.analytics("Page view", "page_view")) == []

    def test_two_triggers_of_every_page_are_one_moment(self) -> None:
        google = {"name": "Google tag", "type": "googtag", "parameter": {"tagId": "G-ABC123"}}
        google["firingTrigger"] = ["Initialization - All Pages"]
        every = self.analytics("Page view", "page_view", firingTrigger=["All Pages"])
        assert self.tags(google, every) == [
            'tag "Page view" and tag "Google tag" both send "page_view" on every page, which counts it twice'
        ]
        assert self.tags(google, self.analytics("Page view", "page_view", firingTrigger=["Other"])) == []

    def test_google_tags_with_servers_of_their_own_are_apart(self) -> None:
        """The one that Meta's setup adds brings events to a server container that passes them on to Meta alone."""

        def google(name: str, **settings: str) -> dict[str, Any]:
            rows = [{"parameter": key, "parameterValue": value} for key, value in settings.items()]
            parameter = {"tagId": "G-ABC123", "configSettingsTable": rows}
            return {"name": name, "type": "googtag", "parameter": parameter, "firingTrigger": ["All Pages"]}

        straight, capi = google("A"), google("B", transport_url="https://s.acme.example/")
        same = google("C", server_container_url="https://s.acme.example")
        assert self.tags(straight, capi) == []
        assert len(self.tags(capi, same)) == 1
        every = self.analytics("Page view", "page_view", firingTrigger=["All Pages"])
        assert len(self.tags(capi, every)) == 1, "an event tag goes where its Google tag goes"

    def test_constants_are_looked_up(self) -> None:
        constant = {"name": "ID", "type": "c", "parameter": {"value": "G-ABC123"}}
        one, two = self.analytics("A", "purchase"), self.analytics("B", "purchase")
        two["parameter"]["measurementIdOverride"] = "{{ID}}"
        assert self.tags(one, two, variables=[constant])

    @pytest.mark.parametrize(
        "other",
        [{"paused": True}, {"firingTrigger": ["Other"]}, {"blockingTrigger": ["Other"]}],
        ids=["paused", "on another trigger", "blocked sometimes"],
    )
    def test_two_tags_that_do_not_fire_together_are_fine(self, other: dict[str, Any]) -> None:
        assert self.tags(self.analytics("A", "purchase"), self.analytics("B", "purchase", **other)) == []

    def test_code_that_decides_itself_whether_to_send_is_not_accused(self) -> None:
        certain = html("A", "fbq('track', 'Lead');", firingTrigger=["Paid"])
        decides = html("B", "if (x) { fbq('track', 'Lead'); }", firingTrigger=["Paid"])
        assert self.tags(certain, decides) == []
        assert self.tags(certain, {**certain, "name": "C"}) != []


class TestEventId:
    @for_each(
        ("call", "is_missing"),
        [
            ("fbq('track', 'Lead')", True),
            ("fbq('track', 'Lead', {a: [1, '),']})", True),
            ("fbq('track', 'Lead', {}, {eventID: '{{ID}}'})", False),
            ("fbq('track', 'Lead', {}, options)", False),
            ("fbq('trackSingle', '123', 'Lead', {})", True),
            ("fbq('trackSingle', '999', 'Lead', {})", False),
            ("fbq('track', 'Purchase', {})", False),
            ("fbq('init', '123')", False),
            ("/* fbq('track', 'Lead') */", False),
            ("// fbq('track', 'Lead')\\n", False),
        ],
    )
    def test_only_what_the_server_may_send_too_needs_one(self, call: str, is_missing: bool) -> None:
        text = f"""
containers:
  - id: GTM-ABC1234
    context: web
    tags: [{{name: Pixel, type: html, parameter: {{html: "<script>{call}</script>"}}, firingTrigger: [All Pages]}}]
  - id: GTM-SRV1234
    context: server
    tags:
      - name: CAPI
        type: cvt_1
        firingTrigger: [All Pages]
        parameter:
          {{pixelId: '123', accessToken: x, inheritEventName: override, eventName: standard, standardEventName: Lead}}
"""
        assert entities(text, "containers/event-id-missing") == (['tag "Pixel"'] if is_missing else [])

    def test_a_template_is_known_by_its_parameters(self) -> None:
        text = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Pixel
        type: cvt_9
        parameter: {pixelId: '1', eventName: standard, standardEventName: Lead, eventId: ''}
        firingTrigger: [All Pages]
  - id: GTM-SRV1234
    tags: [{name: CAPI, type: cvt_1, parameter: {pixelId: '1', apiAccessToken: x}, firingTrigger: [All Pages]}]
"""
        assert entities(text, "containers/event-id-missing") == ['tag "Pixel"']


class TestConsent:
    def test_a_consent_default_does_not_hold_other_vendors_back(self) -> None:
        default = html("Default", "gtag('consent', 'default', {})")
        text = container(default, html("Meta", "fbq('track', 'Lead')"))
        assert entities(text, "containers/consent-not-set") == ['tag "Meta"']
        assert not found(text, "containers/no-consent")

    @pytest.mark.parametrize(
        "fields",
        [
            {"firingTrigger": ["marketing_consent"]},
            {"consentSettings": {"consentStatus": "NOT_NEEDED"}},
            {"paused": True},
        ],
        ids=["by trigger", "said to need none", "paused"],
    )
    def test_a_tag_that_waits_in_another_way_is_fine(self, fields: dict[str, Any]) -> None:
        default = html("Default", "gtag('consent', 'default', {})")
        text = container(
            default,
            html("Meta", "fbq('track', 'Lead')", **fields),
            triggers=[{"name": "marketing_consent", "type": "CUSTOM_EVENT"}],
        )
        assert not found(text, "containers/consent-not-set")


class TestSecrets:
    def test_the_value_is_nowhere_in_the_finding(self) -> None:
        secret = "EAAB" + "c9D8e7F6g5H4i3J2k1" * 4
        (finding,) = found(container(html("T", f"token='{secret}'")), "containers/secret-in-container")
        assert secret not in repr(finding)
        assert "every visitor can read it" in finding.message

    TOKEN = "a1b2c3d4e5" + "f60718293a" * 3
    """Forty hexadecimal digits: the form says nothing, a hash of a file has it as well."""

    def test_a_token_without_a_form_is_known_by_the_field_that_gets_it(self) -> None:
        (finding,) = found(self.sending(self.TOKEN), "containers/secret-in-container")
        assert self.TOKEN not in repr(finding)
        assert finding.message == 'tag "Events API" holds its "accessToken", and every visitor can read it'
        assert finding.place.route == ("parameter", 0, "value")

    def test_a_token_is_found_behind_tables_and_constants_and_is_said_where_it_stands(self) -> None:
        rows = [{"type": "MAP", "map": [{"type": "TEMPLATE", "key": "value", "value": "{{token - DE}}"}]}]
        variables: list[dict[str, Any]] = [
            {"name": "tokens", "type": "smm", "parameter": [{"type": "LIST", "key": "map", "list": rows}]},
            {"name": "token - DE", "type": "c", "parameter": {"value": self.TOKEN}},
            {"name": "release", "type": "c", "parameter": {"value": self.TOKEN}},
        ]
        (finding,) = found(self.sending("{{tokens}}", variables), "containers/secret-in-container")
        assert self.TOKEN not in repr(finding)
        assert finding.message.startswith('variable "token - DE" holds what tag "Events API" gets as its "accessToken"')
        assert finding.place.entity == 'variable "token - DE"'

    @pytest.mark.parametrize(
        "value",
        [
            "YOUR_ACCESS_TOKEN_GOES_HERE_1234567890",
            "tiktok-events-api-access-token-v2",
            "projects/123456789012/secrets/tiktok/versions/latest",
            "123456789012345678901234",
            "{{token from the store}}",
        ],
    )
    def test_what_only_names_a_token_is_none(self, value: str) -> None:
        store = {"name": "token from the store", "type": "fs", "parameter": {"documentPath": self.TOKEN}}
        assert not found(self.sending(value, [store]), "containers/secret-in-container")

    def sending(self, token: str, variables: Sequence[dict[str, Any]] = ()) -> str:
        """A container with a tag that has an access token."""
        tag = {
            "name": "Events API",
            "type": "cvt_1",
            "parameter": {"accessToken": token},
            "firingTrigger": ["All Pages"],
        }
        return container(tag, variables=list(variables))


class TestAccess:
    SPECS = """
specs:
  access:
    people: [{name: Ana, email: ana@acme.example, aliases: [ana.ruiz@acme.example]}]
    services: [{name: tag-bot, id: bot@acme.iam.gserviceaccount.com}]
    grants:
      - {who: ana@acme.example, platform: gtm, role: publish, asset: GTM-ABC1234}
      - {who: tag-bot, platform: ga4, role: editor, asset: '123'}
"""

    def access(self, rows: str, rule: str, more: str = "") -> list[str]:
        return [finding.message for finding in found(f"{self.SPECS}\n{more}\naccess: {rows}", rule)]

    def test_a_grant_speaks_for_aliases_services_and_other_spellings(self) -> None:
        rows = """
  - {user: Ana.Ruiz@acme.example, role: Publish, platform: Tag Manager, container: GTM-ABC1234}
  - {user: bot@acme.iam.gserviceaccount.com, role: predefinedRoles/editor, platform: GA4, property: properties/123}
"""
        assert self.access(rows, "access/undeclared-grant") == []
        assert self.access(rows, "access/declared-but-missing") == []

    def test_a_grant_may_name_a_person_by_name(self) -> None:
        grants = "grants: [{who: Ana Ruiz, platform: gtm, role: publish}]"
        specs = f"specs: {{access: {{people: [{{name: Ana Ruiz, email: ana@acme.example}}], {grants}}}}}"
        text = f"{specs}\naccess: [{{user: ana@acme.example, role: publish, platform: gtm}}]"
        assert not found(text, "access/undeclared-grant")
        assert not found(text, "access/declared-but-missing")

    def test_of_somebody_who_has_left_only_that_is_said(self) -> None:
        people = "people: [{name: Bo, email: bo@gmail.com, until: 2020-01-31}, {name: Cy, email: c@acme.example, until: 2020-01-31}]"
        grants = "grants: [{who: Cy, platform: gtm, role: publish}]"
        specs = f"specs: {{access: {{policy: {{dormant_after: 90d}}, {people}, {grants}}}}}"
        text = f"{specs}\naccess: [{{user: bo@gmail.com, role: publish, platform: gtm, last active: 2019-12-31}}]"
        assert {finding.rule for finding in findings(example(text), over="live")} == {"access/departed-person"}

    def test_what_kind_of_mailbox_an_undeclared_entry_has_is_asked_when_it_is_declared(self) -> None:
        rows = "[{user: info@acme.example, role: edit, platform: gtm}, {user: a@gmail.com, role: edit, platform: gtm}]"
        rules = {finding.rule for finding in findings(example(f"{self.SPECS}\naccess: {rows}"), over="live")}
        assert rules == {"access/undeclared-grant"}

    def test_a_mailbox_of_many_at_a_public_provider_is_one_finding(self) -> None:
        text = "access: [{user: info@gmail.com, role: publish, platform: gtm}]"
        assert {finding.rule for finding in findings(example(text), over="live")} == {"access/personal-mailbox"}

    def test_another_role_or_asset_than_declared_is_undeclared(self) -> None:
        rows = """
  - {user: ana@acme.example, role: edit, platform: gtm, container: GTM-ABC1234}
  - {user: ana@acme.example, role: publish, platform: gtm, container: GTM-OTHER99}
"""
        assert self.access(rows, "access/undeclared-grant") == [
            '"ana@acme.example" has the role "edit" at Google Tag Manager, GTM-ABC1234, declared is "publish"',
            '"ana@acme.example" has the role "publish" at Google Tag Manager, GTM-OTHER99, which no grant declares',
        ]

    def test_numbers_of_containers_are_known_from_their_exports(self) -> None:
        rows = """
  userPermission:
    - emailAddress: ana@acme.example
      accountAccess: {permission: user}
      containerAccess: [{containerId: '7', permission: publish}, {containerId: '8', permission: publish}]
"""
        known = "containers: [{id: GTM-ABC1234, settings: {containerId: '7'}}, {id: GTM-OTHER99, settings: {containerId: '8'}}]"
        assert self.access(rows, "access/undeclared-grant", known) == [
            '"ana@acme.example" has the role "publish" at Google Tag Manager, GTM-OTHER99, which no grant declares'
        ]
        assert self.access(rows, "access/undeclared-grant") == [], "without the exports the numbers may be anything"

    def test_a_declared_grant_is_missing_only_from_a_complete_list_of_its_platform(self) -> None:
        binding = "{user: bo@acme.example, roles: [predefinedRoles/viewer], name: properties/123/accessBindings/1}"
        assert self.access(f"{{accessBindings: [{binding}]}}", "access/declared-but-missing") == [
            '"tag-bot" does not have the role "editor" at Google Analytics 4 123, which the specs grant'
        ]
        assert self.access(f"{{accessBindings: [{binding}], nextPageToken: x}}", "access/declared-but-missing") == []
        other = binding.replace("properties/123", "properties/9")
        assert self.access(f"{{accessBindings: [{other}]}}", "access/declared-but-missing") == []

    def test_one_binding_by_itself_says_nothing_about_the_number_of_administrators(self) -> None:
        binding = "{user: bo@acme.example, roles: [predefinedRoles/admin], name: accounts/1/accessBindings/1}"
        assert found(f"access: {{accessBindings: [{binding}]}}", "access/too-few-admins")
        assert not found(f"access: {binding}", "access/too-few-admins")

    def test_more_than_five_administrators_are_too_many_without_a_policy(self) -> None:
        def rows(count: int) -> str:
            people = (f"{{user: p{n}@acme.example, role: ADMIN, platform: google_ads}}" for n in range(count))
            return f"access: [{', '.join(people)}]"

        assert not found(rows(5), "access/too-many-admins")
        assert found(rows(6), "access/too-many-admins")

    def test_readers_in_private_mailboxes_and_known_shared_ones_are_let_be(self) -> None:
        assert not found("access: [{user: a@gmail.com, role: read, platform: gtm}]", "access/personal-mailbox")
        person = "specs: {access: {people: [{name: It Tan, email: it@acme.example}]}}"
        assert not found(
            f"{person}\naccess: [{{user: it@acme.example, role: publish, platform: gtm}}]", "access/shared-mailbox"
        )


class TestPolicies:
    def test_unsafe_inline_beside_a_nonce_or_strict_dynamic_is_ignored_by_browsers(self) -> None:
        for more in ("'nonce-abc'", "'sha256-abc='", "'strict-dynamic'"):
            assert not found(f"csp: script-src 'unsafe-inline' {more}", "csp/unsafe-inline")

    def test_a_policy_that_only_reports_blocks_nothing(self) -> None:
        text = "csp: \"Content-Security-Policy-Report-Only: script-src 'unsafe-inline' https://connect.facebook.net\""
        assert not found(text, "csp/unsafe-inline")
        assert not found(text, "csp/missing-host")

    def test_the_message_names_the_directive_that_speaks(self) -> None:
        text = "csp: default-src 'self'; script-src https://analytics.tiktok.com"
        (finding,) = found(text, "csp/missing-host")
        assert finding.message == (
            "connect-src (absent, so default-src speaks for it) does not let through https://analytics.tiktok.com, "
            "which TikTok Ads needs"
        )

    def test_a_container_says_what_the_page_needs(self) -> None:
        text = "csp: script-src 'self' 'unsafe-inline'; img-src *"
        assert not found(text, "csp/missing-host")
        live = example(f"{text}\n{container_yaml()}")
        messages = [finding.message for finding in findings(live, "csp/missing-host", over="live")]
        assert sorted(messages) == [
            "script-src does not let through https://connect.facebook.net, which Meta needs",
            "script-src does not let through https://www.googletagmanager.com, which Google Tag Manager needs",
        ]

    def test_of_several_sites_a_policy_has_to_let_in_what_all_of_them_use(self) -> None:
        used = "{name: meta, platform: meta, site: shop}, {name: pin, platform: pinterest}"
        specs = f"specs: {{sites: [{{name: shop}}, {{name: blog}}], destinations: [{used}]}}"
        csp = "csp: script-src 'self' https://s.pinimg.com; img-src *; connect-src *; frame-src *"
        text = f"{specs}\n{csp}"
        assert not [finding for finding in found(text, "csp/missing-host") if "Meta" in finding.message]
        one = text.replace(", {name: blog}", "")
        assert [finding for finding in found(one, "csp/missing-host") if "Meta" in finding.message]

    def test_a_host_that_two_platforms_need_is_missing_once(self) -> None:
        specs = "specs: {sites: [{name: shop}], destinations: [{name: ga4, platform: ga4}, {name: ads, platform: google_ads}]}"
        csp = "csp: script-src 'self' 'nonce-abc'; img-src *; connect-src *; frame-src *"
        messages = [finding.message for finding in found(f"{specs}\n{csp}", "csp/missing-host")]
        assert sum("https://www.googletagmanager.com" in message for message in messages) == 1

    def test_what_follows_from_a_misspelt_directive_is_not_said(self) -> None:
        text = (
            "csp: default-src 'self'; scrpt-src https://connect.facebook.net; img-src *; connect-src *; frame-src *; "
            "form-action 'self'; frame-ancestors 'self'"
        )
        meta = "specs: {sites: [{name: shop}], destinations: [{name: meta, platform: meta}]}"
        assert {finding.rule for finding in findings(example(f"{meta}\n{text}"), over="live")} == {"csp/ignored-part"}

    def test_with_strict_dynamic_hosts_of_scripts_do_not_count(self) -> None:
        text = f"csp: script-src 'nonce-abc' 'strict-dynamic'; img-src *\n{container_yaml()}"
        assert not found(text, "csp/missing-host")

    @pytest.mark.parametrize(
        ("csp", "says"),
        [
            ("img-src *; img-src 'self'", "img-src stands in the policy twice"),
            ("scrpt-src 'self'; img-src *", "not a directive that browsers know"),
            ("img-src none", "taken for a host"),
            ("img-src 'none' https://a.example", "counts for nothing"),
            ("script-src nonce-abc", "taken for a host"),
            ("img-src *;\\N; font-src *", "holds characters that are not ASCII"),  # to Python a blank
        ],
    )
    def test_what_browsers_pass_over_is_said(self, csp: str, says: str) -> None:
        text = f'csp: "Content-Security-Policy: {csp}"'
        assert says in found(text, "csp/ignored-part")[0].message


def test_a_name_that_analytics_takes_back_is_reserved_where_the_project_says_so() -> None:
    parameter = {"eventName": "first_visit_ever"}
    tag = {"name": "Visit", "type": "gaawe", "parameter": parameter, "firingTrigger": ["All Pages"]}
    live, rule = example(container(tag)).live, "containers/analytics-event-name"
    own = {"platforms/ga4.yaml": "reserved_names: {event_prefixes: [first_visit]}"}
    assert not findings(project(live=live), rule, over="live")
    (finding,) = findings(project(live=live, own=own), rule, over="live")
    assert finding.message.endswith("a name that Google Analytics reserves for itself")


def container_yaml() -> str:
    """A web container with one Meta tag."""
    tag = "{name: Meta, type: html, parameter: {html: 'fbq(1)'}, firingTrigger: [All Pages]}"
    return f"containers: [{{id: GTM-ABC1234, tags: [{tag}]}}]"


def read_all(*folders: str) -> Exports:
    """Everything that can be read in some folders of the corpus."""
    everything = Exports()
    for folder in folders:
        for file in corpus(folder):
            try:
                everything = joined(everything, read_export(file.read_bytes(), f"{folder}/{file.name}"))
            except GovernError as error:
                assert error.place is not None, file
    return everything


@pytest.mark.slow
def test_real_exports_are_audited_and_every_finding_has_its_place() -> None:
    live = read_all("gtm-web", "gtm-server", "gtm-api", "access", "csp")
    everything = findings(project(live=live), over="live")
    assert len({finding.rule for finding in everything}) >= 15
    for finding in everything:
        assert finding.place.file, finding
        assert "{{" not in finding.help, finding
    errors = {finding.rule for finding in everything if finding.level == "error"}
    containers = ("broken-export", "unknown-reference", "undefined-variable", "secret-in-container")
    assert errors <= {f"containers/{rule}" for rule in containers}


REAL = [
    ("gtm-web", "0083", "containers/analytics-event-name", 'tag "[GA4] - clique-filtro-ordenar"'),
    ("gtm-web", "0072", "containers/analytics-event-name", 'tag "GA4 - Timer 30s Engaged"'),
    ("gtm-web", "0072", "containers/same-event-twice", 'tag "DUPLICATE - GA4 Configuration"'),
    ("gtm-web", "0059", "containers/same-event-twice", 'tag "FB_CONVERSIONS_API-25699472449663830-Web-Tag-GA4_Config"'),
    ("gtm-web", "0010", "containers/universal-analytics", 'tag "HTML5 Video Event"'),
    ("csp", "0009", "csp/missing-host", 'policy "Content-Security-Policy"'),
    ("csp", "0036", "csp/missing-host", 'policy "Content-Security-Policy"'),
    ("csp", "0005", "csp/ignored-part", 'policy "Content-Security-Policy"'),
    ("access", "0009", "access/same-person-twice", 'user "OWNER@example.com"'),
]


@pytest.mark.slow
@pytest.mark.parametrize(("folder", "number", "rule", "entity"), REAL)
def test_what_real_exports_taught(folder: str, number: str, rule: str, entity: str) -> None:
    (file,) = corpus(folder, f"{number}-*")
    live = read_export(file.read_bytes(), file.name)
    assert entity in [finding.place.entity for finding in findings(project(live=live), rule, over="live")]


EXPORT = {
    "exportFormatVersion": 2,
    "containerVersion": {
        "container": {"publicId": "GTM-ABC1234", "containerId": "7", "name": "Shop", "usageContext": ["WEB"]},
        "tag": [
            {
                "tagId": "1",
                "name": "Meta",
                "type": "html",
                "parameter": [{"type": "TEMPLATE", "key": "html", "value": "<script>fbq('track', '{{A}}')</script>"}],
                "firingTriggerId": ["2"],
                "setupTag": [{"tagName": "Ads"}],
                "consentSettings": {"consentStatus": "NOT_SET"},
                "scheduleEndMs": "1577836800000",
            },
            {
                "tagId": "3",
                "name": "Google tag",
                "type": "googtag",
                "parameter": [
                    {"type": "TEMPLATE", "key": "tagId", "value": "G-ABC"},
                    {"type": "LIST", "key": "configSettingsTable", "list": [
                        {"type": "MAP", "map": [{"type": "TEMPLATE", "key": "parameter", "value": "send_page_view"}]}]},
                ],
                "firingTriggerId": ["2"],
            },
        ],
        "trigger": [{"triggerId": "2", "name": "Paid", "type": "PAGEVIEW", "filter": []}],
        "variable": [{"variableId": "4", "name": "A", "type": "c", "parameter": [{"key": "value", "value": "{{A}}"}]}],
        "builtInVariable": [{"type": "PAGE_URL", "name": "Page URL"}],
        "customTemplate": [{"templateId": "5", "name": "T", "templateData": "x"}],
    },
}  # fmt: skip
PEOPLE = {"userPermission": [{"emailAddress": "a@gmail.com", "accountId": "1", "accountAccess": {"permission": "admin"},
                              "containerAccess": [{"containerId": "7", "permission": "publish"}]}]}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("data", [EXPORT, PEOPLE], ids=["container", "people"])
def test_a_damaged_export_is_refused_with_a_place_or_audited(data: dict[str, Any]) -> None:
    audited = 0
    others: list[Any] = [None, 7, "", "{{", [], {}, [None], {"a": []}, ["x"], "\u202e"]
    for number, route in enumerate(list(nodes(data))[1:]):
        for other in (others[(number + step) % len(others)] for step in (0, 3, 7)):
            try:
                live = read_export(json.dumps(damaged(data, route, other)).encode(), "exports/x.json")
            except GovernError as error:
                assert error.place is not None
                continue
            audited += 1
            for finding in findings(project(files={}, live=live), over="live"):
                assert finding.place.file == "exports/x.json"
    assert audited > 20


CASES = [
    (rule, case)
    for rule, cases in plain_yaml((Path(__file__).parent / "live" / "cases.yaml").read_text("utf-8")).items()
    for case in cases
]


@for_each(("rule", "case"), CASES, ids=[f"{rule}-{number}" for number, (rule, _) in enumerate(CASES)])
def test_a_case_has_the_entities_it_names_and_no_others(rule: str, case: dict[str, Any]) -> None:
    export = {key: value for key, value in case.items() if key != "found"}
    assert [finding.place.entity or finding.place.file for finding in found(json.dumps(export), rule)] == case["found"]


def test_the_part_of_an_entity_goes_by_its_name() -> None:
    """`parameter[0].value` is a place for programs; people look for the field that Tag Manager calls HTML."""
    rule = next(rule for rule in LIVE_RULES if rule.id == "code/cookie-without-secure")
    (finding, *_) = found(rule.bad, rule.id)
    assert finding.place.part == "parameter.html"
    assert finding.place.route[:2] == ("parameter", 0)
