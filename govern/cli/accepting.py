"""How what is found is accepted: `--write-baseline`, with the reason, who accepts, and until when."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from govern.cli.options import Day


def baseline_options(command: Callable[..., int]) -> Callable[..., int]:
    """`--write-baseline` and what is written with it, which the command gets as `accepting`; nothing where it was not asked for."""

    @wraps(command)
    def accepting(*, write_baseline: bool, reason: str, by: str, until: str, **others: Any) -> int:
        if not write_baseline:
            if reason or by or until:
                raise click.UsageError("--reason, --by and --until go with --write-baseline")
            return command(**others, accepting=None)
        from govern.core.accepting import Accepting

        return command(**others, accepting=Accepting(reason.strip(), by.strip(), until))

    for option in (
        click.option("--until", type=Day(), default="", metavar="YYYY-MM-DD", help="With it: accept until this day."),
        click.option("--by", default="", metavar="NAME", help="With it: who accepts."),
        click.option("--reason", default="", metavar="TEXT", help="With it: why this is accepted; a review reads it."),
        click.option(
            "--write-baseline", is_flag=True, help="Accept today's findings; only new ones fail from then on."
        ),
    ):
        accepting = option(accepting)
    return accepting
