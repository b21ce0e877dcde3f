"""Content security policies as a site serves them.

- `curl -sI https://www.acme.example > headers.txt`, all headers, redirects (`-L`) included;
- the header's value alone, as the browser's developer tools copy it (Network › the page › Headers);
- a saved page (or a part of it) with `<meta http-equiv="Content-Security-Policy" content="...">`.

Several policies may stand in one file; a page obeys all of them.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any, Literal

from govern.core.reader import Given
from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place, Span
from govern.csp.policy import DIRECTIVES, NOT_IN_META, Ignored, Policy, parse_policies

PRECEDENCE = 45
READS = "text"
HOLDS = "policies"

HEADER = "content-security-policy"
REPORT_ONLY = "content-security-policy-report-only"
STATUS = regex(r"HTTP/[0-9.]+ [0-9]{3}", re.IGNORECASE)
CSP_FIELD = regex(rf"[ \t]*\"?({REPORT_ONLY}|{HEADER})\"?[ \t]*:[ \t]*(.*)", re.IGNORECASE)
BLOCK = regex(r"[>|][+-]?[ \t]+")
"""How a text over several lines begins in YAML."""

META = regex(r"<meta\b[^>]*content-security-policy(?:-report-only)?", re.IGNORECASE | re.DOTALL)

PAGE = regex(r"<(?:!doctype|html|head|meta|title|body)\b", re.IGNORECASE)
"""Where the page begins behind the headers of its answer."""

Line = tuple[int, str]
Disposition = Literal["enforce", "report", "none"]
Carrier = Literal["header", "meta", "text", "configuration"]
NO_POLICY = Policy(())
REPORT_ONLY_ELEMENT = 'meta element "Content-Security-Policy-Report-Only"'
HOST = regex(r"(?:> )?Host:[ \t]*([A-Za-z0-9.-]{1,253})(?::[0-9]{1,5})?[ \t]*", re.IGNORECASE)
CONTENT_TYPE = regex(r"content-type:[ \t]*(.*)", re.IGNORECASE)


class ServedPolicy(Record):
    """One policy of a file. A bare `text` is taken for the value of an enforced header. `page` is the address that was
    asked, where the file says it; an answer with a page and no policy is one whose disposition is `none`."""

    file: str
    policy: Policy
    disposition: Disposition
    carrier: Carrier
    position: int
    place: Place
    page: str = ""


class Value(Record):
    """The value of one header or tag, and the line it starts on."""

    text: str
    disposition: Disposition
    carrier: Carrier
    line: int = 1


def matches(data: Any) -> bool:
    """Whether a text carries a policy: in a header, in a meta tag, or as a bare value that begins with a directive; or
    is the answer with a page, which may have none."""
    small = data.lower()
    carries = bool(values(data)) if HEADER in small else is_bare(data.removeprefix("\ufeff"))
    return carries or ("http/" in small and answers_with_a_page(data))


def read(given: Given) -> tuple[ServedPolicy, ...]:
    """Every policy in a text, in order."""
    file = given.file
    served: list[ServedPolicy] = []
    page = asked_of(given.data)
    for value in values(given.data):
        span = Span(value.line, 1, value.line, 2)
        if value.disposition == "none":
            place = Place(file, (), span, REPORT_ONLY_ELEMENT)
            served.append(ServedPolicy(file, NO_POLICY, "none", "meta", len(served), place, page))
            continue
        for policy in parse_policies(value.text, Place(file)):
            position = len(served)
            place = Place(file, (), span, entity_of(value.disposition, position))
            if value.carrier == "meta":
                policy = without(policy, NOT_IN_META)
            served.append(ServedPolicy(file, policy, value.disposition, value.carrier, position, place, page))
    if not served:
        place = Place(file, (), Span(1, 1, 1, 2), "answer without a policy")
        served.append(ServedPolicy(file, NO_POLICY, "none", "header", 0, place, page))
    return tuple(served)


def answers_with_a_page(text: str) -> bool:
    """Whether these are the headers of a good answer that holds a page."""
    lines = [line for _, line in last_answer(unfolded(text.removeprefix("\ufeff")))]
    status = STATUS.match(lines[0]) if lines else None
    if status is None or not status[0].endswith("200") or META.search(text):
        return False
    kinds = [found[1].lower() for line in lines if (found := CONTENT_TYPE.fullmatch(line.strip()))]
    return not kinds or "html" in kinds[-1]


def asked_of(text: str) -> str:
    """The site that was asked, where `curl -v` says it."""
    hosts = [found[1] for line in text[:20000].split("\n") if (found := HOST.fullmatch(line.strip()))]
    return f"https://{hosts[-1].lower()}/" if hosts else ""


def entity_of(disposition: Disposition, position: int) -> str:
    """A policy as messages name it."""
    name = "Content-Security-Policy" + ("-Report-Only" if disposition == "report" else "")
    return f'policy "{name}"' + (f" ({position + 1})" if position else "")


def without(policy: Policy, names: frozenset[str]) -> Policy:
    """The policy without what a browser ignores in a page."""
    ignored = tuple(Ignored(found.name, "in a page") for found in policy.directives if found.name in names)
    kept = tuple(found for found in policy.directives if found.name not in names)
    return policy.replace(directives=kept, ignored=policy.ignored + ignored)


def values(text: str) -> list[Value]:
    """The values that carry policies; only those of the last answer where redirects led there."""
    text = text.removeprefix("\ufeff")
    if META.search(text):
        page = PAGE.search(text)
        return in_headers(last_answer(unfolded(text[: page.start() if page is not None else 0]))) + in_tags(text)
    found = in_headers(last_answer(unfolded(text)))
    if found or not is_bare(text):
        return found
    return [Value(text, "enforce", "text")]


def unfolded(text: str) -> list[Line]:
    """The lines, those that begin with space joined to the one before unless they are a policy's header themselves."""
    lines: list[Line] = []
    for number, line in enumerate(re.split(r"\r?\n", text), 1):
        folded = line[:1] in (" ", "\t") and line.strip() and not CSP_FIELD.match(line)
        if folded and lines and lines[-1][1]:
            lines[-1] = lines[-1][0], f"{lines[-1][1]} {line.strip()}"
        else:
            lines.append((number, line.removeprefix("< ")))
    return lines


