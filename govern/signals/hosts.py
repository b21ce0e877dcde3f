"""Host names of sites: their domains by environment, and what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.regex import regex
from govern.core.report import Place
from govern.spec.base import Environment
from govern.spec.sections.sites import Site

if TYPE_CHECKING:
    from govern.project import Project

HOST = regex(r"(?:\*\.)?(?!-)[^\s/:?#@*\\.]+(?:\.[^\s/:?#@*\\.]+)*\.?(?::[0-9]{1,5})?")

LOCAL = frozenset({"localhost", "127.0.0.1"})
"""Everybody's own machine, where every site is tried out."""

SECOND_LEVEL = frozenset("ac co com edu gob gouv gov gv ltd me net ne nhs or org plc sch".split())  # noqa: SIM905
"""What stands before a country's ending where names are registered one level lower, as in `shop.co.uk`."""


def domains(project: Project) -> Iterator[tuple[Site, Environment, str, Place]]:
    """Every domain with its site, its environment and its place."""
    for site in project.sites:
        for environment, listed in site.domains.items():
            for position, domain in enumerate(listed):
                yield site, environment, domain, site.place("domains", environment, position)


def host_of(url: str) -> str:
    """The host of an address in lower case, without a port; empty where there is none."""
    found = re.match(r"[a-z]+://(?:[^/?#@]*@)?([^/?#:]+)", url.strip(), re.IGNORECASE)
    return found[1].lower().rstrip(".") if found is not None else ""


def registrable(host: str) -> str:
    """The part of a host name that somebody registered, by its labels alone: the last two, or the last three where the
    ending is a country's and the label before it is one of the usual second levels."""
    labels = in_ascii(host.lower().rstrip(".").removeprefix("*.").split(":")[0]).split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL
    return ".".join(labels[-3:] if deep else labels[-2:])


def in_ascii(host: str) -> str:
    """A host name as it goes over the wire: `müller.example` is `xn--mller-kva.example`."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
