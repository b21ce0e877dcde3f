"""The wished state: the containers that the specs describe, raw entities and derived ones together.

Where both name the same entity, they must say the same, then it is one; else the raw one stays and a problem is
reported, since only a person can tell which of the two is meant.

`outline` is the wished state as far as rules ask for it: what is there, by which name, made of what. `desired` has the
text of our templates besides, which is made for what is written or compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.gtm.container import Body, Canonical, Container, label, same
from govern.gtm.derive import derive
from govern.gtm.derive.draft import Draft
from govern.gtm.entries import Decoded, EntryProblem, containers_of

if TYPE_CHECKING:
    from govern.gtm.templates.template import Template
    from govern.project import Project

Places = dict[tuple[str, str], Place]
"""Where the specs speak of an entity, by (kind, name): its raw entry, or what it is derived from."""


class Desired(Record):
    """The wished containers, raw ones first, and where their entities come from, by container id.

    `unreadable` is what is wrong in `containers` entries, `underivable` why something cannot be made of the other
    sections or not beside the raw entities. `unbuilt` are the templates without their text, by container id and name.
    """

    containers: tuple[Container, ...]
    unreadable: tuple[EntryProblem, ...] = ()
    underivable: tuple[EntryProblem, ...] = ()
    places: dict[str, Places] = {}
    unbuilt: dict[tuple[str, str], Template] = {}

    @property
    def problems(self) -> tuple[EntryProblem, ...]:
        """All that keeps a part of the specs from being wished."""
        return (*self.unreadable, *self.underivable)

    def container(self, id: str) -> Container | None:
        """The wished container with an id."""
        return next((container for container in self.containers if container.id == id), None)


@memo
def desired(project: Project) -> Desired:
    """The wished state of a project. Plan and renderers ask for the same one."""
    wished = outline(project)
    if not wished.unbuilt:
        return wished
    from govern.gtm.templates.build import texts

    made = texts(project.root, list(wished.unbuilt.values()))
    bodies: dict[str, dict[str, Body]] = {}
    for (id, name), text in zip(wished.unbuilt, made, strict=True):
        bodies.setdefault(id, {})[name] = Canonical({"templateData": text})
    containers = (with_templates(container, bodies.get(container.id, {})) for container in wished.containers)
    return wished.replace(containers=tuple(containers), unbuilt={})


def with_templates(container: Container, built: dict[str, Body]) -> Container:
    """The container with the text of its templates."""
    known = {**container.bodies("customTemplate"), **built}
    return container.replace(entities={**container.entities, "customTemplate": known}) if built else container


@memo
def outline(project: Project) -> Desired:
    """The wished state in which our templates have no text. Many rules ask for it."""
    raw = {decoded.container.id: decoded for decoded in containers_of(project.container_entries, project.side_files)}
    containers = {id: decoded.container for id, decoded in raw.items()}
    places: dict[str, Places] = {id: decoded.places for id, decoded in raw.items()}
    unbuilt: dict[tuple[str, str], Template] = {}
    drafts, problems = derive(project, containers)
    for draft in drafts:
        problems.extend(draft.problems)
        if draft.entities:
            problems.extend(conflicts(draft, raw.get(draft.id)))
            containers[draft.id] = merged(draft, containers.get(draft.id))
            places[draft.id] = {**draft.places, **places.get(draft.id, {})}
            unbuilt.update({(draft.id, name): template for name, template in draft.unbuilt.items()})
    unreadable = tuple(problem for decoded in raw.values() for problem in decoded.problems)
    return Desired(tuple(containers.values()), unreadable, tuple(dict.fromkeys(problems)), places, unbuilt)


def merged(draft: Draft, raw: Container | None) -> Container:
    """The container with raw and derived entities; what both have is the raw one's."""
    if raw is None:
        return Container(draft.id, draft.context, {}, draft.entities, draft.sites[0].place().file)
    kinds = dict.fromkeys((*raw.entities, *draft.entities))
    return raw.replace(entities={kind: {**draft.entities.get(kind, {}), **raw.bodies(kind)} for kind in kinds})


def conflicts(draft: Draft, raw: Decoded | None) -> list[EntryProblem]:
    """What keeps raw and derived entities from being one container."""
    if raw is None:
        return []
    found = []
    if raw.container.context != draft.context:
        site, context = draft.sites[0], raw.container.context
        message = f'container "{draft.id}" is the {draft.context} container of site "{site.name}" and a {context} one'
        found.append(EntryProblem(message, site.place("containers", draft.context)))
    for kind, bodies in draft.entities.items():
        for name, body in bodies.items():
            known = raw.container.bodies(kind).get(name)
            if known is not None and not same(kind, known, body):
                message = (
                    f'{label(kind, name)} is written in container "{draft.id}" and derived otherwise from the specs'
                )
                found.append(EntryProblem(message, raw.places[kind, name], "remove it here, or give it another name"))
    return found
