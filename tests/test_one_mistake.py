"""What several rules might speak of is one finding, in a shop that is in order; and what somebody may want is none."""

from __future__ import annotations

from for_each import for_each
from helpers import findings, project

from benchmarks.shop import shop_files

SHOP = {path: text for path, text in shop_files(3) if path.startswith("specs/")}

MISTAKES: tuple[tuple[str, str, str, str], ...] = (
    # the file, the text before, the text with the mistake, the rule that says it
    ('sites', 'containers: {web: GTM-BRCH001, server', 'containers: {web: G-BRCHP00001, server', 'sites/container-id'),
    ('sites', 'containers: {web: GTM-BRCH001, server', 'containers: {wbe: GTM-BRCH001, server', 'spec/unknown-key'),
    ('sites', 'regions: {US: granted}', 'regions: {EU: granted}', 'consent/unknown-region'),
    ('sites', 'set_by: page', 'set_by: container', 'consent/default-set-late'),
    ('sites', 'wait_for_update: 500, set_by: page', 'set_by: container', 'consent/wait-missing'),
    ('sites', 'wait_for_update: 500', 'wait_for_update: 5', 'consent/wait-doubtful'),
    ('sites', 'default-src: ["\'self\'"]', 'default-src: ["\'self\'", "\'unsafe-eval\'"]', 'csp/unsafe-script-source'),
    ('sites', 'report_to: https://csp.birchandfern.example/report', "extra:\n      - {directive: img-src, source: https://www.facebook.com, reason: r, owner: o}", 'csp/derived-source'),
    ('sites', 'report_to: https://csp.birchandfern.example/report', "extra:\n      - {directive: img-src, source: https://www.facebook.com}", 'csp/derived-source'),
    ('sites', 'report_to: https://csp.birchandfern.example/report', "extra:\n      - {directive: script-src, source: \"'unsafe-eval'\"}", 'csp/extra-without-reason'),
    ('sites', 'report_to: https://csp.birchandfern.example/report', "extra:\n      - {directive: img-src, source: https://a.example, reason: r, owner: o}\n      - {directive: img-src, source: https://a.example/, reason: r, owner: o}", 'csp/source-twice'),
    ('people', 'domains: [birchandfern.example]', 'domains: [birchandfern.exmple]', 'access/outsider-without-end'),
    ('people', '{name: Una Reyes, email: una@agency.example', '{name: Una Reyes, email: tom@birchandfern.example', 'access/address-of-two'),
    ('destinations', 'issued: 2026-11-01', 'issued: 2026-11-01, expires: 2026-10-31', 'tokens/dates-out-of-order'),
    ('destinations', 'issued: 2026-11-01', 'issued: 2026-11-01, expires: 2026-11-30', 'tokens/rotation-due-soon'),
    ('destinations', 'issued: 2026-11-01', 'issued: 2026-11-01, rotate_every: 90d', 'tokens/lives-too-short'),
    ('destinations', '{name: meta-capi, platform: meta', '{name: meta-capi, platform: tiktok', 'tokens/other-platform'),
    ('destinations', 'consent: [analytics_storage]', 'consent: [analytics_storage], settings: {consent_mode: advancd}', 'consent/unknown-consent-mode'),
    ('destinations', 'platform: meta, site: shop, owner: marketing', 'platform: meta, site: shop, owner: marketing, settings: {data_processing_options_state: 1000}', 'consent/data-use-incomplete'),
    ('destinations', '{destination: meta, click: 7d, view: 1d}', '{destination: meta, click: 7d, view: 1d, counting: allways}', 'attribution/unknown-counting'),
    ('destinations', '{destination: meta, click: 7d, view: 1d}', "{destination: meta, click: 7d, view: 1d}\n    - {destination: meta, click: 1d, view: 1d}", 'attribution/window-twice'),
    ('purchase', "'order_{order_id}'", "'order_{orderid}'", 'events/unknown-parameter-reference'),
    ('purchase', "'order_{order_id}'", "'{email}'", 'containers/not-derivable'),
    ('purchase', '- {use: order_id, required: true}', '- {use: order_id, required: true, legs: [server]}', 'events/guard-never-ready'),
)  # fmt: skip

FINE: tuple[tuple[str, str, str], ...] = (
    # what somebody may want
    ('sites', 'mode: enforce', 'mode: report_only'),
    ('sites', 'inline: nonce', 'inline: hash'),
    ('sites', 'default-src: ["\'self\'"]', 'default-src: ["\'self\'", "\'unsafe-inline\'"]'),
    ('sites', 'default-src: ["\'self\'"]', 'default-src: ["\'none\'"]'),
    ('sites', 'object-src: ["\'none\'"]', 'img-src: ["https://www.facebook.com"]'),
    ('people', 'who: ida@birchandfern.example', 'who: una@agency.example'),
    ('people', 'team: agency, until: 2027-06-30}', 'team: agency}'),
    ('people', 'role: read, until: 2027-06-30', 'role: read'),
    ('people', 'role: edit', 'role: publish'),
    ('people', '{name: Una Reyes, email: una@agency.example', '{name: Tom Vale, email: una@agency.example'),
    ('destinations', 'issued: 2026-11-01', 'issued: 2026-11-01, expires: 2026-12-31'),
    ('destinations', 'consent: [analytics_storage]', 'consent: [analytics_storage], settings: {limited_data_use: true}'),
    ('destinations', '{destination: meta, click: 7d, view: 1d}', '{destination: meta, click: 7d, view: 1d, model: data_driven}'),
    ('destinations', 'click: 30d, reason: Analytics offers no 7 days', 'click: 45d, reason: Analytics offers no 7 days'),
    ('destinations', "  standard: {click: 7d, view: 1d}\n", ''),
    ('purchase', '- {use: order_id, required: true}', '- {use: order_id}'),
)  # fmt: skip


def changed(file: str, before: str, after: str) -> dict[str, str]:
    """The files of the shop with one change."""
    path = f"specs/{file}.yaml"
    assert before in SHOP[path]
    return {**SHOP, path: SHOP[path].replace(before, after, 1)}


@for_each(("file", "before", "after", "rule"), MISTAKES)
def test_one_mistake_is_one_finding(file: str, before: str, after: str, rule: str) -> None:
    found = findings(project(files=changed(file, before, after)))
    assert [finding.rule for finding in found] == [rule], [finding.message for finding in found]


@for_each(("file", "before", "after"), FINE)
def test_what_somebody_may_want_is_no_finding(file: str, before: str, after: str) -> None:
    assert not findings(project(files=changed(file, before, after)))
