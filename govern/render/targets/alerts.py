"""The thresholds of `quality` as others watch them: rules for Prometheus, SQL for DuckDB and BigQuery, tests for dbt.

Prometheus is told metrics by these names, with `event` and `destination` as labels: `tracking_events_total`,
`tracking_answers_total` (`class` is `2xx` to `5xx`), `tracking_orders_total` (`legs` is `both` or `one`, `ids` is `same` or `other`),
`tracking_delivery_seconds` and `tracking_answer_seconds` (histograms), `tracking_match_quality`. SQL asks a table `hits` with the
columns that `govern logs --emit-sql` makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.record import Record
from govern.core.report import Artifact
from govern.counts.thresholds import drops
from govern.project import Project
from govern.source.emit import emit
from govern.spec.base import percent, seconds
from govern.spec.sections.quality import Quality

WRITES = "the thresholds as rules for Prometheus, as SQL and as tests for dbt"
POSITION = 75

SAME_HOURS = (1, 2, 3, 4)
LEAST = 20
"""Fewer than so many expected events are not a reason for a rule that knows no chance: `govern monitor` does."""

ANSWERED = 30


class Rule(Record):
    """One threshold for Prometheus."""

    alert: str
    expr: str
    level: str
    summary: str


class Check(Record):
    """One threshold as a query whose rows break it."""

    name: str
    title: str
    sql: str


def artifacts(project: Project) -> Iterator[Artifact]:
    """The files below `alerts/`, as far as something is written under `quality`."""
    rules = [rule for number, quality in enumerate(project.quality) for rule in rules_of(quality, suffix(number))]
    checks = [check for number, quality in enumerate(project.quality) for check in checks_of(quality, suffix(number))]
    folder = f"{project.config.output}/alerts"
    if rules:
        group = {"name": "tracking", "rules": [written(rule) for rule in rules]}
        yield Artifact(f"{folder}/prometheus.yaml", emit({"groups": [group]}))
    for check in checks:
        yield Artifact(f"{folder}/sql/{check.name}.sql", f"-- {check.title}\n{check.sql}\n")
        macro = check.sql.replace("from hits", "from {{ ref('hits') }}")
        yield Artifact(f"{folder}/dbt/{check.name}.sql", f"-- {check.title}\n{macro}\n")


def suffix(number: int) -> str:
    """What tells the thresholds of several sections apart."""
    return f"_{number + 1}" if number else ""


def written(rule: Rule) -> dict[str, Any]:
    """A rule as Prometheus takes it."""
    return {
        "alert": rule.alert,
        "expr": rule.expr,
        "for": "5m",
        "labels": {"severity": "critical" if rule.level == "error" else rule.level},
        "annotations": {"summary": rule.summary},
    }


def labels(quality: Quality, *more: str) -> str:
    """The selector of a section's events and destinations."""
    narrowed = quality.for_
    parts = list(more)
    for label, names in (("event", narrowed.events), ("destination", narrowed.destinations)) if narrowed else ():
        if names:
            parts.append(f'{label}=~"{"|".join(map(pattern, names))}"')
    return "{" + ", ".join(parts) + "}" if parts else ""


def pattern(name: str) -> str:
    """A name as a pattern in a text of PromQL that stands for itself alone."""
    import re

    return re.escape(name).replace("\\", "\\\\").replace('"', '\\"')


def rules_of(quality: Quality, more: str) -> Iterator[Rule]:
    """The rules of one section."""
    by, here = "by (event, destination)", labels(quality)
    for _, drop in drops(quality):
        now = f"sum {by} (increase(tracking_events_total{here}[{drop.within}]))"
        if drop.against == "same_hour":
            before = " + ".join(
                f"sum {by} (increase(tracking_events_total{here}[{drop.within}] offset {week}w))" for week in SAME_HOURS
            )
            usual = f"(({before}) / {len(SAME_HOURS)})"
        else:
            usual = f"(sum {by} (increase(tracking_events_total{here}[7d] offset {drop.within})) / 7)"
        expr = f"{now} < {1 - drop.percent / 100:g} * {usual} and {usual} > {LEAST}"
        yield Rule(
            f"TrackingVolumeDrop{drop.within}{more}",
            expr,
            drop.level,
            f"{{{{ $labels.event }}}} fell by {drop.percent:g} % within {drop.within}",
        )
    if quality.silence is not None:
        expr = f"sum {by} (increase(tracking_events_total{here}[{quality.silence.after}])) == 0"
        yield Rule(
            f"TrackingSilence{more}",
            expr,
            quality.silence.level,
            f"no {{{{ $labels.event }}}} for {quality.silence.after}",
        )
    yield from rates(quality, more, by)
    yield from times(quality, more)
    if quality.event_match_quality is not None and quality.event_match_quality.warn_below is not None:
        low = quality.event_match_quality.warn_below
        yield Rule(
            f"TrackingMatchQuality{more}",
            f"tracking_match_quality{here} < {low:g}",
            "warning",
            f"match quality of {{{{ $labels.event }}}} below {low:g}",
        )


