"""The first page of a container: whom it tells what, who is asked, the worst findings with the next step, what is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.output import words
from govern.output.markup import in_tag_manager, text
from govern.output.page import BOLD, DIM, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from govern.core.report import Finding, Overview, Sends

FEW_CONTAINERS = 3
"""Of so many containers the text has the first pages; of more it has them with `-v`."""

SHOWN = 5


def title(overview: Overview) -> str:
    """What the page is about."""
    return f"{overview.container}, {overview.context} container"


def tags(overview: Overview) -> str:
    """How many tags there are of each kind, the first eight kinds: `GA4 event ×12, custom HTML`."""
    return some((f"{kind} ×{count}" if count > 1 else kind for kind, count in overview.kinds), 8) or "no tags"


def some(names: Iterable[str], most: int = SHOWN) -> str:
    """The first of many names, and how many more there are."""
    listed = list(names)
    more = f" and {len(listed) - most:,} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more


def to(sends: Sends) -> str:
    """Who is told."""
    return f"{sends.platform}, by the server" if sends.leg == "server" else sends.platform


def events(sends: Sends, most: int = SHOWN) -> str:
    """What is told, by how many tags."""
    told = (f"{name} (×{count})" if count > 1 else name for name, count in sends.events)
    return some(told, most) or "no event, the base code alone"


def step(finding: Finding) -> str:
    """What to do next about a finding."""
    return finding.help or "see the manual of the rule"


def text_lines(overview: Overview, page: Page) -> Iterator[str]:
    """The page as text, short."""
    yield page.ink(page.say(title(overview)), BOLD)
    rows = [("tags", tags(overview))]
    for sends in overview.sends:
        accounts = some(sends.accounts, 3)
        who = f"to {accounts}: " if accounts else ""
        rows.append((to(sends), f"{who}{events(sends)}; {some(sends.consent, 3)}"))
    if overview.default:
        rows.append(("consent", overview.default))
    if overview.unread:
        rows.append(("not read", some(overview.unread, 3)))
    width = min(max(len(name) for name, _ in rows), 36)
    narrow = width > page.width // 3
    width = 2 if narrow else width
    for name, said in rows:
        first, *rest = page.wrap(page.say(said), width + 4)
        if narrow:
            yield f"  {page.ink(page.say(name), DIM)}"
            yield f"{' ' * (width + 4)}{first}"
        else:
            yield f"  {page.ink(page.say(name).ljust(width), DIM)}  {first}"
        yield from (f"{' ' * (width + 4)}{line}" for line in rest)
    for number, finding in enumerate(overview.worst, 1):
        if number == 1:
            yield f"  {page.ink('first of all', DIM)}"
        first, *rest = page.wrap(page.say(f"{finding.message}: {step(finding)}"), 7)
        yield f"    {number}. {first}"
        yield from (f"{' ' * 7}{line}" for line in rest)


def markdown_lines(overview: Overview, say: Callable[[str], str], code: Callable[[str], str]) -> Iterator[str]:
    """The page as Markdown."""
    yield from ("", f"## {code(overview.container)} ({say(overview.context)} container)", "", say(tags(overview)))
    if overview.sends:
        yield from ("", "| platform | account | events | consent |", "| --- | --- | --- | --- |")
        for sends in overview.sends:
            accounts = ", ".join(map(code, sends.accounts[:3])) or "the page's own"
            cells = (say(to(sends)), accounts, say(events(sends, 8)), say(some(sends.consent, 3)))
            yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    if overview.default:
        yield from ("", f"Consent: {say(overview.default)}")
    if overview.worst:
        yield from ("", "First of all:", "")
        for number, finding in enumerate(overview.worst, 1):
            yield f"{number}. {say(finding.message)}: {say(step(finding))}"
    if overview.unread:
        yield from ("", f"Not read: {say(some(overview.unread, 5))}")


def html_lines(overview: Overview) -> Iterator[str]:
    """The page as HTML."""
    yield f'<section class="overview">\n<h2>{text(title(overview))}</h2>\n<p>{text(tags(overview))}</p>'
    if overview.worst:
        yield "<h3>First of all</h3>\n<ol>"
        for finding in overview.worst:
            level = f'<span class="level {finding.level}">{finding.level}</span>'
            yield f'<li>{level} {text(finding.message)}<br><span class="soft">{text(step(finding))}</span></li>'
        yield "</ol>"
    if overview.sends:
        yield "<h3>Who is told</h3>"
        yield from table(("platform", "account", "tags", "consent"), map(cells, overview.sends))
    if overview.matrix:
        yield "<h3>What is told to whom</h3>"
        head = ("event", *map(to, overview.sends))
        yield from table(head, ((event, *row) for event, row in overview.matrix))
    if overview.default:
        yield f"<h3>Consent</h3>\n<p>{text(overview.default)}</p>"
    if overview.unread:
        yield f"<h3>Not read</h3>\n<details><summary>{words.count(len(overview.unread), 'tag')}</summary><ul>"
        yield from (f"<li>{text(one)}</li>" for one in overview.unread)
        yield "</ul></details>"
    if overview.link:
        yield f'<p class="soft">{in_tag_manager(overview.link)}</p>'
    yield "</section>"


def cells(sends: Sends) -> tuple[str, ...]:
    """A row of who is told."""
    return to(sends), ", ".join(sends.accounts) or "the page's own", str(sends.tags), ", ".join(sends.consent)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table that can be moved sideways where it is too wide; on a phone each row is a list of its cells by their headings."""
    columns = "".join(f'<th role="columnheader" scope="col">{text(one)}</th>' for one in head)
    yield f'<div class="wide"><table role="table">\n<thead role="rowgroup"><tr role="row">{columns}'
    yield '</tr></thead>\n<tbody role="rowgroup">'
    for first, *rest in rows:
        labelled = zip(head[1:], rest, strict=True)
        told = "".join(f'<td role="cell" data-label="{text(name)}">{text(one)}</td>' for name, one in labelled)
        yield f'<tr role="row"><th role="rowheader" scope="row">{text(first)}</th>{told}</tr>'
    yield "</tbody></table></div>"
