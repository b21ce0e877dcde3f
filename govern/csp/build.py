"""The policy that a site's declaration amounts to: its `base`, what its tags need, its first-party endpoint, its extra sources.

What is added never takes anything away: a directive that was spoken for by another, such as default-src, starts as a copy
of it, and one that nothing restricts stays unrestricted. Directives and sources come in a fixed order, whatever the order
of the specs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.regex import regex
from govern.core.report import Place
from govern.csp.needs import Need, wanted
from govern.csp.policy import DIRECTIVES, FALLBACK, SOURCE_LISTS
from govern.csp.source import NONE, parse_source
from govern.csp.tried import tried_of
from govern.spec.sections.csp import Csp

if TYPE_CHECKING:
    from govern.project import Project

ORDER = (
    "default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr",
    "img-src", "font-src", "connect-src", "media-src", "object-src", "frame-src", "child-src", "fenced-frame-src",
    "worker-src", "manifest-src", "prefetch-src", "base-uri", "form-action", "frame-ancestors", "sandbox",
)  # fmt: skip
KINDS = ("none", "keyword", "nonce", "hash", "scheme", "host", "invalid")
NONCE = "{nonce}"
"""Where the server puts a value of its own into each answer."""

ENDPOINT = "csp"
"""The name of the place that reports go to."""

ELEMENTS = {"script-src": "script-src-elem", "style-src": "style-src-elem"}
WORD = regex(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+")
"""What may stand in a header's value between spaces: no quote, comma, semicolon or backslash."""

Directives = dict[str, list[str]]


def build(project: Project, policy: Csp) -> Directives:
    """The directives of a policy with everything that it needs. Raises `GovernError` for what cannot be in a header."""
    directives = base_of(policy)
    for name, source in needed(project, policy):
        add(directives, name, source)
    for position, extra in enumerate(policy.extra):
        place = policy.place("extra", position)
        name = checked_directive(extra.directive, place)
        add(directives, name, checked_source(name, extra.source, place))
    if policy.report_to is not None:
        if not WORD.fullmatch(policy.report_to):
            raise refused(f'"{policy.report_to}" cannot stand in a header', policy.place("report_to"))
        directives["report-uri"] = [policy.report_to]
        directives["report-to"] = [ENDPOINT]
    return {name: sorted_values(name, directives[name]) for name in sorted(directives, key=directive_order)}


def trial_of(policy: Csp) -> Csp | None:
    """The policy that is tried out beside an enforced one, which only reports."""
    tried = tried_of(policy)
    if tried is not None and policy.mode != "enforce":
        message = "a trial stands beside a policy that is enforced, and this one only reports"
        raise refused(message, policy.place("trial"))
    return tried


def base_of(policy: Csp) -> Directives:
    """The directives that the specs write; without any, everything comes from the site itself."""
    directives: Directives = {}
    for given, sources in policy.base.items():
        place = policy.place("base", given)
        name = checked_directive(given, place)
        if name in directives:
            raise refused(f'directive "{name}" stands in "base" twice', place)
        directives[name] = [checked_source(name, source, place) for source in sources]
    return directives or {"default-src": ["'self'"]}


def needed(project: Project, policy: Csp) -> Iterator[tuple[str, str]]:
    """What the site's scripts and hits need: directive and source. Beside `'strict-dynamic'` no host of a script counts."""
    yield from inline_sources(policy)
    hosts = ((need.directive, need.source) for need in needed_by(project, policy))
    yield from (one for one in hosts if not (policy.strict_dynamic and one[0] == "script-src"))


def needed_by(project: Project, policy: Csp) -> tuple[Need, ...]:
    """What needs something; of a strict policy what rests on verified facts."""
    return tuple(need for need in every_need(project, policy) if need.verified or not policy.strict)


def every_need(project: Project, policy: Csp) -> tuple[Need, ...]:
    """All that is declared and needs something. The raw tags of a container are read only where there are some."""
    declared = wanted(project, policy)
    if not project.sections.get("containers"):
        return declared
    from govern.csp.raw import raw_needs

    known = {(need.directive, need.source) for need in declared}
    raw = raw_needs(project, policy.site)
    return declared + tuple(need for need in raw if (need.directive, need.source) not in known)


