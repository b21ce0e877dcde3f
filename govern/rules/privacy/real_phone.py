"""A phone number in an example belongs to nobody.

Examples are copied into tests and into other projects, and one day something calls or texts the number. Many countries
keep numbers for films and manuals that are never given out.

Remedy: take one of those: +1 650 555 0100 to 0199 in North America, +44 7700 900000 to 900999 or +44 1632 960000 in the
United Kingdom, +353 20 91x xxxx in Ireland, +46 70 174 06 05 to 99 in Sweden. A number that is made up visibly, with five
digits in a row that are alike or count up, is passed over too.

Source: excerpts of https://en.wikipedia.org/wiki/Fictitious_telephone_number, checked 2026-11-26; some further ranges that
are passed over are from memory, which makes the rule quieter and nothing wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.personal_data import is_hash, samples

RESERVED = regex(
    r"^1?[2-9][0-9]{2}55501[0-9]{2}$"  # North America
    r"|^(44|0)(7700900|1632|207946|2890180|2920180|3069990|8081570|909879|1[0-9]{2}4960)"  # United Kingdom
    r"|^(353|0)2091"  # Ireland
    r"|^(46|0)70174(060[5-9]|06[1-9][0-9])$"  # Sweden
    r"|^(61|0)(491570|[2378](5550|7010))"  # Australia
    r"|^(33|0)(19900|26191|35301|46571|53649|63998)"  # France
    r"|^(49|0)(3023125|6990009|4066969|2214710|8999998|17139200|17299259|17409091|17604069)"  # Germany
)
VISIBLE = regex(r"(\d)\1{4}|01234|12345|23456|34567|45678|56789|98765|87654|76543|65432|54321|43210")


@rule(
    good="""
events: [{name: call, parameters: [{name: phone, type: phone, pii: phone}], examples: [{phone: +1 650 555 0134}]}]
""",
    bad="""
events: [{name: call, parameters: [{name: phone, type: phone, pii: phone}], examples: [{phone: +1 650 253 0000}]}]
""",
    level="note",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for one in samples(project):
        if one.parameter is not None and "phone" in (one.parameter.pii, one.parameter.type) and is_real(one.text):
            message = f'an example of "{one.name}" is a phone number that may be somebody\'s'
            yield Problem(one.place, message, help='take one that is reserved, such as "+1 650 555 0134"')


def is_real(text: str) -> bool:
    """Whether a number may have been given to somebody."""
    digits = re.sub(r"[^0-9]", "", text).removeprefix("00")
    return 7 <= len(digits) <= 15 and not is_hash(text) and not RESERVED.search(digits) and not VISIBLE.search(digits)
