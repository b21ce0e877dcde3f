"""A conversion rule of LinkedIn gets its events from one source.

A rule belongs to the Insight Tag or to the Conversions API, as it was made. One that is named on both legs takes the events of its
own leg; those of the other are refused, or counted under a rule that nobody reads.

Remedy: make a second rule for the other leg, name the server's as `conversion_action` and the tag's as `conversion_label`, and let
both have the same event ID: LinkedIn then counts a conversion once.

Source: https://learn.microsoft.com/en-us/linkedin/marketing/conversions/deduplication and the Conversions API's page of the
same site (March 2026), checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import by_platform
from govern.spec.sections.mappings import Mapping


@rule(
    good="""
events: [{name: lead}]
destinations: [{name: li, platform: linkedin, id: '123456', server: {sender: backend}}]
mappings:
  - {event: lead, destination: li, as: lead, via: [browser, server], conversion_action: '111111', conversion_label: '222222'}
""",
    bad="""
events: [{name: lead}]
destinations: [{name: li, platform: linkedin, id: '123456', server: {sender: backend}}]
mappings: [{event: lead, destination: li, as: lead, via: [browser, server], conversion_action: '111111'}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    of_tags: dict[str, Mapping] = {}
    linkedin = [mapping for mapping, platform in by_platform(project) if platform.key == "linkedin"]
    for mapping in linkedin:
        if "browser" in mapping.via and mapping.label:
            of_tags.setdefault(number(mapping.label), mapping)
    for mapping in linkedin:
        there = of_tags.get(number(mapping.conversion_action or ""))
        if there is not None and "server" in mapping.via:
            rule = number(mapping.conversion_action or "")
            message = f'conversion rule "{rule}" gets "{mapping.event}" by server, and events of a browser\'s tag too'
            key = "conversion_label" if there.conversion_label else "conversion_action"
            related = () if there is mapping else (Related("the tag's is here", there.place(key)),)
            help = "make a rule for each leg: conversion_action for the server's, conversion_label for the tag's"
            yield Problem(mapping.place("conversion_action"), message, related, help)


def number(rule: str) -> str:
    """A rule's number, also from its URN."""
    return rule.rpartition(":")[2]