def last_answer(lines: list[Line]) -> list[Line]:
    """The lines from the last status line on."""
    starts = [position for position, (_, line) in enumerate(lines) if STATUS.match(line)]
    return lines[starts[-1] :] if starts else lines


def in_headers(lines: list[Line]) -> list[Value]:
    """The policies among the lines of headers."""
    found = []
    for at, (number, line) in enumerate(lines):
        field = CSP_FIELD.fullmatch(line)
        if (
            field is not None and not field[2].strip()
        ):  # copied from the developer tools: the value on a line of its own
            field = CSP_FIELD.fullmatch(f"{line} {''.join(text for _, text in lines[at + 1 : at + 2])}")
        if field is not None:
            disposition: Disposition = "report" if field[1].lower() == REPORT_ONLY else "enforce"
            found.append(Value(unquoted(field[2].strip()), disposition, "header", number))
    return found


def unquoted(value: str) -> str:
    """The value without the quotes, or the mark of a longer text, that configuration files put around it."""
    value = BLOCK.sub("", value)
    return value[1:].rstrip(" ,;").removesuffix('"') if value.startswith('"') else value


def is_bare(text: str) -> bool:
    """Whether a text is a policy by itself: it begins with a directive that browsers know, and not with a plain word."""
    words = text.split(None, 1)
    name = words[0].rstrip(";").lower() if words else ""
    return "-" in name and name in DIRECTIVES


class Tags(HTMLParser):
    """Collects the policies of a page's meta tags. One that only reports is left out: browsers pass over it there."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Value] = []

    def parse_marked_section(self, i: int, report: bool | int = True) -> int:
        """Pass over `<![...`, as browsers do: the standard library's parser fails when it does not know the word."""
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in reversed(attrs)}
        name = given.get("http-equiv", "").strip().lower() if tag == "meta" else ""
        if name in (HEADER, REPORT_ONLY):
            disposition: Disposition = "enforce" if name == HEADER else "none"
            self.found.append(Value(given.get("content", ""), disposition, "meta", self.getpos()[0]))


def in_tags(text: str) -> list[Value]:
    """The policies in a page's meta tags."""
    tags = Tags()
    tags.feed(text)
    tags.close()
    return tags.found
