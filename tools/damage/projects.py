"""Good projects and the good files that are damaged: our own, and real exports where they are at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from govern.commands import init as start
from govern.core.errors import GovernError
from govern.core.record import Record
from govern.project import load
from govern.project.config import Config
from govern.project.exports import Exports, read_export, read_exports
from govern.project.project import Project
from govern.source.document import Document, read_document
from tools.damage.changes import Kind, Seed

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = "2026-11-23"
EXPORTS = ROOT / "tests" / "exports"
CORPUS = ROOT.parent / "shared" / "corpus"
CONFIG = "govern.yaml"
ADOPTED = ("web.json", "server.json")


class Base(Record):
    """A good project: its files, the documents read from them, and what was exported of its containers."""

    found: dict[str, bytes]
    documents: dict[str, Document]
    live: Exports

    def project(self, file: str = "", raw: bytes = b"", live: Exports | None = None) -> Project:
        """The project with one file changed, or with other exports."""
        found, documents = dict(self.found), dict(self.documents)
        if file:
            found[file] = raw
        if file in documents:
            documents[file] = read_document(raw, file)
        inputs = load.Inputs("", Config(), found, dict.fromkeys(found, 0))
        return load.project_of(inputs, tuple(documents.values()), TODAY, self.live if live is None else live)


def base_of(found: dict[str, bytes], live: Exports) -> Base:
    """A project of spec files and side files by path."""
    inputs = load.Inputs("", Config(), found, dict.fromkeys(found, 0))
    return Base(found, {document.file: document for document in load.documents_of(inputs)}, live)


@cache
def bases() -> dict[str, Base]:
    """The example project, the one of the language's page, and what `init --from` makes of our exports."""
    containers = [str(EXPORTS / "hazel" / name) for name in ADOPTED]
    example = {f"specs/{path.relative_to(ROOT / 'specs').as_posix()}": path.read_bytes() for path in spec_paths()}
    page = (EXPORTS / "language.yaml").read_bytes()
    adopted = start.project_files("hazel", read_exports(containers)).files
    specs = {path: raw for path, raw in adopted.items() if path.startswith("specs/")}
    everything = read_exports([str(EXPORTS / "hazel")])
    return {
        "example": base_of(example, everything),
        "language": base_of({"specs/spec.yaml": page}, everything),
        "adopted": base_of(specs, everything),
    }


def spec_paths() -> Iterator[Path]:
    """The example's spec files."""
    return (path for path in sorted((ROOT / "specs").rglob("*")) if path.is_file())


@cache
def seeds() -> tuple[Seed, ...]:
    """Every good file of our own."""
    found = [
        Seed("spec" if file.endswith(".yaml") else "side file", name, file, raw)
        for name, base in bases().items()
        for file, raw in base.found.items()
    ]
    found.append(Seed("configuration", "example", CONFIG, (EXPORTS / "configuration.yaml").read_bytes()))
    found.extend(export_seed(path) for path in export_paths(EXPORTS / "hazel", ROOT / "templates" / "demo"))
    return tuple(found)


def export_paths(*folders: Path) -> Iterator[Path]:
    """Exports in our own fixtures."""
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".yaml")


def export_seed(path: Path) -> Seed:
    """A good export; JSON is laid out afresh, so that every value is found."""
    raw = path.read_bytes()
    sources = read_export(raw, path.name).sources
    kinds: dict[str, Kind] = {
        "container": "container",
        "access list": "access",
        "content security policy": "policy",
        "list of people": "access",
        "list of connected apps": "access",
        "list of settings": "settings",
        "list of secrets": "settings",
    }
    if path.suffix == ".json":
        raw = json.dumps(json.loads(raw), ensure_ascii=False, indent=1).encode()
    project = "adopted" if path.name in ADOPTED else "example"
    return Seed(kinds[sources[0].kind], project, path.name, raw)


def corpus_seeds(limit: int = 150_000) -> Iterator[Seed]:
    """Real exports where they are at hand: those that can be read, up to a size."""
    for path in export_paths(*(CORPUS / name for name in ("gtm-web", "gtm-server", "gtm-api", "access", "csp"))):
        if path.stat().st_size > limit:
            continue
        try:
            yield export_seed(path)
        except (GovernError, ValueError):
            continue
