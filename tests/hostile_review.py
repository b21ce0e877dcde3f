"""The review of a project in which everything that can have a name is called by one hostile text."""

from __future__ import annotations

import functools
import json
import re

from helpers import project

from govern.access import AccessEntry, AccessList
from govern.core.report import Change, FieldChange, Finding, Place
from govern.project import Project
from govern.project.config import Config
from govern.project.exports import Exports, Source
from govern.render.reviews import audit


def hostile(text: str) -> Project:
    """A project in which everything that a file can name is called by one hostile text."""
    place = Place(text, (), None, text)
    entry = AccessEntry(text, text, text, place, text, text, "person", text, text, {text: text})
    people = AccessList(text, text, (entry,))
    source = Source(text, b"", "access list", 1)
    name = re.sub(r"[\r\n\t]", " ", text).strip() or "x"
    token = {"name": name, "platform": text, "stored_in": text, "owner": text}
    grant = {"who": "a", "platform": text, "role": text}
    specs = {"version": 1, "tokens": {"items": [token]}, "access": {"grants": [grant]}}
    live = Exports(access=(people,), sources=(source,))
    written = json.dumps(specs, ensure_ascii=False)
    written = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in written)
    subject = project(files={"specs/a.yaml": written}, live=live, config=Config(name=name))
    assert subject.tokens and subject.access, "the hostile specs can be read"
    return subject


@functools.cache
def made_of(text: str) -> dict[str, str]:
    """The report that everything in `hostile`, a finding and a change make."""
    subject = hostile(text)
    finding = Finding("access/dormant", "warning", text, Place(text, (), None, text), (), text)
    made = audit.render(subject, (finding,), changes_named(text), subject.live.sources)
    return {re.sub(r".*Q\d", "", artifact.path): artifact.text for artifact in made}


def changes_named(text: str) -> tuple[Change, ...]:
    return (Change("change", "tag", text, text, (FieldChange((text,), text, {text: [text]}),), text),)
