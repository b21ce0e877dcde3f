"""Loading: a folder with `govern.yaml` becomes a `Project`. The disk and the clock come in here."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from govern.core import cache
from govern.core.clock import today_in
from govern.core.errors import GovernError
from govern.core.report import Place
from govern.project.config import PLATFORMS, RULES, Config, is_below
from govern.project.exports import Exports
from govern.project.folders import refuse_all, refuse_names
from govern.project.project import Project, Refused
from govern.source import files
from govern.source.document import Document, read_document
from govern.source.files import CONFIG
from govern.source.ignores import Ignore
from govern.spec.fit import Unfit, fitter
from govern.spec.misfits import explain_record
from govern.spec.read import Sections, read_sections
from govern.spec.section import namer, section


class Inputs:
    """The bytes a project is made of, read once: the configuration and every file below the specs folders.

    `own` are the files of the project's own platforms and rules, by path. `found` maps the path that people see to the bytes; spec files and side files alike, in a fixed order. `layers`
    says which spec folder a file belongs to, the folders that `extends` names counting first.
    """

    def __init__(
        self,
        root: str,
        config: Config,
        found: dict[str, bytes],
        layers: dict[str, int],
        own: dict[str, bytes] | None = None,
    ) -> None:
        self.root = root
        self.config = config
        self.found = found
        self.layers = layers
        self.own = own or {}
        self.digests: dict[str, bytes] = {}

    def digest(self, file: str) -> bytes:
        """The digest of a file's bytes, computed once."""
        known = self.digests.get(file)
        if known is None:
            known = self.digests[file] = cache.digest_of(self.found[file])
        return known


def parse_config(raw: bytes, file: str = CONFIG) -> Config:
    """The configuration of a `govern.yaml`; an empty file is all defaults. Raises `GovernError` with the place."""
    document = read_document(raw, file)
    if document.refusal is not None:
        message, span, help = document.refusal
        raise GovernError(message, Place(file, (), span), help)
    try:
        config: Config = fitter(Config)(document.data)
    except Unfit:
        misfit = next(iter(explain_record("the configuration", Config, document.data, ())))
        from govern.source.positions import Positions

        positions = Positions(document)
        span = positions.key(misfit.route) if misfit.at_key else positions.place(misfit.route)[1]
        raise GovernError(misfit.message, Place(file, misfit.route, span), misfit.help) from None
    config.mark(_document=document)
    if config.version != 1:
        raise GovernError(f'"version" is {config.version}, this govern reads version 1', config.place("version"))
    refuse_names(config)
    return config


def config_of(root: str) -> Config:
    """The configuration of the project at `root`."""
    return parse_config(read_config(root))


def read_config(root: str) -> bytes:
    """The bytes of a project's `govern.yaml`, which is a file of the project."""
    return files.read_below(os.path.join(root, CONFIG), root)


def read_inputs(root: str, config: Config) -> Inputs:
    """Everything below the folders of a project. A project without a specs folder has no specs, which is allowed."""
    refuse_all(root, config)
    return inputs_of(root, config, files.read_folders(root, folders_of(config)))


def spec_folders(config: Config) -> list[str]:
    """The folders with specs, the nearest last."""
    return [*config.extends, config.specs]


def folders_of(config: Config) -> list[str]:
    """Every folder that is read: with specs, and with the project's own platforms and rules."""
    return [*spec_folders(config), PLATFORMS, RULES]


def inputs_of(root: str, config: Config, found: list[tuple[str, str, bytes]]) -> Inputs:
    """The inputs from what was read in the folders: (folder, name, bytes)."""
    for position, folder in enumerate(config.extends):
        if not os.path.isdir(os.path.join(root, folder)):
            message = f'"extends" names the folder "{folder}", which does not exist'
            raise GovernError(message, config.place("extends", position))
    if config.specs != Config.specs and not os.path.isdir(os.path.join(root, config.specs)):
        message = f'"specs" names the folder "{config.specs}", which does not exist'
        raise GovernError(message, config.place("specs"))
    layer_of = {folder: layer for layer, folder in enumerate(spec_folders(config))}
    content: dict[str, bytes] = {}
    layers: dict[str, int] = {}
    own: dict[str, bytes] = {}
    for folder, name, raw in found:
        prefix = "" if folder in ("", ".") else folder.replace("\\", "/").rstrip("/") + "/"
        if is_own(config, folder, name):
            own[prefix + name] = raw
        elif prefix + name != CONFIG:
            content[prefix + name] = raw
            layers[prefix + name] = layer_of[folder]
    return Inputs(root, config, content, layers, own)


def is_own(config: Config, folder: str, name: str) -> bool:
    """Whether a file is a platform or a rule of the project's own: beside `govern.yaml`, or in a folder it extends."""
    if folder in (PLATFORMS, RULES) and folder not in spec_folders(config):
        return True
    return (folder in config.extends or folder in ("", ".")) and name.startswith((f"{PLATFORMS}/", f"{RULES}/"))


