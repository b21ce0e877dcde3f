"""The page of keys: what may stand in spec files and in `govern.yaml`, from what the records say of their fields."""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.record import Record
from govern.project.config import Config
from govern.source.files import CONFIG
from govern.spec.described import described, records
from govern.spec.section import in_order, section

INTRODUCTION = """# Keys of the language

What may stand in spec files, section by section, and in `govern.yaml`. `docs/language.md` says what it is for
and how the parts belong together; `govern schema` gives editors the same words.
"""


def pages() -> Iterator[tuple[str, str]]:
    """The page, by name."""
    parts = [INTRODUCTION]
    for name in in_order():
        parts += told(name, section(name).record)
    yield "README", "\n".join([*parts, *told(CONFIG, Config)])


def told(name: str, record: type[Record]) -> Iterator[str]:
    """A section with the records that it is made of."""
    yield f"## `{name}`\n"
    for one in records(record):
        if one is not record:
            yield f"### {one.__name__}\n"
        yield (one.__doc__ or "").strip().replace("\n    ", "\n") + "\n"
        yield "| key | what it says |\n| --- | --- |"
        yield from (f"| `{key}` | {text} |" for key, text in described(one).items())
        yield ""
