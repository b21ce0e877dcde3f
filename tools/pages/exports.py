"""The page of exports: which files of live configuration are read, and where each is to be had, from the readers."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from govern.core.reader import FOLDER
from govern.core.registry import modules, rooms_with

INTRODUCTION = """# Exports that govern reads

`govern audit FILE` looks at one file, `govern audit` in a project at all of its folder `exports/`. A file may have any
name: what it is, is known by its content. No reader asks a network or needs an account: you fetch the files, with the
rights that you have.
"""


def pages() -> Iterator[tuple[str, str]]:
    """The page, by name."""
    parts = [INTRODUCTION]
    for room in rooms_with(FOLDER):
        parts.append(f"## {head(f'govern.{room}.{FOLDER}')}\n")
        parts += [section(f"govern.{room}.{FOLDER}.{name}") for name in modules(f"{room}/{FOLDER}")]
    yield "README", "\n".join(parts)


def section(module: str) -> str:
    """What a reader says about its kind of export."""
    said = (import_module(module).__doc__ or "").strip()
    title, _, rest = said.partition("\n\n")
    first, _, more = " ".join(title.split()).partition(". ")
    return "\n\n".join(filter(None, (f"### {first.rstrip('.')}", more, rest))) + "\n"


def head(module: str) -> str:
    """What a folder of readers says it has, without the words about files."""
    return (import_module(module).__doc__ or "").strip().partition(", one file")[0]
