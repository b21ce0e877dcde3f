"""No credential stands in a file of the repository, be it an export, a script or a note.

Whoever may read the repository may use it, and the history keeps it when the line is gone: with a Conversions API token
anybody can send purchases that never happened, with a refresh token read what the account can read.

Remedy: revoke the credential now and store the new one in a secret store. What is not a credential, or is meant to be public, is let
through by a comment in its line or the line above it, with a reason; a file that has no comments, such as an export, by
`govern secrets --write-baseline`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.core.report import Place, Span
from govern.platforms import Secret, leaks_in
from govern.platforms.fact import Leak
from govern.project import Project
from govern.project.ignores import is_over
from govern.rules import Problem, rule
from govern.source.ignores import COMMENT

REMEDY = "revoke it, and keep the new one in a secret store"
SILENCING = frozenset({"secrets/in-file", "tokens/secret-in-spec", "containers/secret-in-container"})
MARKER = regex(r"(?://|/\*|<!--|--|;)(?=[ \t]*govern:)")
ALONE = ("#", "//", "/*", "<!--", "--", ";")
END = regex(r"[ \t]*(?:\*/|-->)[ \t]*$")

PIECE = 4_000_000
"""So many bytes are looked at in one go."""
OVERLAP = 8192
"""So many characters of one piece are seen again with the next, since a credential may stand across the border."""

# The credential of the bad example is put together here, so that scanners of this repository stay calm.
MADE_UP = "EAA" + "bC3dE4fG5h" * 6


@rule(
    good="const token = process.env.META_TOKEN;\n",
    bad=f"const token = '{MADE_UP}';\n",
    over="files",
)
def check(project: Project) -> Iterator[Problem]:
    for file, raw in project.side_files.items():
        if not is_binary(raw):
            for span, secret, text in found_in(raw, project.own_leaks):
                if not is_silenced(text, secret, project.today):
                    mark = secret.fingerprint(text)
                    message = f"{secret.said} stands here (its fingerprint is {mark})"
                    yield Problem(Place(file, (), span), message, help=REMEDY, subject=f"{file}\n{mark}")


def is_binary(raw: bytes) -> bool:
    """Whether a file is not text, by what git asks, too: a zero byte near its beginning."""
    return b"\0" in raw[:8000] and raw[:2] not in (b"\xff\xfe", b"\xfe\xff")


def found_in(raw: bytes, own: tuple[Leak, ...] = ()) -> Iterator[tuple[Span, Secret, str]]:
    """Every credential of a file with its span, and the piece of text that it stands in."""
    line, column, seen = 1, 1, 0
    for text, until in pieces(raw):
        for secret in leaks_in(text, own):
            if seen <= secret.start < until:
                yield span(text, secret, line, column), secret, text
        kept = max(0, until - OVERLAP)
        breaks = text.count("\n", 0, kept)
        line += breaks
        column = kept - text.rfind("\n", 0, kept) if breaks else column + kept
        seen = until - kept


def pieces(raw: bytes) -> Iterator[tuple[str, int]]:
    """The text of a file in pieces that overlap, and up to where each speaks for itself."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raw = raw.decode("utf-16", "replace").encode("utf-8", "replace")
    text = ""
    for start in range(0, max(1, len(raw)), PIECE):
        text += raw[start : start + PIECE].decode("utf-8", "replace")
        until = len(text) if start + PIECE >= len(raw) else max(0, len(text) - OVERLAP)
        yield text, until
        text = text[max(0, until - OVERLAP) :]


def span(text: str, secret: Secret, line: int, column: int) -> Span:
    """Where a credential stands, up to the end of its first line; the text begins at a line and column."""
    breaks = text.count("\n", 0, secret.start)
    begin = secret.start - text.rfind("\n", 0, secret.start) if breaks else column + secret.start
    end = text.find("\n", secret.start, secret.end)
    length = (secret.end if end < 0 else end) - secret.start
    return Span(line + breaks, begin, line + breaks, begin + length)


def is_silenced(text: str, secret: Secret, today: str) -> bool:
    """Whether a comment lets a credential through: in its line, or alone in the line above."""
    begin = text.rfind("\n", 0, secret.start) + 1
    end = text.find("\n", secret.end)
    own = text[begin : secret.start] + text[secret.end : end if end >= 0 else len(text)]
    above = text[text.rfind("\n", 0, max(0, begin - 1)) + 1 : max(0, begin - 1)]
    return speaks(own, today) or (above.lstrip().startswith(ALONE) and speaks(above, today))


def speaks(line: str, today: str) -> bool:
    """Whether a line has an ignore comment of whatever language, with a reason and a day that is not over."""
    if "govern:" not in line:
        return False
    match = COMMENT.search(END.sub("", MARKER.sub("#", line)))
    if match is None or not (match["reason"] or "").strip() or is_over(match["until"] or "", today):
        return False
    return bool(SILENCING & {part.strip() for part in match["rules"].split(",")})
