"""`schema`: the JSON Schemas of spec files and of `govern.yaml`."""

from __future__ import annotations


def schema(output: str | None = None, *, config: bool = False) -> str:
    """The schema as text, of `govern.yaml` with `config`; it is written where there is a file to write it to."""
    made = config_text() if config else spec_text()
    if output is not None:
        from govern.project.folders import project_around
        from govern.source.writing import present, write_all

        write_all({output: made.encode()}, {output: present(output)}, project_around(output))
    return made


def spec_text() -> str:
    """The schema of spec files."""
    from govern.spec.schema import text

    return text()


def config_text() -> str:
    """The schema of `govern.yaml`."""
    from govern.project.config import Config
    from govern.source.files import CONFIG
    from govern.spec.schema import as_text, schema_of

    return as_text(schema_of(Config, CONFIG))
