"""No tag sends to Analytics who somebody is.

Google's policies forbid e-mail addresses, phone numbers and names in Analytics, as parameters too: it may delete the
property's data. They also stay in every export and every copy of it, where nobody looks for them.

Remedy: take the parameter out. For enhanced conversions there are user-provided data, which are hashed and kept apart.

Source: https://support.google.com/analytics/answer/6366371 and
https://developers.google.com/analytics/devguides/collection/protocol/ga4/policy, checked 2026-11-30.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.memo import memo
from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.code.returned import as_it_stands
from govern.signals.containers.setup import Setup, name_of
from govern.signals.containers.tags import container_signals
from govern.signals.personal_data import DIRECT, class_by_name
from govern.signals.signal import Told
from govern.signals.source import NOTHING, Either, Join, Made, Read, Source, Table, Text, Unknown, alternatives
from govern.spec.spelling import listed, words

WORD = regex(r"(?<![\w-])e-?mail(?![\w-])|(?<![\w-])phone(?![\w-])|(?<![\w-])tel(?![\w-])", re.IGNORECASE)
"""What a selector says of the field that it finds: `input[type=email]`."""

CODE = "the code of "
"""How a variable is spoken of whose code works out more than can be followed: its name says what it gives."""

OTHERWISE = frozenset(("has", "is", "valid", "no", "with", "hash", "hashed", "sha256", "md5"))
"""Words of such a name by which it gives something about the person's data, and not these."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: E-mail, type: v, parameter: {name: user.email}}]
    tags:
      - name: Lead
        type: gaawe
        parameter:
          eventName: generate_lead
          measurementIdOverride: G-ABC1234567
          eventSettingsTable: [{parameter: %s, parameterValue: '{{%s}}'}]
        firingTrigger: [Sent]
"""


@rule(good=CONTAINER % ("form", "Form ID"), bad=CONTAINER % ("email", "E-mail"), level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        setup = container_signals(container)
        for signal in setup.live() if not goes_home(setup) else ():
            if signal.platform == "ga4" and signal.kind == "event":
                found = [name for name, told in signal.parameters.items() if is_personal(name, told)]
                if found:
                    tag = name_of(signal)
                    message = (
                        f"{label('tag', tag)} sends {listed(found)} to Google Analytics, which forbids personal data"
                    )
                    help = "take it out, or use user-provided data"
                    yield problem(container, "tag", tag, message, "parameter", help=help, about=signal.called)


def goes_home(setup: Setup) -> bool:
    """Whether a Google tag sends to a server of the site's own first, which may keep such data from Analytics."""
    return any(not isinstance(signal.endpoint.source, type(NOTHING) | Unknown) for signal in setup.told)


def is_personal(name: str, told: Told) -> bool:
    """Whether a parameter says who somebody is, by its own name or by that of what it reads, as it stands."""
    said = classes_of(told.source)
    if DIRECT.isdisjoint((class_by_name(name), *said)):
        return False
    hashed = any(word in " ".join((name, *told.via)).casefold() for word in ("hash", "sha"))
    plain = not isinstance(told.source, Text | type(NOTHING)) and (isinstance(told.source, Read) or bool(told.via))
    return (plain or bool(said)) and not hashed


@memo
def classes_of(source: Source) -> frozenset[str | None]:
    """The classes of personal data that the names speak of by which a source is read. Hundreds of tags send the same few."""
    return frozenset(class_by_name(word) for piece in leaves(source) for word in read_from(piece))


def leaves(source: Source) -> Iterator[Source]:
    """What a value is put together of, or what may take its place."""
    source = as_it_stands(source)
    if isinstance(source, Made) and source.how == "otherwise":
        inside = source.reads
    elif isinstance(source, Table | Either):
        inside = alternatives(source)
    else:
        inside = source.parts if isinstance(source, Join) else ()
    for one in inside:
        yield from leaves(one)
    if not inside:
        yield source


def read_from(source: Source) -> tuple[str, ...]:
    """The names by which a source is read that say what it is: of a key, a cookie, a part of the address, a field."""
    source = as_it_stands(source)
    if isinstance(source, Made) and source.how.startswith(CODE):
        said = words(source.how.removeprefix(CODE))
        return () if OTHERWISE.intersection(said) else ("_".join(said[-1:]), "_".join(said[-2:]))
    if not isinstance(source, Read):
        return ()
    match source.place:
        case "data layer" | "data layer 1" | "event data" | "script":
            return (source.key.rpartition(".")[2],)
        case "cookie":
            return (source.key,)
        case "page":
            return (source.key.removeprefix("query:"),) if source.key.startswith("query:") else ()
        case "element":
            found = WORD.findall(source.key) if len(source.key) <= 200 else ()
            return tuple("phone" if word.casefold() == "tel" else word for word in found)
    return ()
