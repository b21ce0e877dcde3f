"""Project: everything the rules, the plan and the renderers ask questions of, indexed by name."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from govern.core.record import Record
from govern.project.config import PLATFORMS, Config, is_below
from govern.project.entities import Entities
from govern.project.exports import Exports
from govern.source.document import Document
from govern.source.files import is_yaml
from govern.spec.base import Date, Entity
from govern.spec.misfits import Misfit

if TYPE_CHECKING:
    from govern.platforms import Platform
    from govern.platforms.fact import Leak
    from govern.platforms.own import Own
    from govern.spec.sections.events import Event


class Refused(Record):
    """A file's part that is not in the language, with the file it stands in."""

    file: str
    misfit: Misfit


OF_LEAVES = frozenset(("version", "events", "mappings"))
"""The keys of a file of events."""


class Project(Entities):
    """The specs of one project, and the live state when there is one. Built by `load`, never changed by its readers."""

    def __init__(
        self,
        root: str,
        config: Config,
        documents: tuple[Document, ...],
        sections: dict[str, tuple[Any, ...]],
        refused: tuple[Refused, ...],
        broken: frozenset[tuple[str, str]],
        side_files: dict[str, bytes],
        today: Date,
        live: Exports,
        own_files: dict[str, Document] | None = None,
    ) -> None:
        super().__init__(sections)
        self.root = root
        self.config = config
        self.documents = {document.file: document for document in documents}
        self.refused = refused
        self.broken = broken
        self.side_files = side_files
        self.today = today
        self.live = live
        self.own_files = own_files or {}
        self.memory: dict[Any, Any] = {}
        """What was asked about the project and answered: the place of `memo`."""
        self.used_ignores: frozenset[tuple[str, int, str]] = frozenset()

    def __reduce__(self) -> tuple[Any, ...]:
        """What a project is made of, without what it has been asked: for a process that runs rules of the project's own."""
        parts = (self.config, tuple(self.documents.values()), self.sections, self.refused, self.broken)
        return Project, (self.root, *parts, self.side_files, self.today, self.live, self.own_files)

    @property
    def held_day(self) -> Date:
        """The day that the project holds still, if it was judged on that day; else empty."""
        return self.today if self.today == self.config.today else ""

    @cached_property
    def every_document(self) -> dict[str, Document]:
        """Every file that findings and ignore comments may be in: specs, configuration, own platforms and rules."""
        config = self.config._document
        if config is None and not self.own_files:
            return self.documents
        return {**self.documents, **self.own_files, **({} if config is None else {config.file: config})}

    @cached_property
    def leaves(self) -> frozenset[str]:
        """The files of events: whole ones with events and mappings only, on which no other section depends. Where specs
        extend others, a file may take the place of another's event, so there are none."""
        if self.config.extends:
            return frozenset()
        refused = {part.file for part in self.refused}
        return frozenset(
            document.file
            for document in self.documents.values()
            if document.refusal is None and document.file not in refused and set(document.data) <= OF_LEAVES
        )

    def without(self, files: Container[str]) -> Project:
        """The project without some of its files of events."""
        sections = {
            section: tuple(entity for entity in entities if entity.place().file not in files)
            if section in OF_LEAVES
            else entities
            for section, entities in self.sections.items()
        }
        kept = tuple(document for document in self.documents.values() if document.file not in files)
        return self.of(kept, sections)

    def with_section(self, section: str, entities: tuple[Entity, ...]) -> Project:
        """The project with other entities in a section."""
        return self.of(tuple(self.documents.values()), {**self.sections, section: entities})

    def of(self, documents: tuple[Document, ...], sections: dict[str, tuple[Any, ...]]) -> Project:
        """A project with everything of this one but documents and sections."""
        return Project(
            self.root,
            self.config,
            documents,
            sections,
            self.refused,
            self.broken,
            self.side_files,
            self.today,
            self.live,
            self.own_files,
        )

    def beside(self, live: Exports) -> Project:
        """The same specs beside other live state."""
        parts = (self.config, tuple(self.documents.values()), self.sections, self.refused, self.broken)
        return Project(self.root, *parts, self.side_files, self.today, live, self.own_files)

    @cached_property
    def platform(self) -> Callable[[str], Platform | None]:
        """The platform of a name or an alias, as the project knows it; `None` when nobody does."""
        return cache(self.find_platform)

    def find_platform(self, name: str) -> Platform | None:
        """`platform`, looked for."""
        from govern.platforms import platform

        known = platform(name)
        if not self.own_platforms:
            return known
        key = name.casefold().replace("-", "_").replace(" ", "_")
        for own in self.own_platforms.values():
            if own.platform.key == key or key in own.platform.aliases or (known and own.platform.key == known.key):
                return own.platform
        return known

    def platform_words(self) -> tuple[str, ...]:
        """Every key and alias by which a platform is known here."""
        found = (self.platform(key) for key in self.platform_keys())
        return tuple(word for known in found if known is not None for word in (known.key, *known.aliases))

    def platform_keys(self) -> tuple[str, ...]:
        """The key of every platform that is known here."""
        from govern.platforms import platforms

        return tuple(sorted({*platforms(), *(own.platform.key for own in self.own_platforms.values())}))

    @cached_property
    def own_platforms(self) -> dict[str, Own]:
        """What the project's own platform files say, by file; of two about one platform the nearest is last."""
        found = {
            file: document
            for file, document in self.own_files.items()
            if document.refusal is None and is_yaml(file) and is_below(file, PLATFORMS)
        }
        if not found:
            return {}
        from govern.platforms.own import platform_of, read

        return {file: read(platform_of(file), document.data) for file, document in reversed(found.items())}

    @cached_property
    def own_leaks(self) -> tuple[Leak, ...]:
        """How credentials of the project's own platforms look."""
        return tuple(leak for own in self.own_platforms.values() for leak in own.platform.leaks)

    def knows_parameters(self, event: Event) -> bool:
        """Whether every shared parameter that an event uses exists: one that does not may be any other, misspelt."""
        shared = self.parameter_by_name
        for parameter in event.parameters:
            name = parameter.use
            if not (name or parameter.name):
                return False
            if name is not None and name not in shared and not self.is_broken("parameters", name):
                return False
        return True

    def is_broken(self, section: str, name: str) -> bool:
        """Whether a thing of this name is declared but does not fit: a reference to it is not the mistake."""
        return (section, name) in self.broken or section in self.veiled

    def is_whole(self, *sections: str) -> bool:
        """Whether everything in some sections could be read: only then can anything be said to be missing there."""
        return self.partial.isdisjoint(sections)

    @cached_property
    def veiled(self) -> frozenset[str]:
        """The sections that may declare any name, since a file, the section or the name of an entry could not be read."""
        from govern.spec.section import in_order, section_names
        from govern.spec.spelling import meant

        if any(document.refusal is not None for document in self.documents.values()):
            return frozenset(section_names())
        found = {section for section, name in self.broken if not name}
        for part in self.refused:
            first = str(part.misfit.route[0]) if part.misfit.route else ""
            if not first and part.misfit.rule == "spec/wrong-type":
                return frozenset(section_names())  # a file that is not a mapping of sections
            if first in section_names() and len(part.misfit.route) == 1:
                found.add(first)
            elif first and first not in section_names() and first != "version":
                found.update([word] if (word := meant(first, in_order())) else section_names())
        return frozenset(found)

    @cached_property
    def partial(self) -> frozenset[str]:
        """The sections of which a part could not be read; all of them where a whole file could not."""
        from govern.spec.section import section_names

        if any(document.refusal is not None for document in self.documents.values()):
            return frozenset(section_names())
        refused = frozenset(str(part.misfit.route[0]) for part in self.refused if part.misfit.route)
        return frozenset(section_names()) if refused.difference(section_names(), ("version",)) else refused
