"""A command line that is not understood, said as everything else is said: what is wrong, and what to type instead."""

from __future__ import annotations

import re

import click

from govern.core.regex import regex

EXTRA = regex(r"Got unexpected extra arguments? \((?P<words>.*)\)", re.DOTALL)


def told(error: click.ClickException) -> tuple[str, str]:
    """What is wrong with a command line, and the next step."""
    message = error.format_message()
    if isinstance(error, click.BadOptionUsage) and message.endswith("requires an argument."):
        return f"{error.option_name} needs a value behind it", ""
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return lowered(message), ""
    path = error.ctx.command_path
    help = f"{path} --help shows how it is typed"
    if isinstance(error, click.NoSuchOption):
        return no_option(error, path, help)
    if extra := EXTRA.match(message):
        parameters = error.ctx.command.params
        alone = not any(isinstance(parameter, click.Argument) for parameter in parameters)
        named = alone and any(parameter.name == "directory" for parameter in parameters)
        word = extra["words"].split(" ")[0]
        return f'{path} takes no "{word}"', f"to name a project: {path} -C {word}" if named else help
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"{error.param.get_error_hint(error.ctx).strip(chr(39))} is missing", help
    if isinstance(error, click.BadParameter) and error.param is not None:
        return bad_value(error, error.param, help)
    return lowered(message), help


def no_option(error: click.NoSuchOption, path: str, help: str) -> tuple[str, str]:
    """An option that there is not; what is meant where one word is close, or belongs behind the command."""
    name = error.option_name
    if " " not in path and name in ("-C", "--today", "--format", "--color", "-q", "-v", "--root"):
        return f"{name} stands behind the command", f"govern lint {name} ..."
    from difflib import get_close_matches

    close = get_close_matches(name, error.possibilities or (), 1, 0.75)
    return f"{path} has no option {name}", f"did you mean {close[0]}? {help}" if close else help


def bad_value(error: click.BadParameter, param: click.Parameter, help: str) -> tuple[str, str]:
    """A value that an option or an argument does not take; the one that is meant, where one word is close."""
    name = max(param.opts, key=len) if isinstance(param, click.Option) else ""
    message = f"{name}: " * bool(name) + re.sub(r"^(?:Path|File|Directory) (?=')", "", error.message)
    given = re.match(r"'([^']{1,40})' is not one of", error.message)
    if given and isinstance(param.type, click.Choice):
        from difflib import get_close_matches

        close = get_close_matches(given[1], [str(choice) for choice in param.type.choices], 1)
        help = f"did you mean {close[0]}?" if close else help
    return lowered(message), help


def lowered(message: str) -> str:
    """A sentence of a library as ours are: without a capital and a full stop."""
    first, rest = message[:1], message[1:]
    return (first.lower() + rest if rest[:1].islower() else message).removesuffix(".")
