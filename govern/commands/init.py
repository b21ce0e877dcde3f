"""Starting a project: the files of a new folder, from nothing or from exports."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

from govern.access.columns import platform_of_folder
from govern.commands.import_people import Found, people_of
from govern.commands.neighbours import neighbours
from govern.commands.refused import not_judged, unread
from govern.commands.schema import config_text
from govern.core.accepting import Accepting
from govern.core.clock import today_in
from govern.core.errors import GovernError
from govern.core.report import Artifact, Finding, Report
from govern.gtm.container import Container
from govern.gtm.specs import slug, spec_files
from govern.project import load
from govern.project.baseline import FILE as BASELINE
from govern.project.baseline import text_of
from govern.project.config import Config
from govern.project.exports import Exports, Source, passed_over
from govern.project.live import exports_of
from govern.render.entities import taken_in
from govern.render.rendered import FILE as LIST
from govern.render.rendered import text_of as list_of
from govern.rules.run import run
from govern.source import emit, files
from govern.source.files import CONFIG
from govern.source.names import folded, why_not
from govern.source.packaged import templates

SCHEMA = ".govern/spec.schema.json"
CONFIG_SCHEMA = ".govern/config.schema.json"

CONFIG_TEXT = """\
{header}
version: 1
name: {name}
timezone: UTC    # days and quarters are counted here, for example Europe/Madrid
"""

FIRST_SPEC = """\
{header}
version: 1

