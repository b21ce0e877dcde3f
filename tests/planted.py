"""Sixty mistakes planted into a project that was in order, and where each must be found."""

from __future__ import annotations

from benchmarks.shop import shop_files

IN_EVENTS: tuple[tuple[str, str, str], ...] = (
    # the text before, the text with the mistake, the rule; each in the file of an event of its own
    ("    owner: ", "    tags: [x]  # owner: ", "events/owner-missing"),
    ("    description: A visitor", "    description: todo  # A visitor", "events/description-says-nothing"),
    ("fires: {on: custom,", "fires: {on: timer,", "events/timer-without-duration"),
    ("fires: {on: custom,", "fires: {on: element_visible,", "events/element-not-named"),
    ("fires: {on: custom,", "fires: {on: click,", "events/click-on-anything"),
    ("fires: {on: custom,", "fires: {on: element_visible, element: buy_buton,", "events/undeclared-element"),
    ("fires: {on: custom,", "fires: {on: custom, name: gtm.click,", "events/message-of-tag-manager"),
    ("fires: {on: custom,", "fires: {on: custom, name: 'shop_.*',", "events/pattern-as-message"),
    ("fires: {on: custom,", "kind: conversion\n    fires: {on: form_attempt,", "events/conversion-on-attempt"),
    ("when_ready: [value, currency]", "when_ready: [value, curency]", "events/unknown-parameter-reference"),
    ("      - {use: email}\n", "      - {use: email, late: true}\n", "events/late-without-when-ready"),
    ("      - {use: email}\n", "      - {use: emial}\n", "spec/unresolved-reference"),
    ("      - {use: email}\n", "      - {use: email}\n      - {use: email}\n", "events/repeated-parameter"),
    ("      - {use: email}\n", "      - {use: email}\n      - {name: fee, type: money, currency: currency, unit: cents}\n", "events/money-in-minor-units"),
    ("      - {use: email}\n", "      - {use: email}\n      - {name: price, type: string}\n", "events/text-for-number"),
    ("      - {use: email}\n", "      - {use: email}\n      - {name: surname, type: string}\n", "privacy/unclassified-parameter"),
    ("      - {use: email}\n", "      - {use: email}\n      - {name: shape, type: string, pattern: '(['}\n", "events/broken-pattern"),
    ("      - {use: email}\n", "      - {use: email}\n      - {name: step, type: integer, values: [one]}\n", "events/values-do-not-fit"),
    ("      - {use: email}\n", "      - {use: email}\n      - {name: size, type: string, unit: cm}\n", "events/unit-without-number"),
    ("      - {use: email}\n", "      - {use: email}\n      - {name: pageShape, type: string}\n", "events/parameter-name-style"),
    ("value: 12.5,", "value: '12.50 EUR',", "events/example-does-not-fit"),
    ("email: customer@example.com}", "email: marie.schulze@gmail.com}", "privacy/real-email"),
    ("    event_id: '", "    status: deprecated\n    event_id: '", "events/deprecated-without-until"),
    ("    event_id: '", "    {until: 2027-01-31}\n    event_id: '".replace("{", "").replace("}", ""), "events/end-without-deprecation"),
    ("destination: ga4, as: ", "destination: ga4, as: ga_", "mappings/reserved-platform-event"),
    ("destination: ga4, as: ", "destination: ga4, as: the_name_of_an_event_that_nobody_can_remember_", "mappings/event-name-too-long"),
    ("parameters: {value: value, currency: currency}}\n  -", "parameters: {value: value, currency: currency, google_x: visit_id}}\n  -", "mappings/reserved-parameter"),
    ("parameters: {value: value, currency: currency}}\n  -", "parameters: {value: value, currency: {value: EURO}}}\n  -", "mappings/unknown-currency"),
    ("parameters: {value: value, currency: currency}}\n  -", "parameters: {value: visit_id, currency: currency}}\n  -", "mappings/wrong-type"),
    ("parameters: {value: value, currency: currency}}\n  -", "parameters: {value: value, currency: currency, note: email}}\n  -", "mappings/personal-data-as-parameter"),
    ("destination: meta, as: ", "destination: mta, as: ", "spec/unresolved-reference"),
    ("destination: meta, as: ", "via: [browser, serve], destination: meta, as: ", "spec/wrong-value"),
    ("     parameters: {value: value, currency: currency}}", "     parameters: {value: valeu, currency: currency}}", "mappings/unknown-parameter-reference"),
    ("     parameters: {value: value, currency: currency}}", "     parameters: {value: value, currency: currency}, match_keys: {email: email}}", "mappings/unknown-match-key"),
    ("     parameters: {value: value, currency: currency}}", "     parameters: {value: value, currency: currency}, match_keys: {ph: email}}", "privacy/wrong-class"),
    ("     parameters: {value: value, currency: currency}}", "     parameters: {value: value, currency: currency}, parametrs: {}}", "spec/unknown-key"),
)  # fmt: skip


