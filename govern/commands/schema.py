"""`schema`: the JSON Schema of spec files."""

from __future__ import annotations


def schema(output: str | None = None) -> str:
    """The schema as text; it is written where there is a file to write it to."""
    from govern.source import files
    from govern.spec.schema import text

    made = text()
    if output is not None:
        files.write_all({output: made.encode()})
    return made
