"""`schema`: the JSON Schema of spec files."""

from __future__ import annotations


def schema(output: str | None = None) -> str:
    """The schema as text; it is written where there is a file to write it to."""
    from govern.spec.schema import text

    made = text()
    if output is not None:
        from govern.project.folders import project_around
        from govern.source.writing import present, write_all

        write_all({output: made.encode()}, {output: present(output)}, project_around(output))
    return made