ELSEWHERE: tuple[tuple[str, str, str, str], ...] = (
    # the file, the text before, the text with the mistake, the rule
    ("sites", "staging: [staging.birchandfern.example]", "staging: ['https://staging.birchandfern.example']", "sites/domain-form"),
    ("sites", "regions: {US: granted}", "regions: {UK: granted}", "consent/unknown-region"),
    ("sites", "wait_for_update: 500", "wait_for_update: 60000", "consent/wait-doubtful"),
    ("sites", "object-src: [\"'none'\"]", "object-src: [\"'none\"]", "csp/invalid-source"),
    ("sites", "base-uri: [\"'self'\"]", "base-uri: [\"'self'\"], script-src: [\"'self'\", 'http://cdn.example']", "csp/plain-http-source"),
    ("people", "{name: Tom Vale, email: tom@birchandfern.example, team: marketing}", "{name: Tom Vale, email: tom@birchandfern.example}", "access/person-without-team"),
    ("destinations", "kind: system_user_expiring", "kind: system_user_expirng", "tokens/unknown-kind"),
    ("people", "approved_by: cto@birchandfern.example, reason: releases}", "approved_by: ida@birchandfern.example, reason: releases}", "access/self-approved"),
    ("people", "approved_by: cto@birchandfern.example, reason: campaign tags}", "approved_by: cto@birchandfern.example}", "access/grant-without-approval"),
    ("people", "role: read, until: 2027-06-30", "role: raed, until: 2027-06-30", "access/unknown-declared-role"),
    ("people", "deduplication_rate: {warn_below: 90%}", "deduplication_rate: {warn_above: 90%}", "quality/wrong-direction"),
    ("people", "{target: 5%, warn_above: 10%, fail_above: 15%}", "{target: 5%, warn_above: 10%, fail_above: 8%}", "quality/out-of-order"),
    ("people", "error_rate: {warn_above: 5%}", "error_rate: {warn_above: 500%}", "quality/impossible-value"),
    ("destinations", "staging: '100000000000022'", "staging: '100000000000021'", "mappings/same-id-in-environments"),
    ("destinations", "production: G-BRCHP00001", "production: UA-1234567-1", "mappings/retired-id"),
    ("destinations", "api_version: v25.0", "api_version: '25'", "mappings/malformed-api-version"),
    ("destinations", "{staging: TEST00021}", "{production: TEST00021}", "mappings/test-code-in-production"),
    ("destinations", "issued: 2026-11-01", "issued: 2026-06-01", "tokens/rotation-overdue"),
    ("destinations", "'gcp-secret:hazel-tagging/birch-meta-capi'", "'sheet: tokens of the team'", "tokens/stored-in-the-open"),
    ("destinations", "{destination: meta, click: 7d, view: 1d}", "{destination: meta, click: 14d, view: 1d, reason: long way}", "attribution/window-not-offered"),
    ("destinations", "click: 30d, reason: Analytics offers no 7 days", "click: 30d", "attribution/difference-without-reason"),
    ("parameters", "{name: phone, type: phone, pii: phone,", "{name: phone, type: phone, pii: fone,", "spec/wrong-value"),
    ("purchase", "'order_{order_id}'", "'order'", "deduplication/constant-id"),
    ("purchase", "parameters: {transaction_id: order_id, value: value, currency: currency, items: items}", "parameters: {value: value, currency: currency, items: items}", "mappings/required-parameter"),
)  # fmt: skip


def planted() -> tuple[dict[str, str], list[tuple[str, int, str]]]:
    """The files of the shop with all the mistakes, and where each of them is to be found."""
    files = {path: text for path, text in shop_files(len(IN_EVENTS) + 1) if path.startswith("specs/")}
    own = [path for path in files if path.startswith("specs/events/")]
    plan = [
        *zip(own, *zip(*IN_EVENTS, strict=True), strict=True),
        *((f"specs/{name}.yaml", *rest) for name, *rest in ELSEWHERE),
    ]
    expected = []
    for path, before, after, rule in plan:
        assert files[path].count(before) >= 1, (path, before)
        files[path] = files[path].replace(before, after, 1)
        if rule == "events/conversion-on-attempt":  # a conversion goes by server too
            files[path] = files[path].replace(
                "meta, as: ReviewAdded,", "meta, as: ReviewAdded, via: [browser, server], match_keys: {em: email},"
            )
        expected.append((path, after, rule))
    return files, [(path, line_of(files[path], after, rule), rule) for path, after, rule in expected]


ABOVE = {
    "events/owner-missing": 2,
    "events/deprecated-without-until": 0,
    "events/end-without-deprecation": 0,
    "access/grant-without-approval": 1,
    "tokens/rotation-overdue": 1,
}
"""How far above its text a mistake is found: at the entry that lacks something, or at the key that says it."""


def line_of(text: str, after: str, rule: str) -> int:
    """The line of a mistake: the last that its text touches, or one above it."""
    first = text.count("\n", 0, text.index(after)) + 1
    return first - ABOVE[rule] if rule in ABOVE else first + after.rstrip("\n -").count("\n")
