"""A container as JSON that Tag Manager imports: Admin, Import Container.

Ids are made of kind and name, so a new tag changes no line of the others. Nothing in the text depends on the clock or on
the order in which things were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from govern.core.errors import GovernError
from govern.core.report import Artifact, Place
from govern.gtm.check import validate
from govern.gtm.container import (
    BUILT_IN_TRIGGERS,
    NO_ID,
    ORDER,
    PUBLIC_ID,
    TEMPLATE_BY_ID,
    TRIGGER_LISTS,
    Body,
    Container,
    Fault,
    canonical,
    label,
)
from govern.gtm.desired import desired
from govern.gtm.references import (
    BUILT_IN_BY_NAME,
    TYPED,
    Reference,
    gallery_id_of,
    gallery_types,
    references,
    target,
    template_name,
    trigger_parameters,
    unresolved,
)
from govern.gtm.schema import ENUMS, KINDS, OWN_ID
from govern.gtm.whole import whole_problems
from govern.project import Project
from govern.render.stems import apart, digest, stem

WRITES = "one importable container for each web and server container"
POSITION = 10

EXPORT_TIME = "2000-01-01 00:00:00"
"""Exports carry the time they were made at; ours are the same whenever they are made."""

LARGEST_ID = 2_000_000_000
"""Below the ids that Tag Manager keeps for itself."""

KEYS_FIRST = ("exportFormatVersion", "exportTime", "accountId", "containerId", "containerVersionId", "container", *ORDER,
              *filter(None, OWN_ID.values()), "name", "publicId", "type", "key", "value", "list", "map")  # fmt: skip
References = tuple[Reference, ...]
RANK = {key: rank for rank, key in enumerate(KEYS_FIRST)}


def artifacts(project: Project) -> Iterator[Artifact]:
    """Every wished container, as `<output>/gtm/<id>.json`, and snippets of pages."""
    containers = desired(project).containers
    stems = apart((container.id for container in containers), file_name)
    for container in containers:
        yield Artifact(f"{project.config.output}/gtm/{stems[container.id]}.json", render(container))
    yield from snippets(project)


def remarks(project: Project) -> Iterator[str]:
    """What is mapped and gets no tag."""
    from govern.gtm.derive import CONTEXTS, told, without_container, without_tags

    lacking = without_container(project)
    if lacking:
        yield f"no web container is made for {', '.join(lacking)}: no site of theirs names one (sites: containers: {{web: GTM-...}})"
    events = {event.name: event for _, to, event in told(project, "web") if to.name not in lacking}.values()
    seen = sorted(event.name for event in events if event.moment != "message")
    if seen:
        pushed = sorted(event.message for event in events if event.moment == "message")
        yield f"the container sees for itself: {', '.join(seen)}; the page has to push: {', '.join(pushed) or 'nothing'}"
    for context in CONTEXTS:
        for destination in without_tags(project, context):
            yield (
                f'no {context} tag is made for destination "{destination.name}": govern knows none for '
                f'"{destination.platform}"; write it in "containers"'
            )


def snippets(project: Project) -> Iterator[Artifact]:
    """The consent defaults of sites whose pages set them, as `<output>/gtm/consent-<site>.html`."""
    for site in project.sites:
        if site.consent is not None and site.consent.set_by == "page":
            from govern.gtm.derive.consent import by_region
            from govern.render import templates

            wait = {} if site.consent.wait_for_update is None else {"wait_for_update": site.consent.wait_for_update}
            calls = [
                json_text({**defaults, **({"region": regions} if regions else {}), **wait}, "\n  ")
                for regions, defaults in by_region(site.consent)
            ]
            values = {"calls": [call.replace("<", "\\u003c") for call in calls]}
            text = templates.render("gtm/consent.html", "code", values, project.root)
            yield Artifact(f"{project.config.output}/gtm/consent-{stem(site.name)}.html", text)


def file_name(id: str) -> str:
    """A container's id as a file name; an id that cannot be one gets a digest for a name."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", id):
        return id
    return f"container-{digest(id)[:12]}"