def inline_sources(policy: Csp) -> Iterator[tuple[str, str]]:
    """How inline scripts are let through."""
    if policy.inline == "nonce":
        yield "script-src", f"'nonce-{NONCE}'"
    elif policy.inline == "unsafe":
        yield "script-src", "'unsafe-inline'"
    if policy.strict_dynamic:
        yield from strict(policy)
    for position, given in enumerate(policy.hashes):
        quoted = given if given.startswith("'") else f"'{given}'"
        if parse_source(quoted).kind != "hash":
            message = f'"{given}" is not a hash, expected sha256-, sha384- or sha512- and a value in base64'
            raise refused(message, policy.place("hashes", position))
        yield "script-src", quoted


def strict(policy: Csp) -> Iterator[tuple[str, str]]:
    """Scripts by nonce or hash, and what these load. The other two are for old browsers: new ones pass over them."""
    if policy.inline != "nonce" and not policy.hashes:
        raise refused("strict_dynamic without a nonce or a hash lets no script run", policy.place("strict_dynamic"))
    yield from (("script-src", word) for word in ("'strict-dynamic'", "'unsafe-inline'", "https:"))


def add(directives: Directives, name: str, source: str) -> None:
    """Add a source so that nothing is blocked that was let through before."""
    elements = ELEMENTS.get(name, "")
    if elements in directives:
        into(directives, elements, source)
    if name not in directives:
        speaks = next((other for other in FALLBACK.get(name, ()) if other in directives), None)
        if speaks is None and name in SOURCE_LISTS:
            return
        directives[name] = list(directives[speaks]) if speaks is not None else []
    into(directives, name, source)


def into(directives: Directives, name: str, source: str) -> None:
    """Add a source to a directive that exists; `'none'` makes way for it."""
    if source.lower() != NONE:
        directives[name] = [other for other in directives[name] if other.lower() != NONE]
    if source.lower() != NONE or not directives[name]:
        directives[name].append(source)


def checked_directive(name: str, place: Place) -> str:
    """A directive's name in lower case."""
    if name.lower() not in DIRECTIVES:
        raise refused(f'"{name}" is not a directive that browsers know', place)
    return name.lower()


def checked_source(name: str, source: str, place: Place) -> str:
    """A word of a directive that cannot leave its place in a header."""
    wrong = parse_source(source).kind == "invalid" if name in SOURCE_LISTS else not WORD.fullmatch(source)
    if wrong or not WORD.fullmatch(source):
        raise refused(f'{name}: "{source}" is not a source that browsers understand', place)
    return source


def refused(message: str, place: Place) -> GovernError:
    """Nothing is rendered with a part left out."""
    return GovernError(message, place, "govern explain csp/invalid-source")


def directive_order(name: str) -> tuple[int, str]:
    """Fetch directives first, as people read them; reporting last."""
    late = {"upgrade-insecure-requests": 1, "report-uri": 2, "report-to": 3}
    return (len(ORDER) + late.get(name, 0), name) if name not in ORDER else (ORDER.index(name), "")


def sorted_values(name: str, values: list[str]) -> list[str]:
    """Sources without repetition, keywords first, then hosts by name; the words of other directives as they are."""
    if name not in SOURCE_LISTS:
        return list(dict.fromkeys(values))
    by_word = {parse_source(value).word: value for value in reversed(values)}
    kept = (value for value in by_word.values() if not is_covered(value, by_word))
    return sorted(kept, key=source_order) or [NONE]


def is_covered(source: str, others: Iterable[str]) -> bool:
    """Whether a host is below a wildcard of the same list, all else being equal."""
    parsed = parse_source(source)
    domains = parsed.host.split(".")
    wider = ["*." + ".".join(domains[start:]) for start in range(1, len(domains))]
    return parsed.kind == "host" and any(
        parsed.replace(host=host).word in others for host in wider if host != parsed.host
    )


def source_order(source: str) -> tuple[int, str, str]:
    """The kind of source, then its host without what stands before it."""
    parsed = parse_source(source)
    kind = "nonce" if source == f"'nonce-{NONCE}'" else parsed.kind
    return KINDS.index(kind), parsed.host.removeprefix("*."), parsed.word


def value_of(directives: Directives) -> str:
    """The value of the header."""
    return "; ".join(" ".join((name, *values)) for name, values in directives.items())
