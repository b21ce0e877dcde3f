"""Which question is asked of which platform: each has an answer that is found and its mended twin that is not; docs/settings.md has the table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from for_each import for_each
from helpers import findings, project
from settings_answers import (
    DESTINATIONS,
    IDS,
    PLATFORMS,
    SITE,
    accounts,
    acquired,
    ads,
    custom,
    fired_ads,
    goal,
    group,
    key_event,
    linkedin,
    meta_pixel,
    meta_set,
    pinterest,
    reddit,
    reddit_account,
    snap_pixel,
    squad,
    tiktok,
    uet,
    x_tag,
)

from govern.core.record import Record
from govern.project.exports import Exports, joined, read_export

pytestmark = pytest.mark.usefixtures("day")


def wishing(**fields: Any) -> dict[str, Any]:
    """Specs that wish the same of every platform."""
    return {"settings": [{"destination": key, **fields} for key in IDS]}


class Question(Record):
    """What is asked of each platform: a rule, what the specs say, an answer that is found and its mended twin. `why` says why the others are not asked."""

    about: str
    rule: str
    specs: dict[str, Any]
    asked: dict[str, tuple[Any, Any]]
    why: str


def twins(bad: dict[str, Any], good: dict[str, Any], *left_out: str) -> dict[str, tuple[Any, Any]]:
    """Pairs of answers by platform."""
    return {key: (bad[key], good[key]) for key in bad if key not in left_out}


ORDER = {
    "events": [{"name": "purchase", "kind": "conversion", "description": "Somebody paid.", "parameters": [{"name": "email", "type": "email", "pii": "email"}]}],
    "mappings": [
        {"event": "purchase", "destination": "google_ads", "as": "conversion", "conversion_action": "9"},
        {"event": "purchase", "destination": "linkedin", "as": "PURCHASE", "conversion_action": "7654321"},
        {"event": "purchase", "destination": "x", "as": "tw-o8z6j-o87ne", "conversion_action": "o87ne"},
        {"event": "purchase", "destination": "microsoft_ads", "as": "Order"},
        {"event": "purchase", "destination": "tiktok", "as": "Order", "match_keys": {"email": "email"}},
        {"event": "purchase", "destination": "meta", "as": "Order", "match_keys": {"em": "email"}},
        {"event": "purchase", "destination": "pinterest", "as": "checkout", "match_keys": {"em": "email"}},
        {"event": "purchase", "destination": "reddit", "as": "Purchase", "match_keys": {"email": "email"}},
    ],
}  # fmt: skip
LEAD_IDS = {"id": "8", "name": "Enquiry", "category": "SUBMIT_LEAD_FORM"}
MADRID, LISBON = accounts("EUR", "Europe/Madrid"), accounts("USD", "Europe/Lisbon")
AT = [{"destination": key, "click": "7d"} for key in IDS]
QUESTIONS = (
    Question("a window is not the declared one", "settings/window-differs", {"attribution": {"windows": AT}, "settings": [{"destination": "ga4", "acquisition": "7d"}]}, {
        "ga4": (acquired(30), acquired(7)),
        "google_ads": (ads(clickThroughLookbackWindowDays="30"), ads(clickThroughLookbackWindowDays="7")),
        "meta": (meta_set(1), meta_set(7)),
        "tiktok": (group(click_attribution_window="TWENTY_EIGHT_DAYS"), group()),
        "linkedin": (linkedin(postClickAttributionWindowSize=90), linkedin(postClickAttributionWindowSize=7)),
        "snapchat": (squad("SWIPE_28DAY_VIEW_1DAY"), squad("SWIPE_7DAY")),
        "x": (x_tag(), x_tag(click_window=7)),
        "microsoft_ads": (goal(), goal(ConversionWindowInMinutes=10080)),
        "reddit": (reddit_account("MONTH"), reddit_account("WEEK")),
    }, "windows are chosen in each report"),
    Question("two tools count one sale by two windows", "settings/windows-apart", {}, {
        "google_ads": (ads(clickThroughLookbackWindowDays="90"), ads(clickThroughLookbackWindowDays="7")),
        "meta": (meta_set(1), meta_set(7)),
        "tiktok": (group(click_attribution_window="TWENTY_EIGHT_DAYS"), group()),
        "linkedin": (linkedin(postClickAttributionWindowSize=30), linkedin(postClickAttributionWindowSize=7)),
        "snapchat": (squad("SWIPE_28DAY_VIEW_1DAY"), squad("SWIPE_7DAY")),
        "x": (x_tag(), x_tag(click_window=7)),
        "microsoft_ads": (goal(), goal(ConversionWindowInMinutes=10080)),
    }, "windows belong to the property, the account or a report, not to a conversion"),
    Question("a window is not offered", "settings/window-not-offered", {}, {
        "google_ads": (ads(clickThroughLookbackWindowDays="120"), ads(clickThroughLookbackWindowDays="30")),
        "meta": (meta_set(28), meta_set(7)),
        "linkedin": (linkedin(postClickAttributionWindowSize=45), linkedin(postClickAttributionWindowSize=30)),
        "microsoft_ads": (goal(ConversionWindowInMinutes=200000), goal()),
    }, "the interface has words for those that are offered only, or which are offered is not verified"),
    Question("counting is not the declared one", "settings/counting-differs", {"attribution": {"windows": [{**one, "counting": "every"} for one in AT]}, "settings": [{"destination": "ga4", "key_events": [{"event": "purchase", "counting": "every"}]}]}, {
        "ga4": (key_event(countingMethod="ONCE_PER_SESSION"), key_event()),
        "google_ads": (ads(countingType="ONE_PER_CLICK"), ads(countingType="MANY_PER_CLICK")),
        "tiktok": (group(attribution_event_count="ONCE"), group(attribution_event_count="EVERY")),
        "microsoft_ads": (goal(CountType="Unique"), goal(CountType="All")),
    }, "the answer does not say how conversions are counted"),
    Question("a lead is counted every time", "settings/lead-counted-every", {}, {
        "google_ads": (ads(**LEAD_IDS, countingType="MANY_PER_CLICK"), ads(**LEAD_IDS, countingType="ONE_PER_CLICK")),
        "tiktok": (tiktok(event_type="ON_WEB_REGISTER", statistic_type="EVERY_TIME"), tiktok(event_type="ON_WEB_REGISTER", statistic_type="ONLY_ONCE")),
        "microsoft_ads": (goal(GoalCategory="SubmitLeadForm", CountType="All"), goal(GoalCategory="SubmitLeadForm", CountType="Unique")),
    }, "the answer does not say how conversions are counted; Analytics begins every key event so"),
    Question("a second sale is not counted", "settings/purchase-counted-once", {}, {
        "ga4": (key_event(countingMethod="ONCE_PER_SESSION"), key_event()),
        "google_ads": (ads(countingType="ONE_PER_CLICK"), ads(countingType="MANY_PER_CLICK")),
        "tiktok": (tiktok(statistic_type="ONLY_ONCE"), tiktok(statistic_type="EVERY_TIME")),
        "microsoft_ads": (goal(CountType="Unique"), goal(CountType="All")),
    }, "the answer does not say how conversions are counted"),
    Question("a conversion is silent for 30 days", "settings/conversion-not-fired", {}, {
        "google_ads": (fired_ads("2026-06-01"), fired_ads("2026-11-20")),
        "meta": (custom(last_fired_time="2026-06-20T10:00:00+0000"), custom(last_fired_time="2026-11-20T10:00:00+0000")),
        "linkedin": (linkedin(lastCallbackAt=1780000000000), linkedin(lastCallbackAt=1795300000000)),
        "x": (x_tag(last_tracked_at="2026-06-01T00:00:00Z"), x_tag(last_tracked_at="2026-11-20T00:00:00Z")),
        "microsoft_ads": (goal(TrackingStatus="TagUnverified"), goal(TrackingStatus="RecordingConversions")),
    }, "the answer does not say when one came last"),
    Question("a pixel is silent", "settings/pixel-not-fired", {}, {
        "meta": (meta_pixel(last_fired_time="2026-09-22T10:00:00+0000"), meta_pixel()),
        "pinterest": (pinterest(last_fired_time_ms=1780000000000), pinterest(last_fired_time_ms=1795300000000)),
        "microsoft_ads": (uet("TagUnverified"), uet("Active")),
    }, "the answer does not say when something came last"),
    Question("matching nobody declared", "settings/undeclared-matching", ORDER, {
        "meta": (meta_pixel(enable_automatic_matching=True, automatic_matching_fields=["em", "ph"]), meta_pixel(enable_automatic_matching=True, automatic_matching_fields=["em"])),
        "tiktok": (tiktok(("email", "phone_number")), tiktok()),
        "pinterest": (pinterest(configs={"aem_enabled": True, "aem_ph_enabled": True}), pinterest(configs={"aem_enabled": True})),
        "reddit": (reddit("a2_hazel", "email", "phone"), reddit("a2_hazel", "email")),
    }, "the answer does not say what is matched"),
    Question("matching is not the declared one", "settings/matching-differs", wishing(matching=["email"]), {
        "meta": (meta_pixel(enable_automatic_matching=True, automatic_matching_fields=["em", "ph"]), meta_pixel(enable_automatic_matching=True, automatic_matching_fields=["em"])),
        "tiktok": (tiktok(("email", "phone_number")), tiktok()),
        "pinterest": (pinterest(configs={"aem_enabled": False}), pinterest(configs={"aem_enabled": True})),
        "reddit": (reddit("a2_hazel"), reddit("a2_hazel", "email")),
    }, "the answer does not say what is matched"),
    Question("the currency is not the declared one", "settings/currency-differs", wishing(currency="EUR"), twins(LISBON, MADRID, "x"), "the answer has no currency"),
    Question("the time zone is not the declared one", "settings/time-zone-differs", wishing(time_zone="Europe/Madrid"), twins(LISBON, MADRID, "linkedin"), "the answer has no time zone"),
    Question("accounts of one site are apart", "settings/accounts-of-site-apart", {}, {key: (LISBON[key] if key != "ga4" else MADRID[key], MADRID[key]) for key in MADRID}, "no answer about the account is read"),
    Question("a conversion that is fed is off", "settings/stopped-conversion", ORDER, {
        "google_ads": (ads(status="REMOVED"), ads()),
        "meta": (custom(is_archived=True), custom()),
        "tiktok": (tiktok(deprecated=True), tiktok(deprecated=False)),
        "linkedin": (linkedin(enabled=False), linkedin()),
        "x": (x_tag(deleted=True), x_tag()),
        "microsoft_ads": (goal(Status="Paused"), goal()),
    }, "a key event or an event of a pixel cannot be off"),
    Question("a destination's pixel is not the account's", "settings/unknown-pixel", {}, {
        "meta": (meta_pixel(id="100000000000009"), meta_pixel()),
        "tiktok": ({"code": 0, "data": {"pixels": [{"pixel_code": "CHZL0AK0PRODUCTION09", "pixel_id": "8", "pixel_name": "Other"}]}}, tiktok()),
        "pinterest": (pinterest(id="2617998078299"), pinterest()),
        "snapchat": (snap_pixel("00000000-0000-4000-8000-000000000000"), snap_pixel(IDS["snapchat"])),
        "microsoft_ads": (uet("Active", 4000009), uet("Active")),
        "reddit": (reddit("a2_other"), reddit()),
    }, "streams and labels are held against their own lists; LinkedIn and X list no pixels"),
    Question("what a mapping counts by is not there", "settings/unknown-action", ORDER, {
        "google_ads": (ads(id="7", resourceName="customers/5/conversionActions/7"), ads()),
        "linkedin": (linkedin(id=1234567), linkedin()),
        "x": (x_tag(id="o87xx"), x_tag()),
    }, "a mapping names no conversion there"),
    Question("every sale has a fixed value", "settings/sale-of-fixed-value", {}, {
        "ga4": (key_event(defaultValue={"numericValue": 40, "currencyCode": "EUR"}), key_event()),
        "google_ads": (ads(valueSettings={"defaultValue": 50, "alwaysUseDefaultValue": True}), ads(valueSettings={"defaultValue": 50, "alwaysUseDefaultValue": False})),
        "microsoft_ads": (goal(Revenue={"Type": "FixedValue", "Value": 5}), goal(Revenue={"Type": "VariableValue", "Value": 5})),
    }, "the answer does not say whether the value of the tag counts"),
    Question("one page of several", "settings/incomplete-list", {}, {
        "ga4": ({**key_event(), "nextPageToken": "x"}, key_event()),
        "google_ads": ({**ads(), "nextPageToken": "x"}, ads()),
        "meta": ({**meta_pixel(), "paging": {"next": "https://graph.facebook.com/x"}}, meta_pixel()),
        "tiktok": ({"code": 0, "data": {**tiktok()["data"], "page_info": {"page": 1, "total_page": 2}}}, tiktok()),
        "linkedin": ({**linkedin(), "paging": {"start": 0, "count": 1, "total": 5}}, {**linkedin(), "paging": {"start": 0, "count": 1, "total": 1}}),
        "pinterest": ({**pinterest(), "bookmark": "x"}, {**pinterest(), "bookmark": None}),
        "snapchat": ({**snap_pixel("a"), "paging": {"next_link": "https://adsapi.snapchat.com/x"}}, snap_pixel("a")),
        "x": ({**x_tag(), "next_cursor": "x"}, {**x_tag(), "next_cursor": None}),
        "reddit": ({**reddit(), "pagination": {"next_url": "https://ads-api.reddit.com/x"}}, {**reddit(), "pagination": {}}),
    }, "the service answers all that is asked for"),
)  # fmt: skip


def spoken(question: Question, twin: int) -> tuple[set[str], list[str]]:
    """The platforms of which the rule speaks, of their answers and of their destinations, and what it says."""
    live = Exports()
    for key, answers in question.asked.items():
        live = joined(live, read_export(json.dumps(answers[twin]).encode(), f"exports/{key}.json"))
    specs = {"version": 1, **SITE, "destinations": DESTINATIONS, **question.specs}
    said = findings(project(json.dumps(specs), live=live), question.rule, over="live")
    files = [place.file for one in said for place in (one.place, *(related.place for related in one.related))]
    named = {key for one in said for key in IDS if f'"{key}"' in one.message}
    return named | {
        file.removeprefix("exports/").removesuffix(".json") for file in files if file.startswith("exports/")
    }, [one.message for one in said]


@for_each("question", QUESTIONS)
def test_a_question_is_asked_of_every_platform_at_which_it_has_an_answer(question: Question) -> None:
    found, said = spoken(question, 0)
    assert sorted(question.asked.keys() - found) == [], said
    assert spoken(question, 1)[1] == []


def test_the_page_has_the_table() -> None:
    page = (Path(__file__).parent.parent / "docs" / "settings.md").read_text(encoding="utf-8")
    lines = [
        f"| what is found | {' | '.join(PLATFORMS.values())} | why not elsewhere |",
        f"| --- |{' :-: |' * len(PLATFORMS)} --- |",
    ]
    for question in QUESTIONS:
        cells = " | ".join("●" if key in question.asked else "" for key in PLATFORMS)
        why = "" if question.asked.keys() == PLATFORMS.keys() else question.why
        lines.append(
            f"| {question.about} (`{question.rule.partition('/')[2]}`) | {cells} | {why} |".replace(
                "|  |", "| |"
            ).replace("|  |", "| |")
        )
    assert "\n".join(lines) in page, "\n".join(lines)
