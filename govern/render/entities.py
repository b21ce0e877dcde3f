"""What was rendered last of each entity of a container, by digest, beside the files in `.govern/rendered.txt`.

    entity "GTM-ABC1234" tag "Meta - Purchase" 3f9a0c12d4e5@2 77aa10b2c3d4@1 -

The newest state comes first. `-` stands for an entity that is not there, `@2` for the second time that rendering changed something
of the container. By it a difference between specs and live is known as ours, which waits for deployment, or as drift. A container
is published as a whole: the latest turn of which anything is live was deployed, and whatever is not as it was rendered by then
was changed by somebody else. What was before is forgotten by the next rendering after an export has shown that live followed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Change
from govern.gtm.container import Body, Container, canonical
from govern.gtm.unsaid import is_default

WORD = "entity "
LINE = regex(r'entity ("(?:[^"\\]|\\.)*") (\w+) ("(?:[^"\\]|\\.)*") ([0-9a-f@ -]+)')
STATE = regex(r"([0-9a-f]{12}|-)(?:@([0-9]{1,9}))?")
KEPT = 4
"""So many states are remembered."""

ABSENT = "-"
Key = tuple[str, str, str]
"""A container, and kind and name of an entity in it."""


class State(Record):
    """What an entity was rendered as, and at which turn it became so."""

    digest: str
    turn: int = 0


History = tuple[State, ...]
"""The states of an entity, the newest first."""

NOT_THERE: History = (State(ABSENT),)
States = dict[Key, History]


def digest(kind: str, body: Body | None) -> str:
    """What tells one state of an entity from another; the default of Tag Manager is as good as nothing said."""
    if body is None:
        return ABSENT
    whole = canonical(kind, body)
    said = {key: value for key, value in whole.items() if not is_default(key, whole)}
    text = json.dumps(said, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:12]


def digests(container: Container) -> Iterator[tuple[Key, str]]:
    """Every entity of a container, with its digest."""
    for kind, bodies in container.entities.items():
        for name, body in bodies.items():
            yield (container.id, kind, name), digest(kind, body)


def taken_in(containers: Iterable[Container]) -> States:
    """The states of entities that are live as the specs say them, because they came from there."""
    return {key: (State(made),) for container in containers for key, made in digests(container)}


def read(lines: Iterable[str]) -> States:
    """The states that lines tell; a line that is not one of ours says nothing."""
    found: States = {}
    for line in lines:
        match = LINE.fullmatch(line)
        states = [STATE.fullmatch(word) for word in match[4].split(" ")] if match is not None else []
        if match is not None and all(states):
            key = json.loads(match[1]), match[2], json.loads(match[3])
            found[key] = tuple(State(state[1], int(state[2] or 0)) for state in states if state is not None)
    return found


def told(states: States) -> Iterator[str]:
    """The lines that tell states, in a fixed order."""
    for (id, kind, name), history in sorted(states.items(), key=lambda item: item[0]):
        words = (f"{state.digest}@{state.turn}" if state.turn else state.digest for state in history)
        yield f"{WORD}{json.dumps(id)} {kind} {json.dumps(name)} {' '.join(words)}"


def rendered_again(known: States, wished: Iterable[Container], live: Iterable[Container]) -> States:
    """The states after containers were rendered, where exports show `live` ones. What is in no container any more was removed."""
    made = {key: digest for container in wished for key, digest in digests(container)}
    turns = next_turns(known)
    now = {key: after(known.get(key, NOT_THERE), made[key], turns.get(key[0], 1)) for key in made}
    gone = {key: after(history, ABSENT, turns[key[0]]) for key, history in known.items() if key not in made}
    found = {container.id: dict(digests(container)) for container in live}
    return {key: kept for key, history in (now | gone).items() if (kept := settled(key, history, found))}


def next_turns(known: States) -> dict[str, int]:
    """The number of the next turn of each container."""
    turns: dict[str, int] = {}
    for (id, _, _), history in known.items():
        turns[id] = max(turns.get(id, 1), history[0].turn + 1)
    return turns


def after(history: History, digest: str, turn: int) -> History:
    """The states of an entity that is rendered again."""
    return history if history[0].digest == digest else (State(digest, turn), *history)[:KEPT]


def settled(key: Key, history: History, live: dict[str, dict[Key, str]]) -> History:
    """The states without those that were before, where live has followed; none of what is gone everywhere."""
    if key[0] not in live or live[key[0]].get(key, ABSENT) != history[0].digest:
        return history
    return () if history[0].digest == ABSENT else history[:1]


def waiting(changes: Iterable[Change], known: States, live: dict[str, Container]) -> Iterator[Change]:
    """The differences that are ours alone: live is as it was rendered by the turn that was deployed last."""
    deployed = {id: last_deployed(known, container) for id, container in live.items()}
    for change in changes:
        if change.owner in live and is_waiting(change, known, live[change.owner], deployed[change.owner]):
            yield change


def last_deployed(known: States, live: Container) -> int:
    """The last turn of which a container has something live."""
    found = dict(digests(live))
    turns = (
        state.turn
        for key, history in known.items()
        for state in history
        if key[0] == live.id and found.get(key, ABSENT) == state.digest
    )
    return max(turns, default=0)


def is_waiting(change: Change, known: States, live: Container, deployed: int) -> bool:
    """Whether a difference is ours alone. What was never rendered is, where the rest of the container was."""
    key = (change.owner, change.kind, change.before_name or change.name)
    history = known.get(key)
    if history is None:
        return change.action == "add" and any(id == change.owner for id, _, _ in known)
    found = digest(change.kind, live.bodies(change.kind).get(key[2]))
    expected = next((state for state in history if state.turn <= deployed), history[-1])
    return found in (history[0].digest, expected.digest)
