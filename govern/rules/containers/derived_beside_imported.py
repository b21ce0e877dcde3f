"""What is derived from the specs does not stand beside an imported tag that does the same.

The container was imported with its tags, and the specs say the same once more: a destination brings a base code, a Google tag or
a conversion linker of its own, a mapping an event tag. Rendered together both fire, and each page view or order counts twice.

Remedy: take the imported tag out of `containers`, or take the mapping or the destination away that makes the derived one.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.beside import beside

PROJECT = """
sites: [{name: shop, domains: {production: [www.hazel.example]}, containers: {web: GTM-ABC1234}}]
destinations: [{name: ads, platform: google_ads, site: shop, id: AW-123456789}]
parameters: [{name: order_id, type: string}]
events: [{name: purchase, parameters: [{use: order_id}]}]
mappings:
  - {event: purchase, destination: ads, as: conversion, parameters: {transaction_id: order_id}, conversion_label: AbCdEfGhIjK}
containers:
  - id: GTM-ABC1234
    tags: [{name: Linker, type: %s, firingTrigger: [All Pages], parameter: {}}]
"""


@rule(good=PROJECT % "gclidw_none", bad=PROJECT % "gclidw", level="warning")
def check(project: Project) -> Iterator[Problem]:
    for found in beside(project):
        message = f'tag "{found.imported}" of {found.container} and the derived tag "{found.derived}" both {found.what}'
        related = (Related("derived from this", found.source),)
        help = "take one of the two away"
        subject = "\n".join((found.container, found.imported, found.derived))
        yield Problem(found.place, message, help=help, related=related, subject=subject)
