"""Custom HTML taken apart: what runs, what is loaded, what is only shown."""

from __future__ import annotations

import pytest
from for_each import for_each

from govern.gtm.html import read

SCRIPTS = {
    "<script>a()</script>": ["a()"],
    "<SCRIPT type='text/javascript'>a()</ScRiPt >": ["a()"],
    "<script type=text/gtmscript>a()</script>": ["a()"],
    '<script type="application/ld+json">{"a": 1}</script>': [],
    '<script type="text/plain" data-category="marketing">a()</script>': [],
    "<!-- <script>a()</script> --><script>b()</script>": ["b()"],
    "<noscript><script>a()</script></noscript>": [],
    "<template><script>a()</script></template>": [],
    "<script src='https://cdn.example/a.js'>a()</script>": [],
    "<script>a('</div>')</script><script>b()</script>": ["a('</div>')", "b()"],
    "<div title='<script>a()</script>'></div>": [],
    "<script data-x='>'>a()</script>": ["a()"],
    "<script>a()": ["a()"],
    "<script": [],
    "<script title='never closed>a()</script>": [],
    "a()": [],
}


@for_each(("html", "codes"), SCRIPTS.items(), ids=list(SCRIPTS))
def test_what_runs(html: str, codes: list[str]) -> None:
    assert [script.code.decode() for script in read(html.encode()).scripts if script.runs] == codes


LOADS = {
    "<img src='https://a.example/p?x=1&amp;y=2'>": [("img", "https://a.example/p?x=1&y=2")],
    "<noscript><img src='https://a.example/p'></noscript>": [],
    "<!-- <img src='https://a.example/p'> -->": [],
    "<iframe\nsrc=https://a.example/f ></iframe>": [("iframe", "https://a.example/f")],
    "<script async src='//a.example/s.js'></script>": [("script", "//a.example/s.js")],
    "<link rel=stylesheet href=/s.css><link rel=icon href=/i.png>": [("link", "/s.css")],
    "<img src=''>": [],
}


@pytest.mark.parametrize(("html", "loads"), LOADS.items(), ids=list(LOADS))
def test_what_is_loaded(html: str, loads: list[tuple[str, str]]) -> None:
    found = read(html.encode()).loads
    assert [(load.element, load.address(html.encode())) for load in found] == loads


def test_lines_are_those_of_the_text() -> None:
    page = read(b"<div>\n</div>\n<script>\na()\n</script>\n<img src='/p'>")
    assert [script.line for script in page.scripts] == [3]
    assert [load.line for load in page.loads] == [6]


def test_text_outside_of_elements_is_kept_apart() -> None:
    assert read(b"<p>fbq('track')</p><script>a()</script><!-- b() -->").bare == "fbq('track')"
