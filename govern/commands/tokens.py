"""`tokens rotate`: the day of a rotation into the specs, and the steps that make it true."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.report import Artifact, Edit, Report
from govern.spec.spelling import suggest

if TYPE_CHECKING:
    from govern.project import Project
    from govern.spec.sections.tokens import Token


def rotate(root: str, name: str, *, today: str | None = None, check: bool = False) -> Report:
    """Write today's day under the rotations of a token; with `check` only say what is to be done."""
    from govern.commands.unread import because
    from govern.project.load import load
    from govern.source import files
    from govern.source.editor import CannotEdit, Editor
    from govern.source.writing import write_all

    project = load(root, today=today)
    found = next(((token, place) for token, place in project.token_items() if token.name == name), None)
    if found is None:
        names = tuple(project.token_by_name)
        help = suggest(name, names) or (f"declared are {', '.join(names)}" if names else "the specs declare none")
        raise because(project, f'there is no token "{name}" in the specs', help)
    token, place = found
    notes = tuple(steps(project, token))
    if check or project.today in token.rotations:
        return Report(notes=notes, today=project.held_day)
    days = sorted({*token.rotations, project.today})
    action = "replace" if token.given("rotations") else "insert"
    edit = Edit(action, place.replace(route=(*place.route, "rotations"), span=None), days)  # type: ignore[arg-type]
    path = os.path.join(root, place.file)
    raw = files.read_below(path, root)
    try:
        after = Editor(raw).changed([edit])
    except CannotEdit as error:
        help = f"write rotations: [{', '.join(days)}] at the token yourself"
        raise GovernError(f"the day cannot be written into {place.file}: {error}", place, help) from None
    write_all({path: after}, {path: raw}, root)
    return Report(artifacts=(Artifact(place.file, "", "written"),), notes=notes, today=project.held_day)


def steps(project: Project, token: Token) -> Iterator[str]:
    """What has to be done, in order; a secret is named by where it is kept."""
    from govern.platforms.masking import covered_text
    from govern.tokens.kinds import kinds_meant

    platform = project.platform(token.platform)
    kinds = kinds_meant(token, platform) if platform is not None and token.kind else []
    label = platform.name if platform is not None else token.platform
    users = [
        destination.name
        for destination in project.destinations
        if destination.server and destination.server.token == token.name
    ]
    yield f"1. make a new {token.kind or 'token'} at {label}; keep the old one until step 4"
    yield f"2. put it into {covered_text(token.stored_in)}, as a new version"
    yield f"3. let {', '.join(users) or 'whatever reads it'} take the new one, and look for a sent event"
    revoke = next((kind.revoke for kind in kinds if kind.revoke), "")
    yield f"4. withdraw the old one{f': {revoke}' if revoke else ''}"