# An event says what happened, when it may be said, and with which facts. `govern schema` has all the words.
#
# events:
#   - name: purchase
#     description: The payment provider confirmed the payment.
#     owner: checkout-team
#     kind: conversion
#     fires: {{on: server_confirmed, once_per: order, when_ready: [value, currency]}}
#     event_id: 'order_{{order_id}}'
#     parameters:
#       - {{name: order_id, type: string, required: true}}
#       - {{name: value, type: money, currency: currency, required: true}}
#       - {{name: currency, type: currency, required: true}}
#     examples:
#       - {{order_id: A-1001, value: 29.99, currency: EUR}}
"""


def modeline(depth: int, schema: str = SCHEMA) -> str:
    """The comment by which editors find the schema, for a file some folders below the project."""
    return f"# yaml-language-server: $schema={'../' * depth}{schema}"


def project_files(name: str, live: Exports, folder: str = "") -> Found:
    """Everything a new project in a folder (or the current one) consists of, by path from there, and what is said of the people in it."""
    specs: dict[str, bytes] = {}
    seen: dict[str, Container] = {}
    for container in live.containers:
        if container.id in seen:
            first = seen[container.id].file
            raise GovernError(
                f"{container.id} is in {first} and again in {container.file}", help="give only one of them"
            )
        seen[container.id] = container
        specs.update(spec_files(container, modeline(3)))
    if live.containers:
        specs["sites.yaml"] = sites_text(live.containers).encode()
    if live.settings:
        from govern.commands.init_settings import first_files

        specs.update(first_files(live, modeline(1), modeline(2)))
    if not specs and not live.access:
        specs["events.yaml"] = FIRST_SPEC.format(header=modeline(1)).encode()
    people = people_of(inputs_in(specs), live, today_in("UTC"), modeline(1))
    specs.update((path.removeprefix("specs/"), raw) for path, raw in people.files.items())
    found = {
        files.CONFIG: CONFIG_TEXT.format(
            header=modeline(0, CONFIG_SCHEMA), name=emit.scalar(project_name(name))
        ).encode(),
        SCHEMA: files.read(os.path.join(templates(), "spec.schema.json")),
        CONFIG_SCHEMA: config_text().encode(),
        **{f"specs/{path}": raw for path, raw in specs.items()},
        **exports_files(live, folder),
        **({LIST: list_of((), taken_in(live.containers))} if live.containers else {}),
    }
    return Found(found, people.told)


def project_name(folder: str) -> str:
    """A project's name from its folder's, which may have line breaks, and bytes that are not text."""
    return " ".join(folder.encode("utf-8", "replace").decode().split()) or "tracking"


def lint(found: dict[str, bytes]) -> tuple[Finding, ...]:
    """What lint will say about the specs among the files."""
    inputs = inputs_in({path.removeprefix("specs/"): raw for path, raw in found.items() if path.startswith("specs/")})
    today = today_in("UTC")
    return run(load.project_of(inputs, load.documents_of(inputs), today, Exports()), "specs")


def inputs_in(specs: dict[str, bytes]) -> load.Inputs:
    """Spec files, by their path in the specs folder, as the inputs of a project."""
    return load.inputs_of("", Config(), [("specs", path, raw) for path, raw in specs.items()])


def exports_files(live: Exports, project: str) -> dict[str, bytes]:
    """The exports themselves, so that diff and audit have something to look at from the first day; each that lies in the project's
    `exports/` already stays where it is."""
    found: dict[str, bytes] = {}
    taken: set[str] = set()
    for source in live.sources:
        if place := below(source.file, project):
            taken.add(folded(place))
            found[place] = source.raw
            continue
        base = os.path.basename(source.file) if source.file != "standard input" else "export.json"
        if why_not(base) or base.startswith("."):
            base = "export.json" if base.endswith(".json") else "export.txt"
        stem, extension = os.path.splitext(base)
        folder = "/".join(filter(None, ("exports", folder_of(source))))
        path, number = f"{folder}/{base}", 2
        while folded(path) in taken:
            path, number = f"{folder}/{stem}-{number}{extension}", number + 1
        taken.add(folded(path))
        found[path] = source.raw
    return found


def below(file: str, project: str) -> str:
    """The path of a file from the project, where it lies in its `exports/`; else nothing."""
    exports, path = os.path.join(os.path.abspath(project), "exports", ""), os.path.abspath(file)
    return f"exports/{path.removeprefix(exports)}".replace(os.sep, "/") if path.startswith(exports) else ""


def folder_of(source: Source) -> str:
    """The folder that a list keeps: a table that names no platform is of the one after which its folder is called."""
    above = os.path.dirname(source.file.replace("\\", "/"))
    return platform_of_folder(f"{above}/-") if source.kind.startswith(("access", "list")) and above else ""


def sites_text(containers: tuple[Container, ...]) -> str:
    """A site for each web container. A server container joins the only web container there is."""
    lines = [modeline(1), "version: 1", "", "sites:"]
    taken: set[str] = set()
    for name, ids in sites(containers):
        unique, number = name, 2
        while unique in taken:
            unique, number = f"{name}-{number}", number + 1
        taken.add(unique)
        lines.append(f"  - name: {emit.scalar(unique)}")
        lines.append(
            "    # domains: {production: [www.shop.example]}  # yours: policy, consent and thresholds are judged then"
        )
        lines.append(f"    containers: {{{', '.join(f'{context}: {emit.scalar(id)}' for context, id in ids)}}}")
    return "\n".join(lines) + "\n"


def sites(containers: tuple[Container, ...]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Site names with their containers as (context, id)."""
    web = [container for container in containers if container.context == "web"]
    server = [container for container in containers if container.context == "server"]
    together = len(web) == len(server) == 1
    for container in web:
        ids = [("web", container.id), *(("server", other.id) for other in server if together)]
        yield site_name(container), ids
    for container in [] if together else server:
        yield site_name(container), [("server", container.id)]
    for container in containers:
        if container.context not in ("web", "server"):
            yield site_name(container), []


def site_name(container: Container) -> str:
    """A site's name from its container's."""
    name = container.settings.get("name")
    return (slug(name) if isinstance(name, str) else "") or slug(container.id) or "site"


