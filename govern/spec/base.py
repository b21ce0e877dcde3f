"""What the sections are made of: entities that know their place, and the texts with a fixed form (dates, durations)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place, Route

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema


class Entity(Record):
    """A top-level entry of a section. `_file` and `_route` say where it was written; they are not part of its value."""

    _file: ClassVar[str] = ""
    _route: ClassVar[Route] = ()

    def place(self, *route: str | int) -> Place:
        """The place of the node that `route` leads to from here; its span is looked up when a finding is made."""
        return Place(self._file, (*self._route, *route))


class Form:
    """A text with a form: `accepts` says whether a text has it, `says` names it in messages."""

    def __init__(self, says: str, pattern: str, check: Callable[[str], bool] | None = None) -> None:
        self.says = says
        self.pattern = pattern
        self.regex = regex(pattern)
        self.check = check

    def accepts(self, text: str) -> bool:
        return self.regex.fullmatch(text) is not None and (self.check is None or self.check(text))

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import PydanticCustomError, core_schema

        def validate(text: str) -> str:
            if not self.accepts(text):
                raise PydanticCustomError("form", "{says}", {"says": self.says})
            return text

        return core_schema.no_info_after_validator_function(validate, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "pattern": f"^({self.pattern})$", "description": f"expected {self.says}"}


def is_date(text: str) -> bool:
    """Whether YYYY-MM-DD is a day of the calendar."""
    if not text:
        return False
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


DAY = Form("a day as YYYY-MM-DD", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", is_date)
Date = Annotated[str, DAY]
"""ISO days compare as text, so they stay text: `until < project.today`."""

DURATION = Form("a duration such as 7d, 48h, 15m, 30s or 200ms", r"[0-9]{1,6}(ms|s|m|h|d|w)")
Duration = Annotated[str, DURATION]
PERCENT = Form("a percentage such as 5%", r"[0-9]{1,3}(\.[0-9]+)?%")
Percent = Annotated[str, PERCENT]
EMAIL = Form("an e-mail address", r'[^\s@<>()\[\],;:"]+@[^\s@<>()\[\],;:"]+')
Email = Annotated[str, EMAIL]
URL = Form("a URL that starts with https:// or http://", r"https?://[^\s/?#]+[^\s]*")
Url = Annotated[str, URL]
NAME = Form("a name without line breaks or surrounding spaces", r"[^\s]([^\r\n\t]*[^\s])?")
Name = Annotated[str, NAME]

Environment = Literal["production", "staging", "development"]
ENVIRONMENTS: tuple[Environment, ...] = ("production", "staging", "development")
ByEnvironment = str | dict[Environment, str]
"""A value, or one for each environment; a plain value holds for all of them."""

Leg = Literal["browser", "server"]
"""A way by which an event reaches a platform."""

ConsentType = Literal["ad_storage", "analytics_storage", "ad_user_data", "ad_personalization",
                      "functionality_storage", "personalization_storage", "security_storage"]  # fmt: skip

UNITS_IN_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def seconds(duration: str) -> float:
    """A `Duration` in seconds."""
    number, unit = re.fullmatch(r"([0-9]+)([a-z]+)", duration).groups()  # type: ignore[union-attr]
    return int(number) * UNITS_IN_SECONDS[unit]


def percent(text: str) -> float:
    """A `Percent` as a number: 5 for `5%`."""
    return float(text[:-1])


def in_environment(value: ByEnvironment | None, environment: Environment) -> str | None:
    """The value that holds in one environment."""
    return value.get(environment) if isinstance(value, dict) else value


ListColumn = Literal[
    "person", "role", "asset", "platform", "name", "kind", "state", "since", "last_active", "second_factor", "app", "app_id"
]  # fmt: skip
"""What a column of a list of people can mean."""
