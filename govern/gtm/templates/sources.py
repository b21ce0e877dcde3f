"""The sources of our templates: where they are, how a template is called, and all that its source may refer to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from govern.core.record import Record
from govern.source import packaged
from govern.source.files import read

Source = dict[str, Any]

BASE = "base.yaml"
"""The part that says what holds for all templates of a kind of container."""


class Files(Record):
    """What a template is made of, as it lies on disk: its own source, and the parts that it may use by file name."""

    own: bytes
    parts: dict[str, bytes]


def path_of(name: str, context: str) -> str:
    """The file of a template's source."""
    return os.path.join(packaged.templates(), "gtm", name, f"{context}.yaml")


@cache
def title_of(name: str, context: str) -> str:
    """What Tag Manager calls a template. Only the first line of the source is read: `lint` asks for no more."""
    with open(path_of(name, context), encoding="utf-8") as file:
        return titled(file.readline().removeprefix("label:").strip())


def titled(label: str) -> str:
    """A template's name as people see it beside those of others."""
    return f"{label} (govern)"


def files_of(name: str, context: str) -> Files:
    """The files of a template."""
    return Files(read(path_of(name, context)), parts_in(os.path.join(packaged.templates(), "gtm", "parts", context)))


@cache
def parts_in(folder: str) -> dict[str, bytes]:
    """The parts of a kind of container by file name."""
    return {name: read(os.path.join(folder, name)) for name in sorted(os.listdir(folder))}


def source_of(files: Files, words: Mapping[str, str]) -> Source:
    """All that a source says and may refer to, the nearest first."""
    from govern.source.yaml import tree_of

    parts = {name.removesuffix(".js"): text.decode() for name, text in files.parts.items() if name.endswith(".js")}
    common: Source = tree_of(files.parts[BASE]).data if BASE in files.parts else {}
    own: Source = tree_of(files.own).data
    return {**parts, **words, **common, **own, "tag": {**common.get("tag", {}), **own.get("tag", {})}}
