"""Every token has a day by which it is made anew.

A token that nobody plans to rotate lives until somebody finds it in a log or a laptop. Without the day it was issued, no
calendar can say when the next one is due, and the reminder never comes.

Remedy: set `tokens: {policy: {rotate_every: 90d}}` and write when the token was `issued`; a token that ends by itself
may say so with `expires` instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.rotations import tokens


@rule(
    good="""
tokens:
  policy: {rotate_every: 90d}
  items: [{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, issued: 2026-11-01}]
""",
    bad="tokens: {items: [{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, issued: 2026-11-01}]}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for token, place, policy in tokens(project):
        if token.expires is not None:
            continue
        if (
            token.rotate_every is None
            and project.is_whole("tokens")
            and (policy is None or policy.rotate_every is None)
        ):
            message = f'token "{token.name}" has no end and nothing says how often it is rotated'
            yield Problem(place, message, help="set rotate_every here or in the policy", cause="rotate_every")
        elif token.issued is None and not token.rotations:
            message = f'token "{token.name}" does not say when it was made, so nobody can tell when it is due'
            yield Problem(place, message, help="write the day in issued")
