"""The review of a project in which everything that can have a name is called by one hostile text."""

from __future__ import annotations

import functools
import json
import re

from helpers import project

from govern.access import AccessEntry, AccessList
from govern.core.report import Change, FieldChange, Finding, Place
from govern.project import Project
from govern.project.baseline import Accepted
from govern.project.config import Config
from govern.project.exports import Exports, Source, Unread
from govern.render.reviews import audit


def hostile(*texts: str) -> Project:
    """A project in which everything that a file can name is called by hostile texts, each thing once by each."""
    people, sources = [], []
    tokens: list[dict[str, str]] = []
    grants: list[dict[str, str]] = []
    for text in texts:
        entry = AccessEntry(
            text, text, text, Place(text, (), None, text), text, text, "person", text, text, {text: text}
        )
        people.append(AccessList(text, text, (entry,)))
        sources.append(Source(text, b"", "access list", 1))
        tokens.append({"name": named(text), "platform": text, "stored_in": text, "owner": text})
        grants.append({"who": f"a{len(grants) or ''}", "platform": text, "role": text})
    specs = {"version": 1, "tokens": {"items": tokens}, "access": {"grants": grants}}
    unread = tuple(Unread(Place(text), text, text, may_be_list=True) for text in texts)
    live = Exports(access=tuple(people), sources=tuple(sources), skipped=unread)
    written = json.dumps(specs, ensure_ascii=False)
    written = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in written)
    subject = project(files={"specs/a.yaml": written}, live=live, config=Config(name=named(texts[0])))
    assert subject.tokens and subject.access, "the hostile specs can be read"
    return subject


def named(text: str) -> str:
    """A name made of a text: on one line, and not empty."""
    return re.sub(r"[\r\n\t]", " ", text).strip() or "x"


@functools.lru_cache(maxsize=16)
def made_of(*texts: str) -> dict[str, str]:
    """The report that everything in `hostile`, a finding and a change of each text make."""
    subject = hostile(*texts)
    findings = tuple(
        Finding("access/dormant", "warning", text, Place(text, (), None, text), (), text) for text in texts
    )
    changes = tuple(change for text in texts for change in changes_named(text))
    accepted = tuple(Accepted(one, {"reason": one.message, "by": one.message}) for one in findings)
    made = audit.render(subject, findings, changes, subject.live.sources, audit.Given(accepted))
    return {
        re.sub(r".*Q\d", "", artifact.path): artifact.text or artifact.raw.decode("utf-8", "replace")
        for artifact in made
    }


def changes_named(text: str) -> tuple[Change, ...]:
    return (Change("change", "tag", text, text, (FieldChange((text,), text, {text: [text]}),), text),)