def problems(container: Container) -> tuple[Fault, ...]:
    """All that keeps the container from being rendered."""
    return problems_with(container, tuple(references(container)))


def problems_with(container: Container, found: References) -> tuple[Fault, ...]:
    """The problems of a container, given its references."""
    alone = (*validate(container), *unresolved(container, found), *template_problems(container, found))
    return (*alone, *whole_problems(container))


def render(container: Container) -> str:
    """The container as the text of an export. Raises `GovernError` with the place where it cannot be rendered whole."""
    found = tuple(references(container))
    if wrong := problems_with(container, found):
        place = Place(container.file, wrong[0].route, None, wrong[0].entity)
        rest = [problem.message for problem in wrong[1:]]
        raise GovernError(wrong[0].message, place, "\n".join(filter(None, [wrong[0].help, *rest])))
    return json_text(export(container, found)) + "\n"


def template_problems(container: Container, found: References) -> Iterator[Fault]:
    """Types that name a template in a way which an export cannot say."""
    templates = container.bodies("customTemplate")
    known = gallery_types(templates)
    for reference in found:
        name = template_name(reference.written)
        if reference.to != "customTemplate" or name not in templates:
            continue
        gallery_id = gallery_id_of(templates[name])
        by_id = reference.written.startswith(TEMPLATE_BY_ID)
        entity = label(reference.kind, reference.name)
        if by_id and not gallery_id:
            message = f'{entity} has the type "{reference.written}", but the template has no gallery id'
            yield Fault(message, entity, ("type",), f'write "template:{name}"')
        if not by_id and len(known.get(f"cvt_{gallery_id}", ())) > 1:
            message = f'{entity} has the type "{reference.written}", but another template has the same gallery id'
            yield Fault(message, entity, ("type",), f'write "template-id:{name}" or "cvt_{gallery_id}"')


def export(container: Container, found: References) -> Body:
    """The container as the data of an export."""
    settings = dict(container.settings)
    version, extra = settings.pop("version", {}), settings.pop("export", {})
    owner = {key: settings.get(key, NO_ID) for key in ("accountId", "containerId")}
    entity_owner = {**owner, **settings.pop("entities", {})}
    own = {**settings, **owner}
    own.setdefault("usageContext", [ENUMS["Container.usageContext"][container.context]])
    if "publicId" not in own and PUBLIC_ID.fullmatch(container.id):
        own["publicId"] = container.id
    writer = Writer(container, entity_owner, found)
    lists = {kind: writer.entities(kind) for kind in ORDER if container.bodies(kind)}
    inner = {**owner, "containerVersionId": "0", "container": own, **lists, **version}
    return {"exportFormatVersion": 2, "exportTime": EXPORT_TIME, **extra, "containerVersion": inner}


