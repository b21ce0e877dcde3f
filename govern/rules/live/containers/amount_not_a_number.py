"""An amount is a number.

A value such as `$29.99` or `29,99 EUR` is text. Platforms drop it, or read it up to the first character that they do not
know, and the order is counted with a revenue of zero or of something else.

Remedy: send the number alone, with a point, and the currency in its own parameter.

Source: the facts about each platform, which have it from https://developers.google.com/analytics/devguides/collection/ga4/reference/events
and https://developers.facebook.com/docs/meta-pixel/reference, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.blank import is_blank
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.source import Join, Made, Source, Table, Text

NUMBER = regex(r"\s*[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})\s*")

SIGN = regex(r"[^\W\d_]|[$€£¥₹%]|[,;:]")
"""What stands in no number, wherever the other digits come from."""

FOR_PEOPLE = (".toLocaleString()", "Intl.NumberFormat().format()", ".replace('.', ',')", '.replace(".", ",")')
"""What code writes an amount with that people are to read."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Ads
        type: awct
        parameter: {conversionId: '1', conversionLabel: a, conversionValue: '%s', currencyCode: USD}
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % "29.99", bad=CONTAINER % "$29.99", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            platform = project.platform(signal.platform) if signal.platform else None
            value = (signal.value(platform) if platform is not None else None) or signal.parameters.get("value")
            known = signal.platform in ("google_ads", "floodlight") or "currency" in signal.parameters
            told = wrong(value.source) if value is not None and known else ""
            if told:
                tag = name_of(signal)
                message = f'{label("tag", tag)} sends the value "{told}", which is not a number'
                help = "send the number alone, and the currency beside it"
                yield problem(container, "tag", tag, message, "parameter", help=help, about=signal.called)


def wrong(source: Source) -> str:
    """An amount that is text, or is put together with some, as it is sent; empty for one that may be a number."""
    if isinstance(source, Text):
        is_number = not source.value.strip() or is_blank(source.value) or NUMBER.fullmatch(source.value)
        return "" if is_number else source.value[:40]
    if isinstance(source, Table):
        return next(filter(None, map(wrong, (*(row.value for row in source.rows), source.otherwise))), "")
    if isinstance(source, Made) and source.how in FOR_PEOPLE:
        return f"…{source.how}"
    if isinstance(source, Made) and source.how == "otherwise":
        return next(filter(None, map(wrong, source.reads)), "")
    pieces = source.parts if isinstance(source, Join) else ()
    fixed = [piece.value for piece in pieces if isinstance(piece, Text)]
    inner = [piece.value for piece in pieces[1:-1] if isinstance(piece, Text)]
    if any(SIGN.search(text) and not is_blank(text) for text in fixed) or not all(map(str.split, inner)):
        return "".join(piece.value if isinstance(piece, Text) else "…" for piece in pieces)[:40]
    return ""
