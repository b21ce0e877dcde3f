"""What conditions say together: whether they can hold at once, and whether some imply another.

Both answers are proofs. True and False are said where they follow for every value that could be read, None is "nobody can
say from here". A value that is missing is compared as the text `undefined`, as Tag Manager does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from govern.core.record import Record
from govern.signals.regular_expressions import END, EVERYTHING, START, expanded
from govern.signals.sameness import choices, is_certain
from govern.signals.signal import Condition, Cube, Op
from govern.signals.source import Read, Source, Text
from govern.spec.pattern import matcher

MISSING = "undefined"
"""What a value that is not there is compared as."""

MANY = 40
"""So many conditions on one thing are held against each other."""

Domain = Mapping[Source, frozenset[str]]
"""What something can be at all, where that is known: the clients of a server."""


OF_A_TEXT = ("equals", "contains", "starts", "ends")
"""What one value always has: the text that is asked for."""


class Verdict(Record):
    """Whether conditions can hold together, with values that show it, or with the conditions that cannot."""

    possible: bool | None
    witness: Mapping[Source, str] = {}
    why: tuple[Condition, ...] = ()


def opposite(condition: Condition) -> Condition:
    """The condition that holds where this one does not."""
    return condition.replace(negate=not condition.negate)


def holds(condition: Condition, value: str) -> bool | None:
    """Whether a condition holds for a value."""
    found = fits(condition, value)
    return None if found is None else found is not condition.negate


def fits(condition: Condition, value: str) -> bool | None:
    """`holds` without the negation."""
    wanted = condition.value
    if condition.op == "matches":
        match = matcher(f"(?i){wanted}" if condition.ignore_case else wanted) if len(wanted) <= 2000 else None
        return None if match is None else match(value)
    if condition.op == "exists":
        return value not in ("", MISSING)
    if condition.op == "fits":
        return False if value == MISSING and "{{" not in wanted else None
    if condition.ignore_case:
        value, wanted = value.casefold(), wanted.casefold()
    match condition.op:
        case "equals":
            return value == wanted
        case "contains":
            return wanted in value
        case "starts":
            return value.startswith(wanted)
    return value.endswith(wanted)


def only(condition: Condition) -> tuple[str, ...] | None:
    """All values for which a condition holds, where they are few."""
    if condition.negate or condition.ignore_case:
        return None
    if condition.op == "equals":
        return (condition.value,)
    return expanded(condition.value).whole if condition.op == "matches" else None


def contradict(one: Condition, other: Condition) -> bool:
    """Whether two conditions on one thing can never hold together."""
    return excludes(one, other) or excludes(other, one)


def excludes(one: Condition, other: Condition) -> bool:
    """Whether the other fails wherever one holds, as far as one's own form shows it."""
    if one == opposite(other):
        return True
    if one.negate:
        return (
            one.op == "matches" and one.value in EVERYTHING and one.value[-1:] not in ("+", ".") and other.op != "fits"
        )
    values = only(one)
    if values is not None:
        return all(holds(other, value) is False for value in values)
    if one.ignore_case or one.op in ("exists", "fits"):
        return False
    if other.negate:
        return includes(one, opposite(other))
    if (one.op, other.op) in (("starts", "starts"), ("ends", "ends")) and not other.ignore_case:
        return not getattr(one.value, f"{one.op}with")(other.value) and not getattr(other.value, f"{one.op}with")(
            one.value
        )
    return False


def includes(one: Condition, other: Condition) -> bool:
    """Whether one, which is not about a whole value, implies the other; neither is negated."""
    if other.op == "exists":
        return one.op != "matches" and bool(one.value) and one.value not in MISSING
    if other.op == "matches" and other.value in EVERYTHING and other.value[-1:] not in ("+", "."):
        return True
    if one.op == other.op and one.op in ("starts", "ends"):
        value = one.value.casefold() if other.ignore_case else one.value
        return bool(getattr(value, f"{one.op}with")(other.value.casefold() if other.ignore_case else other.value))
    parts = expanded(one.value).parts if one.op == "matches" else (one.value,)
    wanted = (
        expanded(other.value).parts if other.op == "matches" else (other.value,) if other.op == "contains" else None
    )
    if parts is None or wanted is None:
        return False
    if other.ignore_case:
        parts, wanted = tuple(map(str.casefold, parts)), tuple(map(str.casefold, wanted))
    return all(any(word in part for word in wanted) for part in parts)


def plain(condition: Condition) -> Condition:
    """A pattern that is one text as what it says of that: `^a$` is a, `^a` begins with it, `a$` ends with it."""
    known = expanded(condition.value) if condition.op == "matches" and condition.value not in EVERYTHING else None
    if known is None or not known.exact or len(known.texts) != 1:
        return condition
    text = known.texts[0].removeprefix(START).removesuffix(END)
    starts, ends = known.texts[0].startswith(START), known.texts[0].endswith(END)
    if not text or START in text or END in text:
        return condition
    op: Op = "equals" if starts and ends else "starts" if starts else "ends" if ends else "contains"
    return condition.replace(op=op, value=text)


