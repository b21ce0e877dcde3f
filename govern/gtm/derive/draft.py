"""Draft: a container while it is derived, and the words in which a platform's file is told what to say to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Mapped
from collections.abc import Sequence
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.report import Place
from govern.gtm.container import Body, Canonical, Container, Context, label, same
from govern.gtm.derive.naming import entity_name
from govern.gtm.derive.shapes import FOLDER
from govern.gtm.derive.target import Target
from govern.gtm.entries import EntryProblem
from govern.spec.base import ConsentType, Entity
from govern.spec.sections.destinations import Destination
from govern.spec.sections.events import Event, EventParameter, Parameter
from govern.spec.sections.mappings import Mapping
from govern.spec.sections.sites import Site

if TYPE_CHECKING:
    from govern.gtm.templates.template import Template
    from govern.platforms import Platform
    from govern.project import Project

CONSENT_ORDER: tuple[ConsentType, ...] = (
    "ad_storage", "analytics_storage", "ad_user_data", "ad_personalization",
    "functionality_storage", "personalization_storage", "security_storage",
)  # fmt: skip

BUILT_INS = {
    "CLICK_ELEMENT": "Click Element",
    "CLIENT_NAME": "Client Name",
    "FORM_ELEMENT": "Form Element",
    "PAGE_HOSTNAME": "Page Hostname",
}
"""The built-in variables that derived entities use, under the names of the user interface."""

FOLDER_BODY: Body = {}
"""A folder has nothing but its name."""


class Delivery(Record):
    """One event told to one destination by the browser, under the name that its tag gets."""

    mapping: Mapping
    event: Event
    target: Target
    tag: str


class Draft:
    """The derived part of one web or server container. What is asked for many times is made of the first word on it."""

    def __init__(
        self, project: Project, context: Context, id: str, sites: Sequence[Site], raw: Container | None
    ) -> None:
        self.project = project
        self.context = context
        self.id = id
        self.sites = sites
        self.raw = raw
        self.entities: dict[str, dict[str, Body]] = {}
        self.said: dict[tuple[str, str], Body] = {}
        self.places: dict[tuple[str, str], Place] = {}
        self.problems: list[EntryProblem] = []
        self.parameters: dict[str, Mapped[str, Parameter | EventParameter]] = {}
        self.pairs = Counter((mapping.event, mapping.destination) for mapping in project.mappings)
        self.templates: dict[str, str] = {}
        """What our templates are called here, by the folders of their sources."""
        self.unbuilt: dict[str, Template] = {}
        """The templates that have no text yet, by what they are called."""
        self.asked: set[tuple[str, ...]] = set()
        self.unusable: set[str] = set()
        """The events of which nothing can be made."""
        self.readers: dict[tuple[str, ...], str] = {}
        """The variables that read the data layer or the event data, by what they read."""
        self.keys: dict[tuple[str, str], str] = {}
        """What a server container's hits call a parameter, by event and parameter, where it is not its name."""
        self.tags: dict[str, tuple[Target, list[str]]] = {}
        """The tags of a server container by destination."""

    def platform(self, key: str) -> Platform:
        """What the project knows about a platform that has a file here."""
        known = self.project.platform(key)
        assert known is not None
        return known

    def is_new(self, *about: str) -> bool:
        """Whether something is asked for the first time; what comes again need not be put together again."""
        before = len(self.asked)
        self.asked.add(about)
        return len(self.asked) > before

    def parameter(self, event: Event, name: str) -> Parameter | EventParameter | None:
        """A parameter of an event, however it is declared; that an event has to list a shared one is asked by rules."""
        known = self.parameters.get(event.name)
        if known is None:
            known = self.parameters[event.name] = self.project.parameters_of(event)
        return known.get(name) or self.project.parameter_by_name.get(name)

    def named(self, what: str, of: str) -> str:
        """What a trigger, a variable or a helper tag is called: `Event - purchase`, or by the project's own pattern."""
        return entity_name(self.project, what, of)

    def add(self, kind: str, name: str, body: Body, source: Entity, what: str) -> str:
        """Put an entity into the draft and give its name back.

        The notes say which spec it comes from: the file and `what`, no line, so that a comment above it changes
        nothing in Tag Manager. Built-in variables, templates and folders come from many and have no notes. What the
        container has already in another folder, or with notes of its own, is left as it is.
        """
        if self.has(kind, name, body):
            return name
        said = self.said.setdefault((kind, name), body)
        if said is body:
            self.places[kind, name] = Place.of({"file": source._file, "route": source._route})
            notes = {"notes": f"From {what} in {source._file}. Made by govern: change it there."}
            self.entities.setdefault(kind, {})[name] = Canonical({**body, **notes} if what else body)
            if "folder" in body:
                self.add("folder", FOLDER, FOLDER_BODY, source, "")
        elif said != body:
            message = f"{label(kind, name)} would be made in two ways"
            self.problem(message, source.place(), "give one of the two things it is made of another name")
        return name

    def has(self, kind: str, name: str, body: Body) -> bool:
        """Whether the container has an entity that does the same under the name."""
        there = self.raw.bodies(kind).get(name) if self.raw is not None else None
        return there is not None and same(kind, doing(there), doing(body))

    def built_in(self, type: str, source: Entity) -> str:
        """The name of a built-in variable, which is enabled by this. A container may know it by a name of its own."""
        if self.raw is not None:
            for name, body in self.raw.bodies("builtInVariable").items():
                if body.get("type") == type:
                    return name
        return self.add("builtInVariable", BUILT_INS[type], {"type": type}, source, "")

    def problem(self, message: str, place: Place, help: str = "") -> None:
        """Something in the specs that keeps a part from being derived."""
        self.problems.append(EntryProblem(message, place, help))


def consent(defaults: Sequence[ConsentType], destination: Destination, event: Event | None) -> list[ConsentType]:
    """What a tag needs: what the destination asks for, else the platform's usual, and what the event adds."""
    asked = {*(destination.consent or defaults), *(event.consent if event else ())}
    return [type for type in CONSENT_ORDER if type in asked]


def doing(body: Body) -> Body:
    """What an entity does, without what people see of it."""
    return {key: value for key, value in body.items() if key not in ("notes", "folder")}
