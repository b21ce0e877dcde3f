"""What a date brings, as a calendar that people subscribe to: rotations, ends of grants and exceptions, reviews, API versions.

iCalendar (RFC 5545): whole days, an alarm before each, lines folded at 75 bytes. Nothing in it depends on the day on which it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

from govern.access.policy import MONTHS, has_policy, wished
from govern.core.report import Artifact
from govern.platforms.masking import covered_text
from govern.project import Project
from govern.render.dates import Dated, dates

WRITES = "rotations, reviews, ends of grants and API versions as a calendar (iCalendar)"
POSITION = 80

ALARMS = {"rotation": 14, "expiry": 14, "version": 60}
"""How many days before something an alarm sounds; otherwise a week."""

EPOCH = "19700101T000000Z"
"""Entries say no time of their making, so that the same specs make the same file."""


def artifacts(project: Project) -> Iterator[Artifact]:
    """The calendar, if any date is written anywhere."""
    found = dates(project)
    if found or has_policy(project):
        yield Artifact(f"{project.config.output}/calendar.ics", text(project, found))


def text(project: Project, found: tuple[Dated, ...]) -> str:
    """The calendar as text, lines ended as the standard wants."""
    name = project.config.name or "tracking"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//govern//calendar//EN", f"X-WR-CALNAME:{escaped(name)}"]
    for one in found:
        lines += event(one, name) if one.kind != "review" else ()  # comes back with each period
    if has_policy(project):
        lines += review(project, name)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def event(one: Dated, name: str) -> Iterator[str]:
    """One whole day."""
    answer = f"{one.owner} answers for it. " if one.owner else ""
    yield from entry(
        f"{name}\n{one.kind}\n{one.what}",
        one.day,
        one.what,
        f"{answer}Written in {one.place.file}.",
        ALARMS.get(one.kind, 7),
    )


def review(project: Project, name: str) -> Iterator[str]:
    """The review, on the first day after each period."""
    months = MONTHS[wished(project, "review") or "quarterly"]
    yield from entry(f"{name}\nreview", "2026-01-01", "Review of access", "govern audit --report DIR", 7,
                     f"RRULE:FREQ=MONTHLY;INTERVAL={months}")  # fmt: skip


def entry(subject: str, day: str, title: str, more: str, before: int, *rules: str) -> Iterator[str]:
    """The lines of an entry; its identifier is made of its subject, so that it is the same one in the next file."""
    first = date.fromisoformat(day)
    after = first + timedelta(days=1) if first < date.max else first
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(subject.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@govern"
    yield f"DTSTAMP:{EPOCH}"
    yield f"DTSTART;VALUE=DATE:{compact(day)}"
    yield f"DTEND;VALUE=DATE:{compact(after.isoformat())}"
    yield from rules
    yield f"SUMMARY:{escaped(title)}"
    yield f"DESCRIPTION:{escaped(more)}"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{before}D", f"DESCRIPTION:{escaped(title)}", "END:VALARM")
    yield "END:VEVENT"


def escaped(words: str) -> str:
    """A text as a value: what separates is escaped, what does not show is left out, credentials are covered."""
    shown = "".join(char if char.isprintable() else " " for char in covered_text(words))
    return shown.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def folded(line: str) -> str:
    """A line in parts of at most 75 bytes, none of which breaks a letter."""
    parts, size = [""], 0
    for char in line:
        width = len(char.encode("utf-8", "replace"))
        if size + width > 74:
            parts.append("")
            size = 0
        parts[-1] += char
        size += width
    return "\r\n ".join(parts)


def compact(day: str) -> str:
    """A day as calendars write it: 20261130."""
    return day.replace("-", "")