def documents_of(inputs: Inputs, known: Remembered | None = None) -> tuple[Document, ...]:
    """Every spec file, read; files whose bytes are `known` are not parsed again."""
    documents = []
    for file, raw in inputs.found.items():
        if files.is_yaml(file):
            stored = known.get(inputs.digest(file)) if known else None
            documents.append(revived(file, raw, stored) if stored else read_document(raw, file))
    return tuple(documents)


Remembered = dict[bytes, tuple[Any, ...]]
"""Documents as plain data by the digest of their bytes."""


def memory_of(inputs: Inputs, project: Project, known: Remembered) -> Remembered:
    """The readable documents of a project as plain data, for the cache; those that are `known` as they are there. One that
    holds a credential is read anew each time, so that the credential stands in no other file than its own."""
    from govern.platforms.leaks import leaks_of_file

    refused = {part.file for part in project.refused}
    own, found = project.own_leaks, {}
    for document in project.documents.values():
        digest = inputs.digest(document.file)
        if digest in known and not own:
            found[digest] = known[digest]
        elif document.refusal is None and not leaks_of_file(document.text, own):
            ignores = tuple(ignore._values() for ignore in document.ignores)
            found[digest] = (document.data, document.spans, ignores, document.file not in refused)
    return found


def revived(file: str, raw: bytes, stored: tuple[Any, ...]) -> Document:
    """A document from the cache."""
    data, spans, ignores, fits = stored
    from govern.source.yaml import decode

    found = tuple(Ignore(*values) for values in ignores)
    state = {"file": file, "text": decode(raw), "data": data, "spans": spans, "ignores": found, "fits": fits}
    return Document.of(state)


def project_of(inputs: Inputs, documents: tuple[Document, ...], today: str, live: Exports) -> Project:
    """The indexed project. Of two namesakes in different spec folders the nearest wins; in one folder both stay."""
    sections: dict[str, dict[Any, list[Any]]] = {}
    refused: list[Refused] = []
    broken: set[tuple[str, str]] = set()
    for document in documents:
        if document.refusal is not None:
            continue
        read: Sections = read_sections(document.data, document.file, fits=document.fits)
        refused.extend(Refused(document.file, misfit) for misfit in read.misfits)
        broken.update(read.broken)
        layer = inputs.layers.get(document.file, 0)
        for heading, entities in read.entities.items():
            namesakes, name_of = sections.setdefault(heading, {}), identity(heading)
            for entity in entities:
                name = name_of(entity)
                here = namesakes.setdefault(name, [])
                if here and name is not None and inputs.layers.get(here[0].place().file, 0) < layer:
                    here.clear()
                here.append(entity)
    side_files = {file: raw for file, raw in inputs.found.items() if not files.is_yaml(file)}
    if live.access:
        from govern.access.attributed import as_specs_say

        found = (entity for entities in sections.get("access", {}).values() for entity in entities)
        live = live.replace(access=as_specs_say(live.access, found))
    complete = {name: tuple(entity for same in found.values() for entity in same) for name, found in sections.items()}
    return Project(
        inputs.root,
        inputs.config,
        documents,
        complete,
        tuple(refused),
        frozenset(broken),
        side_files,
        today,
        live,
        {file: own_document(file, raw) for file, raw in inputs.own.items()},
    )


def own_document(file: str, raw: bytes) -> Document:
    """A platform or a rule of the project's own. Comments in the examples of rules silence nothing."""
    if not files.is_yaml(file):
        return Document(file, raw.decode("utf-8", "replace").removeprefix("\ufeff"), {}, b"\0" * 16)
    document = read_document(raw, file)
    return document.replace(ignores=()) if is_below(file, RULES) else document


def identity(name: str) -> Callable[[Any], Any]:
    """What tells which entries of a section are namesakes: `None` where entries add up instead of replacing each other."""
    found = section(name)
    return namer(found.names) if found.many and found.names is not None else lambda _: None


def load(root: str, *, today: str | None = None, live: Exports | None = None) -> Project:
    """The project in a folder, freshly read, without the cache."""
    config = config_of(root)
    inputs = read_inputs(root, config)
    return project_of(inputs, documents_of(inputs), day_of(config, today), live or Exports())


def day_of(config: Config, asked: str | None = None) -> str:
    """The day on which a project is judged: the one asked for, else the one it holds still, else today in its time zone."""
    return asked or config.today or today_in(config.timezone, config.place("timezone"))


def day_of_root(root: str, asked: str | None = None) -> str:
    """`day_of` for the project at a folder, where its configuration has not been read."""
    return asked or day_of(parse_config(files.read(os.path.join(root, CONFIG))))


def bare(today: str | None, live: Exports, side_files: dict[str, bytes] | None = None) -> Project:
    """Live exports, or files of any kind, without any specs."""
    return Project("", Config(), (), {}, (), frozenset(), side_files or {}, today or today_in("UTC"), live)