def widened(cube: Iterable[Condition]) -> Cube:
    """Conditions with what follows from them: what the path or the host of a page has, its whole address has."""
    own = tuple(map(plain, cube))
    own = tuple(dict.fromkeys(own)) if len(own) > 1 else own
    found = list(own)
    for condition in own:
        left = condition.left
        is_part = isinstance(left, Read) and left.place == "page" and left.key in ("path", "host")
        if is_part and not condition.negate and condition.op in ("equals", "contains", "starts", "ends"):
            found.append(Condition(Read("page", "url"), "contains", condition.value, False, condition.ignore_case))
    return tuple(dict.fromkeys(found) if len(found) > len(own) else found)


def satisfiable(cube: Cube, domain: Domain | None = None) -> Verdict:
    """Whether conditions can hold together."""
    groups = by_left(cube)
    if why := refuted(groups, domain or {}):
        return Verdict(False, {}, why)
    witness: dict[Source, str] = {}
    known = True
    for left, conditions in groups.items():
        value = example(left, conditions, domain or {})
        known = known and value is not None
        if value is not None:
            witness[left] = value
    return Verdict(True, witness) if known else Verdict(None)


def never_together(cube: Cube, domain: Domain) -> tuple[Condition, ...]:
    """The conditions for which a cube can never hold; none where nothing speaks against it. What `satisfiable` says, for those
    who need no witness, which takes as long again."""
    return refuted(by_left(cube), domain)


def by_left(cube: Cube) -> dict[Source, list[Condition]]:
    """Conditions, and what follows from them, by what they are about."""
    groups: dict[Source, list[Condition]] = {}
    for condition in widened(cube):
        groups.setdefault(condition.left, []).append(condition)
    return groups


def refuted(groups: dict[Source, list[Condition]], domain: Domain) -> tuple[Condition, ...]:
    """The first conditions on one thing that cannot hold; none where all may."""
    found = (impossible(left, conditions, domain) for left, conditions in groups.items())
    return next(filter(None, found), ())


def impossible(left: Source, conditions: list[Condition], domain: Domain) -> tuple[Condition, ...]:
    """The conditions on one thing that cannot hold, or cannot together; none where nothing speaks against it."""
    values = values_of(left, domain)
    if values is not None:
        for condition in conditions:
            if all(holds(condition, value) is False for value in values):
                return (condition,)
        if not any(all(holds(one, value) is not False for one in conditions) for value in values):
            return tuple(conditions[:2])
    return contradiction(conditions) if is_certain(left) else ()


def contradiction(conditions: list[Condition]) -> tuple[Condition, ...]:
    """The conditions that cannot hold by their form, whatever the value."""
    if len(conditions) == 1 and conditions[0].op in OF_A_TEXT and not conditions[0].negate:
        return ()
    for condition in conditions:
        if excludes(condition, condition):
            return (condition,)
    for one, other in combinations(conditions[:MANY], 2):
        if contradict(one, other):
            return one, other
    for condition in conditions:
        values = only(condition)
        if values and not any(all(holds(one, value) is not False for one in conditions) for value in values):
            return (condition, *(one for one in conditions if one is not condition))[:2]
    return ()


def values_of(left: Source, domain: Domain) -> frozenset[str] | None:
    """All values that something can have, where that is known."""
    if left in domain:
        return domain[left]
    if isinstance(left, Text):
        return frozenset((left.value,))
    found = choices(left)
    return None if found is None else found | {MISSING, ""}


def example(left: Source, conditions: list[Condition], domain: Domain) -> str | None:
    """A value for which all conditions on one thing hold."""
    if not isinstance(left, Text) and left not in domain and (choices(left) is not None or not is_certain(left)):
        return None
    values = values_of(left, domain)
    tried = sorted(values) if values is not None else suggestions(conditions)
    return next((value for value in tried if all(holds(one, value) is True for one in conditions)), None)


def suggestions(conditions: list[Condition]) -> Iterator[str]:
    """Values that may fit conditions: those that they name, put together in the ways that may help."""
    wanted = [one for one in conditions[:MANY] if not one.negate]
    for condition in wanted:
        yield from only(condition) or ()
    start = max((one.value for one in wanted if one.op == "starts"), key=len, default="")
    end = max((one.value for one in wanted if one.op == "ends"), key=len, default="")
    inside = "".join(one.value for one in wanted if one.op == "contains")
    samples = [sample for one in wanted if one.op == "matches" for sample in expanded(one.value).samples][:MANY]
    for middle in (
        "",
        inside,
        *samples,
        *(sample + inside for sample in samples),
        *(inside + sample for sample in samples),
    ):
        yield start + middle + end
        yield start + "-" + middle + "-" + end
        if start.endswith(end):
            yield start
    yield from (MISSING, "something else", "")


def implies(cube: Cube, condition: Condition, domain: Domain | None = None) -> bool | None:
    """Whether a condition holds wherever others do; `False` with a value in mind for which it does not."""
    if condition in cube:
        return True
    about = tuple(one for one in widened(cube) if one.left == condition.left)
    verdict = satisfiable((*about, opposite(condition)), domain)
    if verdict.possible is False:
        return True
    whole = satisfiable((*cube, opposite(condition)), domain)
    return None if whole.possible is None else not whole.possible