def init(folder: str, paths: tuple[str, ...] = ()) -> Report:
    """A new project in a folder, from exports if there are any; refuses where a project is already.

    What there is to say is accepted for now, errors excepted: these are left to be put right, and told.
    """
    if os.path.lexists(os.path.join(folder, CONFIG)):
        raise GovernError(f"{folder} is a project already", help="to take an export in: govern import EXPORT")
    around = tuple(neighbours(folder))
    live = exports_of(None, paths)
    if paths and not live.sources:
        raise GovernError(f"{', '.join(paths)} holds no export", help="name a Tag Manager export")
    name = os.path.basename(os.path.abspath(folder)) or "tracking"
    new = project_files(name, live, folder)
    found = dict(new.files)
    said = lint(found)
    errors = tuple(finding for finding in said if finding.level == "error")
    if len(said) > len(errors):
        found[BASELINE] = text_of((one for one in said if one.level != "error"), Accepting(TAKEN_IN)).encode()
    artifacts = written(folder, found)
    told = (
        *around,
        *held_by(live, len(found) - len(artifacts)),
        *settings_in(live),
        *new.told,
        *accepted_of(said),
        *credentials_in(live),
        *not_judged(live),
        *passed_over(live),
    )
    return Report((*errors, *map(from_here, unread(live))), artifacts=artifacts, notes=told)


def written(folder: str, found: dict[str, bytes]) -> tuple[Artifact, ...]:
    """Write the files of a new project, and tell of each that is not code of an entity whether it was there; refuses where
    one stands in the way."""
    from govern.render.deliver import state_of
    from govern.source.writing import write_all

    states = {path: state_of(os.path.join(folder, path), raw) for path, raw in found.items()}
    foreign = [path for path, state in states.items() if state == "stale"]
    if foreign:
        raise GovernError(f"{foreign[0]} is in {folder} already", help="start in an empty folder, or move it away")
    absent = {os.path.join(folder, path): found[path] for path, state in states.items() if state == "missing"}
    write_all(absent, dict.fromkeys(absent), folder)
    return tuple(
        Artifact(path, "", "unchanged" if states[path] == "unchanged" else "written")
        for path in found
        if "/code/" not in path
    )


TAKEN_IN = "there when the project was started from its exports"
"""Why `init` accepts what it finds."""


def accepted_of(said: tuple[Finding, ...]) -> Iterator[str]:
    """What was accepted, by rule, and where it is to be read."""
    counts = Counter(finding.rule for finding in said if finding.level != "error")
    if counts:
        number, listed = counts.total(), ", ".join(f"{count} {rule}" for rule, count in counts.most_common(4))
        more = f" and {len(counts) - 4} more rules" if len(counts) > 4 else ""
        yield (
            f"{number} finding{'s' * (number != 1)} accepted in {BASELINE}, since {'they were' if number != 1 else 'it was'} "
            f"{TAKEN_IN}: {listed}{more}; only new ones fail, and "
            "govern lint --accepted shows these"
        )


def from_here(finding: Finding) -> Finding:
    """A finding about an export, whose path counts from the current folder and not from the new project."""
    return finding.replace(place=finding.place.replace(file=os.path.abspath(finding.place.file)))


def held_by(live: Exports, side_files: int) -> Iterator[str]:
    """One line for each container about what it held."""
    from govern.gtm.container import LABELS

    for container in live.containers:
        counts = [
            f"{len(bodies)} {LABELS.get(kind, kind)}{'s' * (len(bodies) != 1)}"
            for kind in LABELS
            if (bodies := container.bodies(kind))
        ]
        yield f"{container.id} ({container.context}): {', '.join(counts) or 'empty'}"
    if side_files:
        where = "a file of its own" if side_files == 1 else f"{side_files} files of their own"
        yield f"code and long texts are in {where}, in the code folders beside the specs"


def settings_in(live: Exports) -> Iterator[str]:
    """What was read of settings, and of which accounts somebody has to say whose they are."""
    if live.settings:
        from govern.commands.init_settings import accounts
        from govern.commands.refused import settings_read

        yield settings_read(live)
        yield from accounts(live)


def credentials_in(live: Exports) -> Iterator[str]:
    """A warning where exports hold credentials, since the next step of a new project is to commit it."""
    from govern.project.load import bare
    from govern.rules.catalogue import load_rule

    number = sum(1 for _ in load_rule("containers/secret-in-container").check(bare(None, live)))
    if number:
        them, stand = ("them", "s stand") if number > 1 else ("it", " stands")
        yield f"{number} credential{stand} in what was taken in: withdraw {them} before you commit; govern audit says where"
