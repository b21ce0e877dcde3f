"""Headings that a project declares in `govern.yaml`: what the columns of its own lists mean, in words that nobody else knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govern.access.asked import denies
from govern.spec.base import ListColumn

WORDS: dict[ListColumn, str] = {
    "person": "Email",
    "role": "Role",
    "asset": "Asset",
    "platform": "Platform",
    "name": "Full name",
    "kind": "Principal type",
    "state": "Status",
    "since": "Since",
    "last_active": "Last active",
    "second_factor": "MFA",
    "app": "App",
    "app_id": "App ID",
}
"""The heading by which readers know each meaning."""

TOP = 20
"""How many lines may stand above the headings."""

DELIMITERS = (";", ",", "\t")
Columns = Mapping[str, ListColumn]


def renamed(data: Any, columns: Columns) -> Any:
    """A table, or a list of objects, with the declared headings in words that readers know; anything else as it was."""
    if not columns:
        return data
    words = {
        heading.strip().casefold(): word_for(heading.strip().casefold(), meaning)
        for heading, meaning in columns.items()
    }
    return in_text(data, words) if isinstance(data, str) else in_rows(data, words)


def word_for(heading: str, meaning: ListColumn) -> str:
    """The heading by which readers know a meaning; one that asks whether a second factor is missing goes on asking that."""
    return f"Without {WORDS[meaning]}" if meaning == "second_factor" and denies(heading) else WORDS[meaning]


def in_text(text: str, words: dict[str, str]) -> str:
    """A table whose line of headings has a declared one; lines keep their numbers."""
    import csv
    import io

    lines = text.split("\n", TOP)
    for position, line in enumerate(lines[:TOP]):
        ending = "\r" if line.endswith("\r") else ""
        for delimiter in DELIMITERS:
            cells = next(csv.reader([line.removesuffix("\r").lstrip("\ufeff")], delimiter=delimiter), [])
            if len(cells) > 1 and any(cell.strip().casefold() in words for cell in cells):
                stream = io.StringIO(newline="")
                named = [words.get(cell.strip().casefold(), cell) for cell in cells]
                csv.writer(stream, delimiter=delimiter, lineterminator="").writerow(named)
                return "\n".join([*lines[:position], stream.getvalue() + ending, *lines[position + 1 :]])
    return text


def in_rows(data: Any, words: dict[str, str], depth: int = 0) -> Any:
    """A list of objects, wrapped or not, with the declared keys renamed."""
    if isinstance(data, list) and depth < 3:
        return [in_rows(item, words, depth + 1) for item in data]
    if isinstance(data, dict) and depth < 3:
        if any(key.strip().casefold() in words for key in data):
            return {words.get(key.strip().casefold(), key): value for key, value in data.items()}
        return {key: in_rows(item, words, depth + 1) if isinstance(item, list) else item for key, item in data.items()}
    return data
