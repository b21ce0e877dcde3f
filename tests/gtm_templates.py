"""Our templates for Tag Manager as they are with our own facts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from govern.gtm.container import Context
from govern.gtm.templates.build import ingredients, template
from govern.gtm.templates.sources import Source, source_of
from govern.gtm.templates.template import Template
from govern.platforms import load
from govern.source import packaged

FOLDER = Path(packaged.templates()) / "gtm"


def names(context: Context) -> list[str]:
    """The templates for a kind of container, by the folders of their sources."""
    return sorted(path.parent.name for path in FOLDER.glob(f"*/{context}.yaml"))


def named(name: str, context: Context) -> Template:
    """A template that knows our own facts."""
    return Template(name, context, load(name) if context == "server" else None)


def source(name: str, context: Context) -> Source:
    """All that a template's source may refer to."""
    return source_of(*ingredients(named(name, context)))


@cache
def built(name: str, context: Context) -> str:
    """A template, made anew."""
    return template(source(name, context), context)


def sections(text: str) -> dict[str, str]:
    """The sections of a template by name, in order."""
    parts = re.split(r"^___([A-Z_]+)___$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
