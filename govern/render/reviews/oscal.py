"""The review as OSCAL assessment results, the form in which assessors exchange what they have found.

Source: https://pages.nist.gov/OSCAL/resources/concepts/layer/assessment/assessment-results/, checked 2026-11-30: a result has the
controls that were reviewed, observations with their method and subjects, and findings with a target and its state.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha1
from itertools import chain
from typing import Any
from uuid import UUID

from govern import __version__
from govern.core.report import Finding
from govern.project.baseline import NO_REASON, Accepted
from govern.render.reviews.data import MOST, joined
from govern.render.reviews.exceptions import SILENCED, Exempt
from govern.render.reviews.shown import Shown

OSCAL = "1.1.3"
CONTROLS = ("ac-2", "ac-5", "ac-6", "ia-2", "ia-5")
"""Controls of NIST SP 800-53 that a review of access speaks about: accounts, duties, least privilege, identification, keys."""

OF_RULE = (
    ("tokens/", "ia-5"),
    ("access/second-factor", "ia-2"),
    ("access/edit-and-publish", "ac-5"),
    ("access/", "ac-2"),
)
SPACE = UUID("5b0c5f0e-1d0c-5c1f-9a57-3c1f7d1c9b11")
"""The space in which our identifiers are made, so that the same review has the same ones."""

TITLE = 300

ASKED = ("project", "quarter", "today", "lead", "exceptions", "scope")
"""What of a review is asked for here: the rest, a row for each role, need not be kept until now."""


def document(values: dict[str, Any], findings: Iterable[Finding], accepted: Iterable[Accepted], shown: Shown) -> bytes:
    """The document, each observation and each finding on a line of its own; the same review makes the same text."""
    plain = Plain(shown)
    name, period, today = plain[values["project"] or "project"], values["quarter"], values["today"]
    moment = f"{today}T00:00:00Z"
    found = [(finding, "") for finding in findings] + [(one.finding, terms(one.entry)) for one in accepted]
    told = [entry for entry in found if entry[0].rule.startswith(("access/", "tokens/", "exports/"))]
    once = {key_of(entry[0]): entry for entry in reversed(told)}
    known = [(made(name, period.name, "observation", key), *entry) for key, entry in reversed(once.items())]
    del found, told, once  # of a hundred thousand findings they are 30 MB
    seen = (observation(finding, observed, plain, moment) for observed, finding, _ in known)
    quiet = (silenced(row, plain, name, period.name, moment) for row in values["exceptions"] if row.message == SILENCED)
    unread = (unseen(row, plain, name, period.name, moment) for row in values["scope"] if row.state != "reviewed")
    meant = (
        finding_of(finding, observed, made(name, period.name, "finding", key_of(finding)), plain, accepted_on)
        for observed, finding, accepted_on in known
    )
    result: dict[str, Any] = {
        "uuid": made(name, period.name, "result"),
        "title": f"Review of access, {period.name}",
        "description": plain[values["lead"]],
        "start": f"{period.first}T00:00:00Z",
        "end": moment,
        "reviewed-controls": {
            "control-selections": [{"include-controls": [{"control-id": control} for control in CONTROLS]}]
        },
    }
    around = {
        "uuid": made(name, period.name, "document"),
        "metadata": {"title": f"Review of access: {name}, {period.name}", "last-modified": moment, "version": today,
                     "oscal-version": OSCAL, "props": [{"name": "tool", "ns": "https://github.com/govern-tracking", "value": f"govern {__version__}"}]},
        "import-ap": {"href": "#plan", "remarks": "The plan is the access policy of the specs."},
    }  # fmt: skip
    return joined(pieces(around, result, {"observations": chain(seen, quiet, unread), "findings": meant}))


def pieces(around: dict[str, Any], result: dict[str, Any], lists: dict[str, Iterable[str]]) -> Iterator[str]:
    """The document in pieces, a list that has no entry left out. A review may have a hundred thousand, so each is made when it is written."""
    yield f'{{"assessment-results": {{{fields(around)},\n"results": [{{{fields(result)}'
    for name, entries in lists.items():
        end = ""
        for entry in entries:
            yield (",\n" if end else f',\n"{name}": [\n') + entry
            end = "\n]"
        yield end
    yield "}]}}\n"


def fields(values: dict[str, Any]) -> str:
    """The fields of an object, each on a line of its own."""
    return ",\n".join(f'"{key}": {ENCODE(value)}' for key, value in values.items())


ENCODE = json.JSONEncoder(ensure_ascii=False).encode
QUOTED = json.encoder.encode_basestring


def made(*parts: str) -> str:
    """An identifier that the same parts always have."""
    raw = bytearray(
        sha1(SPACE.bytes + "\n".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()[:16]
    )
    raw[6], raw[8] = raw[6] & 0x0F | 0x50, raw[8] & 0x3F | 0x80  # RFC 4122, version 5
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def key_of(finding: Finding) -> str:
    """What tells a finding from the others."""
    return "\n".join((finding.rule, finding.fingerprint or finding.message, finding.place.file))


def observation(finding: Finding, id: str, plain: Plain, moment: str) -> str:
    """What was seen, where. There may be very many, so that the fields are put in their places as text."""
    title, said, where = QUOTED(plain[finding.rule]), QUOTED(plain[finding.message]), QUOTED(place_of(finding, plain))
    return (
        f'{{"uuid": "{id}", "title": {title}, "description": {said}, "methods": ["EXAMINE"], "collected": "{moment}", '
        f'"relevant-evidence": [{{"description": {where}}}]}}'
    )


def silenced(row: Exempt, plain: Plain, name: str, period: str, moment: str) -> str:
    """What a comment in the specs keeps from being found: where, why and until when."""
    return ENCODE({
        "uuid": made(name, period, "silenced", row.rule, row.where),
        "title": plain[f"{row.rule}: {row.message}"],
        "description": plain[f"{row.reason}; {until(row.until)}"],
        "methods": ["EXAMINE"],
        "collected": moment,
        "relevant-evidence": [{"description": plain[row.where]}],
    })  # fmt: skip


def terms(entry: Mapping[str, str]) -> str:
    """On which terms the baseline accepts a finding: who did it, until when, and why."""
    by = f"Accepted by {entry['by']}" if entry.get("by") else "Accepted, it is not said by whom"
    return f"{by}, {until(entry.get('until', ''))}: {entry.get('reason') or NO_REASON}"


def until(day: str) -> str:
    """Until when an exception holds, in words."""
    return f"until {day}" if day else "without an end"


def unseen(row: Any, plain: Plain, name: str, period: str, moment: str) -> str:
    """An asset that nobody, or only somebody in part, looked at."""
    what = f"{row.platform} {row.asset}".strip()
    return ENCODE({
        "uuid": made(name, period, "coverage", what),
        "title": plain[f"{what}: {row.state}"],
        "description": plain[row.why],
        "methods": ["EXAMINE"],
        "collected": moment,
    })  # fmt: skip


def finding_of(finding: Finding, observed: str, id: str, plain: Plain, accepted_on: str) -> str:
    """What it means for the control; `accepted_on` are the terms of an exception, empty where there is none."""
    control = next((control for start, control in OF_RULE if finding.rule.startswith(start)), "ac-2")
    remarks = f', "remarks": {QUOTED(plain[accepted_on])}' if accepted_on else ""
    title, said = QUOTED(plain[finding.message]), QUOTED(plain[finding.help or finding.message])
    return (
        f'{{"uuid": "{id}", "title": {title}, "description": {said}, "target": {{"type": "objective-id", "target-id": "{control}_obj", '
        f'"status": {{"state": "not-satisfied"{remarks}}}}}, "related-observations": [{{"observation-uuid": "{observed}"}}]}}'
    )


def place_of(finding: Finding, plain: Plain) -> str:
    """The file and what in it a finding is about."""
    parts = filter(None, (finding.place.file, finding.place.entity))
    return " ".join(plain[part] for part in parts)[:TITLE] or "not said"


class Plain(dict[str, str]):
    """Texts on one line, as OSCAL wants titles, in which no credential is shown and nothing is invisible."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown

    def __missing__(self, words: str) -> str:
        if len(self) >= MOST:
            self.clear()
        found = self[words] = self.shown[" ".join(words.split())][:TITLE] or "not said"
        return found