def rates(quality: Quality, more: str, by: str) -> Iterator[Rule]:
    """The rules about shares."""
    errors = labels(quality, 'class=~"4xx|5xx"')
    for level, limit in limits(quality.error_rate, "above"):
        share = f"sum {by} (increase(tracking_answers_total{errors}[1d])) / sum {by} (increase(tracking_answers_total{labels(quality)}[1d]))"
        enough = f"sum {by} (increase(tracking_answers_total{labels(quality)}[1d])) > {ANSWERED}"
        yield Rule(
            f"TrackingErrors{level.title()}{more}",
            f"{share} > {limit / 100:g} and {enough}",
            level,
            f"more than {limit:g} % of answers are errors",
        )
    same, both = labels(quality, 'legs="both"', 'ids="same"'), labels(quality, 'legs="both"')
    for level, limit in limits(quality.deduplication_rate, "below"):
        share = f"sum {by} (increase(tracking_orders_total{same}[1d])) / sum {by} (increase(tracking_orders_total{both}[1d]))"
        enough = f"sum {by} (increase(tracking_orders_total{both}[1d])) > {ANSWERED}"
        yield Rule(
            f"TrackingDeduplication{level.title()}{more}",
            f"{share} < {limit / 100:g} and {enough}",
            level,
            f"less than {limit:g} % of orders have one event ID on both legs",
        )


def limits(rate: Any, side: str) -> Iterator[tuple[str, float]]:
    """The levels of a rate that are written, with their per cents."""
    for level, word in (("warning", "warn"), ("error", "fail")):
        value = getattr(rate, f"{word}_{side}", None)
        if value is not None:
            yield level, percent(value)


def times(quality: Quality, more: str) -> Iterator[Rule]:
    """The rules about how long things take: one in twenty may take longer."""
    for field, metric, name in (
        ("delivery", "tracking_delivery_seconds", "Delivery"),
        ("api_handshake", "tracking_answer_seconds", "Answers"),
    ):
        limit = getattr(quality.latency, field, None)
        if limit is not None:
            expr = f"histogram_quantile(0.95, sum by (event, destination, le) (rate({metric}_bucket{labels(quality)}[1d]))) > {seconds(limit):g}"
            yield Rule(f"Tracking{name}Slow{more}", expr, "warning", f"one in twenty takes longer than {limit}")


def checks_of(quality: Quality, more: str) -> Iterator[Check]:
    """The queries of one section: whole numbers only, and the same words for every engine."""
    where = condition(quality)
    for level, limit in limits(quality.error_rate, "above"):
        refused = "sum(case when status >= 400 then 1 else 0 end)"
        sql = f"select account, event, count(status) as answered, {refused} as errors\nfrom hits{where}\ngroup by account, event\nhaving count(status) > {ANSWERED} and {refused} * 100 > count(status) * {limit:g}"
        yield Check(f"error_rate_{level}{more}", f"More than {limit:g} % of the answers are errors", sql)
    for level, limit in limits(quality.deduplication_rate, "below"):
        yield Check(
            f"deduplication_rate_{level}{more}",
            f"Less than {limit:g} % of the orders that both legs sent have one event ID",
            doubled(where, limit),
        )
    if quality.latency is not None and quality.latency.delivery is not None:
        wait = round(seconds(quality.latency.delivery) * 1_000_000)
        late = f"sum(case when at_us - event_us > {wait} then 1 else 0 end)"
        sql = f"select account, event, count(event_us) as timed, {late} as late\nfrom hits{where}\ngroup by account, event\nhaving count(event_us) > {ANSWERED} and {late} * 20 > count(event_us)"
        yield Check(f"delivery{more}", f"More than one in twenty comes later than {quality.latency.delivery}", sql)


def doubled(where: str, limit: float) -> str:
    """The query about orders that both legs sent."""
    also = f"{where} and" if where else "\nwhere"
    legs = "select account, event, order_id, event_id, max(case when leg = 'browser' then 1 else 0 end) as browser, max(case when leg = 'server' then 1 else 0 end) as server"
    return (
        f"with legs as (\n{legs}\nfrom hits{also} order_id <> ''\ngroup by account, event, order_id, event_id\n),\n"
        "sent as (\nselect account, event, order_id, max(browser) as browser, max(server) as server, max(browser * server) as same\n"
        "from legs\ngroup by account, event, order_id\n)\n"
        "select account, event, count(*) as both_legs, sum(same) as one_id\nfrom sent\nwhere browser = 1 and server = 1\n"
        f"group by account, event\nhaving count(*) > {ANSWERED} and sum(same) * 100 < count(*) * {limit:g}"
    )


def condition(quality: Quality) -> str:
    """The events and destinations of a section, for SQL."""
    narrowed, parts = quality.for_, []
    for column, names in (("event", narrowed.events), ("account", narrowed.destinations)) if narrowed else ():
        if names:
            told = ", ".join("'" + name.replace("'", "''") + "'" for name in names)
            parts.append(f"{column} in ({told})")
    return f"\nwhere {' and '.join(parts)}" if parts else ""
