"""A template's text, made of its source and of what is known about the platform, and remembered by content.

What one process has made, the next finds in the user's cache folder: the same source, facts and code give the same
text, and nothing else is asked.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache

from govern.core import cache as memory
from govern.gtm.container import Context
from govern.gtm.templates.filling import code_of
from govern.gtm.templates.sections import as_json, fields, info, permissions, tests
from govern.gtm.templates.sources import Files, Source, files_of, source_of
from govern.gtm.templates.template import Template
from govern.gtm.templates.words import words
from govern.source.files import read

CODE = {"web": "SANDBOXED_JS_FOR_WEB_TEMPLATE", "server": "SANDBOXED_JS_FOR_SERVER"}
"""The section with the code."""

NOTES = "Part of govern, which keeps this template in its own files. Change it there."

BUILT: dict[bytes, str] = {}
"""The texts that this process has made or found, by what they are made of."""


def texts(root: str, wanted: Sequence[Template]) -> list[str]:
    """The texts of templates. What the project at `root` had last time is not made again."""
    needed = [ingredients(one) for one in wanted]
    keys = [key_of(*one) for one in needed]
    if not BUILT.keys() >= set(keys):
        path = memory.path_of(root, "templates")
        BUILT.update(memory.load(path) or {})
        made = {
            key: template(source_of(*given), one.context)
            for one, key, given in zip(wanted, keys, needed, strict=True)
            if key not in BUILT
        }
        BUILT.update(made)
        if made:
            memory.store(path, {key: BUILT[key] for key in keys})
    return [BUILT[key] for key in keys]


def ingredients(one: Template) -> tuple[Files, dict[str, str]]:
    """What a template is made of."""
    return files_of(one.name, one.context), words(one.platform, one.name) if one.platform is not None else {}


def key_of(files: Files, said: dict[str, str]) -> bytes:
    """What tells a template's text from any other's."""
    parts = (text for name, text in files.parts.items() for text in (name.encode(), text))
    return memory.digest_of(builder(), files.own, json.dumps(said).encode(), *parts)


@cache
def builder() -> bytes:
    """The code that makes the texts."""
    folder = os.path.dirname(__file__)
    modules = sorted(name for name in os.listdir(folder) if name.endswith(".py"))
    return memory.digest_of(*(read(os.path.join(folder, name)) for name in modules))


def template(source: Source, context: Context) -> str:
    """The template of a source."""
    code = code_of(source, context)
    parts = {
        "INFO": as_json(info(source, context)),
        "TEMPLATE_PARAMETERS": as_json(fields(source, code)),
        CODE[context]: code,
        f"{context.upper()}_PERMISSIONS": as_json(list(permissions(source, code))),
        "TESTS": tests(source),
        "NOTES": NOTES,
    }
    return "\n\n\n".join(f"___{name}___\n\n{text}" for name, text in parts.items()) + "\n"
