"""A conversion has an example.

An example is what developers copy, what schemas and payloads are tried with, and what the agency sends back with "do you
mean this?". Without one each side imagines its own value: with tax or without, `"29.99"` or `29.99`.

Remedy: add one real-looking event (`examples: [{order_id: A-1001, value: 29.99, currency: EUR}]`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
events:
  - name: purchase
    kind: conversion
    parameters: [{name: order_id, type: string}]
    examples: [{order_id: A-1001}]
""",
    bad="events: [{name: purchase, kind: conversion, parameters: [{name: order_id, type: string}]}]",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        if event.kind == "conversion" and event.status == "active" and event.parameters and not event.examples:
            message = f'conversion "{event.name}" has parameters and no example'
            yield Problem(event.place("examples"), message, help="write one event as it is sent")
