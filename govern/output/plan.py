"""Changes on a page: a plan by owner, each thing with a sign, each of its fields from before to after."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from govern.output import plan_short, words
from govern.output.page import BOLD, CYAN, DIM, GREEN, RED, YELLOW, Page
from govern.output.safe import width
from govern.output.summed import summed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govern.core.report import Change, FieldChange

_INKS = {"+": GREEN, "~": YELLOW, "-": RED}
_INDENT = 6


def blocks(changes: tuple[Change, ...], page: Page) -> Iterator[list[str]]:
    """One block for each owner, in the order the owners first appear; what fills more than a screen in short."""
    owners: dict[str, list[Change]] = {}
    for change in summed(changes):
        owners.setdefault(change.owner, []).append(change)
    whole = [
        [page.heading(owner or "(project)"), *(line for change in members for line in _change(change, page))]
        for owner, members in owners.items()
    ]
    if page.details or len(changes) < plan_short.FEW or sum(map(len, whole)) <= plan_short.SCREEN:
        yield from whole
        return
    for owner, members in owners.items():
        yield [page.heading(owner or "(project)"), *_in_short(members, page)]
    yield [page.ink("told in short, since it fills more than a screen: -v shows every field", DIM)]


def _in_short(members: list[Change], page: Page) -> Iterator[str]:
    """The changes of one owner, what came and went by its name."""
    for group in plan_short.gathered(members):
        first = group[0]
        said = f"{_sign(first, page)} {page.say(plan_short.head(group, page.arrow))}"
        mark = f"  {page.ink(f'! {first.meaning}', BOLD, RED)}" if first.meaning else ""
        head, *more = page.wrap(said, 2, _INDENT)
        lines = [f"  {head}", *(f"{' ' * _INDENT}{line}" for line in more)]
        yield from (*lines[:-1], lines[-1] + mark)
        if first.action in ("change", "rename"):
            fields = [line for field in first.fields for line in _field(field, page)]
            yield from fields[: plan_short.FIELD_LINES]
            if len(fields) > plan_short.FIELD_LINES:
                yield f"{' ' * _INDENT}{page.ink(f'and {len(fields) - plan_short.FIELD_LINES:,} more lines', DIM)}"


def waiting(changes: tuple[Change, ...], page: Page) -> Iterator[list[str]]:
    """What waits for deployment, a line each under its owner: how it differs is what the specs' history tells."""
    told = changes if page.details else tuple(change.replace(fields=()) for change in changes)
    for owner, *lines in blocks(told, page):
        yield [f"{owner} {page.ink('waits for deployment', DIM)}", *lines]


def _sign(change: Change, page: Page) -> str:
    sign = {"add": "+", "change": "~", "remove": "-", "rename": page.renamed}[change.action]
    return page.ink(sign, BOLD, _INKS.get(sign, CYAN))


def _change(change: Change, page: Page) -> Iterator[str]:
    line = f"  {_sign(change, page)} {page.say(words.change(change, page.arrow))}"
    yield f"{line}  {page.ink(f'! {change.meaning}', BOLD, RED)}" if change.meaning else line
    for field in change.fields:
        yield from _field(field, page)
    for also in change.also:
        yield page.ink(f"      also: {page.say(also)}", DIM)


def _field(field: FieldChange, page: Page) -> Iterator[str]:
    """The field on one line if it fits, its two values below each other if not, text as a text difference."""
    before, after = _value(field.before), _value(field.after)
    sign = "+" if before is None else "-" if after is None else "~"
    name = page.say(words.route(field.route) or "(value)")
    lead = f"{' ' * _INDENT}{page.ink(sign, _INKS[sign])} {page.ink(name, BOLD)}"
    if _is_text(field.before) or _is_text(field.after):
        yield from _text(lead, field.before, field.after, page)
        return
    room = page.width - _INDENT - 4 - width(name)
    shown = [page.spell(value) for value in (before, after) if value is not None and len(value) <= room]
    wanted = (before is not None) + (after is not None)
    if len(shown) == wanted and sum(map(width, shown)) + len(page.arrow) + 2 <= room:
        yield f"{lead}: {f' {page.arrow} '.join(shown) or 'null'}"
    elif entries := _entries(field):
        yield from _listed(lead, entries, page)
    else:
        yield from _values(lead, before, after, page)


