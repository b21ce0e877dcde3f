"""`trust`: what code a project brings with it, and whether its rules in Python may run."""

from __future__ import annotations

import os
from collections.abc import Iterator

from govern.core.errors import GovernError
from govern.project import Project, trust
from govern.project.load import load
from govern.render.templates import own_texts
from govern.rules.own import python_of
from govern.source.files import CONFIG

SHOWN = 12
"""So much of a digest tells one file from another for people."""


def trusted(root: str) -> Iterator[str]:
    """Trust a project's rules in Python as they are now; yields what is to be said."""
    rules = python_of(load(root, today="2000-01-01"))
    for file, text in sorted(rules.items()):
        yield f"rule      {trust.sha256_of(text)[:SHOWN]}  {file}"
    for name, (text, _) in sorted(own_texts(root).items()):
        yield f"template  {trust.sha256_of(text)[:SHOWN]}  templates/{name} (needs no trust)"
    if not rules:
        yield "there are no rules in Python here, so there is nothing to trust"
        return
    trust.remember(root, trust.digest(rules))
    count = f"{len(rules)} files of rules are" if len(rules) > 1 else "1 file of rules is"
    yield f"{count} trusted in {os.path.realpath(root)} until one changes; to take it back: govern trust --forget"


def forgotten(root: str) -> Iterator[str]:
    """No longer trust a project."""
    known = os.path.realpath(root) in trust.remembered()
    trust.remember(root, None)
    yield f"{os.path.realpath(root)} is no longer trusted" if known else f"{os.path.realpath(root)} was not trusted"


def listed() -> Iterator[str]:
    """Every project that is trusted, and whether its rules are still those that were."""
    known = trust.remembered()
    for root, digest in known.items():
        yield f"{state(root, digest):9} {root}"
    if not known:
        yield "no project is trusted"


def state(root: str, digest: str) -> str:
    """Whether a project's rules in Python are as they were when they were trusted."""
    if not os.path.isfile(os.path.join(root, CONFIG)):
        return "gone"
    try:
        project: Project = load(root, today="2000-01-01")
    except GovernError:
        return "unread"
    return "trusted" if trust.digest(python_of(project)) == digest else "changed"