class Writer:
    """Turns the entities of one container back into what Tag Manager writes."""

    def __init__(self, container: Container, owner: dict[str, str], found: References) -> None:
        self.container = container
        self.owner = owner
        self.ids = stable_ids(container, found)
        self.with_parameters = {(item.kind, item.name) for item in found if item.route[-1] == "value"}

    def entities(self, kind: str) -> list[Body]:
        """The entities of a kind, by name."""
        bodies = self.container.bodies(kind)
        return [self.entity(kind, name, canonical(kind, bodies[name])) for name in sorted(bodies)]

    def entity(self, kind: str, name: str, body: Body) -> Body:
        """One entity with ids where its references stand."""
        row: Body = {**self.owner, **body}
        if (kind, name) in self.with_parameters:
            from copy import deepcopy

            row = deepcopy(row)
            for parameter, _ in trigger_parameters(row):
                parameter["value"] = self.id("trigger", parameter["value"])
        if kind != "gtagConfig":
            row["name"] = name
        if OWN_ID[kind]:
            row[OWN_ID[kind]] = self.ids[kind, name]
        self.trigger_lists(KINDS[kind], row)
        if "folder" in row:
            row["parentFolderId"] = self.id("folder", row.pop("folder"))
        if kind in TYPED and type(row.get("type")) is str:
            row["type"] = self.template_type(row["type"])
        if kind == "zone" and type(row.get("boundary")) is dict:
            row["boundary"] = dict(row["boundary"])
            self.trigger_lists("ZoneBoundary", row["boundary"])
        return row

    def trigger_lists(self, schema: str, row: Body) -> None:
        """Names of triggers back to ids, in place."""
        for key, renamed in TRIGGER_LISTS.get(schema, {}).items():
            if renamed in row:
                row[key] = [self.id("trigger", name) for name in row.pop(renamed)]

    def id(self, kind: str, written: str) -> str:
        """The id that a reference stands for."""
        name, is_id = target(written)
        if is_id:
            return name
        known = self.ids.get((kind, name))
        return known if known is not None else BUILT_IN_BY_NAME[name]

    def template_type(self, type_: str) -> str:
        """A type as Tag Manager writes it."""
        if type_.startswith("#"):
            return type_[1:]
        if not type_.startswith(("template:", TEMPLATE_BY_ID)):
            return type_
        name = template_name(type_)
        gallery_id = gallery_id_of(self.container.bodies("customTemplate")[name])
        if gallery_id and not type_.startswith(TEMPLATE_BY_ID):
            return f"cvt_{gallery_id}"
        return f"cvt_{self.owner['containerId']}_{self.ids['customTemplate', name]}"


def stable_ids(container: Container, found: References) -> dict[tuple[str, str], str]:
    """An id for every entity, made of its kind and name alone; no id that something dangling stands for."""
    from hashlib import sha256

    taken = set(dangling_ids(container, found)) | BUILT_IN_TRIGGERS.keys()
    ids: dict[tuple[str, str], str] = {}
    for kind in ORDER:
        for name in sorted(container.bodies(kind)):
            attempt = 0
            while True:
                digest = sha256(f"{kind}\n{name}\n{attempt}".encode()).digest()
                id = str(int.from_bytes(digest[:8], "big") % LARGEST_ID + 1)
                if id not in taken:
                    break
                attempt += 1
            taken.add(id)
            ids[kind, name] = id
    return ids


def dangling_ids(container: Container, found: References) -> Iterator[str]:
    """Ids in references and types that lead nowhere, and must go on leading nowhere."""
    for reference in found:
        name, is_id = target(reference.written)
        if is_id:
            yield name
    for kind in TYPED:
        for body in container.bodies(kind).values():
            if type(given := body.get("type")) is str and given.startswith("cvt_"):
                yield given.rpartition("_")[2]


def json_text(value: Any, indent: str = "\n") -> str:
    """A value as JSON, two spaces a level, keys in a fixed order."""
    if type(value) is str:
        return encode_basestring(value)
    if type(value) is dict:
        if not value:
            return "{}"
        keys, form = layout(tuple(value), indent)
        inner = indent + "  "
        items = [value[key] for key in keys]
        return form % tuple([encode_basestring(one) if type(one) is str else json_text(one, inner) for one in items])
    if type(value) is list:
        if not value:
            return "[]"
        inner = indent + "  "
        return "[" + ",".join([inner + json_text(item, inner) for item in value]) + indent + "]"
    if value is None:
        return "null"
    if type(value) is bool:
        return "true" if value else "false"
    return repr(value)


@lru_cache(maxsize=4096)
def layout(keys: tuple[str, ...], indent: str) -> tuple[list[str], str]:
    """The keys of an object as they are written, and its text with places for their values; most objects are alike."""
    inner = indent + "  "
    ordered = sorted(keys, key=rank)
    pairs = [f"{inner}{encode_basestring(key)}: ".replace("%", "%%") + "%s" for key in ordered]
    return ordered, "{" + ",".join(pairs) + indent + "}"


def rank(key: str) -> tuple[int, str]:
    """Where a key stands among others."""
    return RANK.get(key, len(RANK)), key