_ENTRIES = 12
"""So many entries of a list that came or went are shown."""


def _entries(field: FieldChange) -> list[tuple[str, str]]:
    """The entries of a list that went and came, each with its sign; none where the lists differ in their order alone."""
    sides = [side for side in (field.before, field.after) if side is not None]
    if not all(isinstance(side, list) for side in sides) or not any(sides):
        return []
    before, after = ([words.value(one) for one in side or ()] for side in (field.before, field.after))
    gone, came = Counter(before) - Counter(after), Counter(after) - Counter(before)
    return [*(("-", one) for one in gone.elements()), *(("+", one) for one in came.elements())]


def _listed(lead: str, entries: list[tuple[str, str]], page: Page) -> Iterator[str]:
    """What went and came in a list, an entry in each line."""
    yield f"{lead}:"
    room = page.width - _INDENT - 4
    for sign, value in entries[:_ENTRIES]:
        cut = page.cut(value, 0, 0, room, tabs=False)
        yield f"{' ' * (_INDENT + 2)}{page.ink(sign, _INKS[sign])} {cut.head}{cut.focus}{cut.tail}"
    if len(entries) > _ENTRIES:
        yield f"{' ' * (_INDENT + 2)}and {len(entries) - _ENTRIES:,} more"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and "\n" in value.rstrip("\n")


def _value(value: Any) -> str | None:
    """A value as text, absent stays None."""
    return None if value is None else words.value(value)


def _values(lead: str, before: str | None, after: str | None, page: Page) -> Iterator[str]:
    """Values too long for one line, each cut around the first difference."""
    from govern.output import difference

    room = page.width - _INDENT - 4
    start, ends = difference.focus(before, after) if before and after else (0, (0, 0))
    rows = [
        (sign, value, end) for sign, value, end in zip("-+", (before, after), ends, strict=True) if value is not None
    ]
    long = any(len(value) > room for _, value, _ in rows)
    sizes = f" {page.arrow} ".join(f"{len(value):,}" for _, value, _ in rows)
    yield f"{lead}: {page.ink(f'{sizes} characters', DIM)}" if long else f"{lead}:"
    for sign, value, end in rows:
        cut = page.cut(value, start, end, room, tabs=False, reserve=max(ends) - start)
        focus = page.ink(cut.focus, BOLD, _INKS[sign])
        yield f"{' ' * (_INDENT + 2)}{page.ink(sign, _INKS[sign])} {cut.head}{focus}{cut.tail}"


def _text(lead: str, before: Any, after: Any, page: Page) -> Iterator[str]:
    """Text over several lines. What has no other side is shown by its beginning."""
    from govern.output import difference

    sides = [value if isinstance(value, str) else _value(value) for value in (before, after)]
    sizes = [words.count(len(words.lines(side)), "line") for side in sides if side is not None]
    yield f"{lead}: {page.ink(f' {page.arrow} '.join(sizes), DIM)}"
    gutter = f"{' ' * (_INDENT + 2)}{page.ink('|', DIM)}"
    room = page.width - _INDENT - 4
    if sides[0] is not None and sides[1] is not None:
        lines = difference.lines(sides[0], sides[1], page, room)
    else:
        lines = difference.beginning(sides[0] or sides[1] or "", "-" if sides[1] is None else "+", page, room)
    for line in lines:
        ink = DIM if line.startswith("@") else _INKS.get(line[:1])
        yield f"{gutter} {page.ink(line, ink) if ink else line}" if line else gutter
