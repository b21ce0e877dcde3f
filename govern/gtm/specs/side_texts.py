"""Texts in files of their own, as the spec files of one container have them and are to have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from posixpath import dirname, join
from typing import Any

from govern.gtm.container import Container
from govern.gtm.encode import encode
from govern.gtm.entries import side_bytes
from govern.gtm.specs.existing import all_entries, placed, side_paths
from govern.gtm.specs.fresh import PlacedTexts, SideFiles
from govern.spec.sections.containers import ContainerEntry


class SideTexts:
    """The side files of a container: `existing` has every file by its path, `entries` are all that may refer to them."""

    def __init__(self, wished: Container, existing: Mapping[str, bytes], entries: list[ContainerEntry]) -> None:
        self.wished = wished
        self.existing = existing
        self.uses = Counter(path for entry in entries for path in side_paths(entry))

    def orphans(self, changed: Mapping[str, bytes]) -> tuple[str, ...]:
        """Side files that were referred to and no longer are, once some files are changed."""
        merged = {**self.existing, **changed}
        used = {path for entry in all_entries(merged) for path in side_paths(entry)}
        return tuple(sorted(path for path in self.uses.keys() - used if path in self.existing))

    def beside(self, path: str, section: str, kind: str, gone: list[Any]) -> SideFiles:
        """Where the texts of a list of entities may go, beside the spec file at `path`.

        The files of entities that go are free for others, and so is what a run that was interrupted has left behind.
        """
        folder = dirname(path)
        freed = {file for item in gone for _, file in placed(item, ()) if self.uses[join(folder, file)] == 1}
        there = {file[len(folder) + 1 :]: file for file in self.existing if file.startswith(f"{folder}/")}
        content = {
            name: None if self.uses[file] else self.existing[file] for name, file in there.items() if name not in freed
        }
        return SideFiles(section, self.wished.bodies(kind), content)

    def encoded(self, kind: str, name: str, path: str, texts: SideFiles, old: Any) -> Any:
        """An entity as the specs write it, its texts in the files where they are now if they have them for themselves."""
        kept = {route: file for route, file in placed(old, ()) if self.uses[join(dirname(path), file)] == 1}
        return encode(kind, name, self.wished.bodies(kind)[name], texts.placing(name, kept))


def texts_at(path: str, texts: PlacedTexts) -> dict[str, bytes]:
    """The side files beside a spec file, by their paths."""
    return {join(dirname(path), name): side_bytes(text) for name, text in texts.items()}
