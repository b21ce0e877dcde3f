"""What raw containers need: vendors' tags, custom HTML, templates, images; each host with its tag."""

from __future__ import annotations

import json

import pytest
from helpers import project

from govern.csp.build import build, needed_by
from govern.csp.raw import permitted
from govern.project import Project
from govern.render.targets import csp

HTML = """
<script src="https://cdn.heat.example/h.js"></script>
<iframe src="https://frames.heat.example/f"></iframe>
<noscript><img src="https://unseen.example/p"></noscript>
<script>
  fetch("https://api.heat.example/collect");
  new Image().src = "https://px.heat.example/p?" + Math.random();
</script>
"""
SPECS = f"""
sites: [{{name: shop, containers: {{web: GTM-ABC1234}}, countries: [SE]}}]
csp: [{{site: shop, mode: enforce, base: {{default-src: ["'self'"]}}}}]
containers:
  - id: GTM-ABC1234
    tags:
      - {{name: Heat, type: html, parameter: {{html: {json.dumps(HTML)}}}, firingTrigger: [All Pages]}}
      - {{name: Asleep, type: html, parameter: {{html: '<script src="https://asleep.example/a.js"></script>'}}, paused: true,
         firingTrigger: [All Pages]}}
      - {{name: Pixel, type: img, parameter: {{url: 'https://px.partner.example/i?x={{{{Sum}}}}'}}, firingTrigger: [All Pages]}}
      - {{name: Conversion, type: awct, parameter: {{conversionId: '123', conversionLabel: abc}}, firingTrigger: [All Pages]}}
      - {{name: Counter, type: flc, parameter: {{advertiserId: '1'}}, firingTrigger: [All Pages]}}
    variables: [{{name: Sum, type: jsm, parameter: {{javascript: 'function() {{ return 1; }}'}}}}]
"""


def needing(subject: Project) -> dict[tuple[str, str], str]:
    (policy,) = subject.policies
    return {(need.directive, need.source): need.what for need in reversed(needed_by(subject, policy))}


def test_every_host_has_the_tag_that_needs_it() -> None:
    found = needing(project(SPECS))
    assert found["script-src", "https://cdn.heat.example"] == 'tag "Heat"'
    assert found["frame-src", "https://frames.heat.example"] == 'tag "Heat"'
    assert found["connect-src", "https://api.heat.example"] == 'tag "Heat"'
    assert found["img-src", "https://px.heat.example"] == 'tag "Heat"'
    assert found["img-src", "https://px.partner.example"] == 'tag "Pixel"'
    assert found["img-src", "https://www.google.se"] == 'tag "Conversion"'
    assert found["img-src", "https://ade.googlesyndication.com"] == 'tag "Counter"'
    assert not any("unseen" in source or "asleep" in source for _, source in found)


def test_the_reason_says_the_line() -> None:
    subject = project(SPECS)
    (need,) = (need for need in needed_by(subject, subject.policies[0]) if "frames.heat" in need.source)
    assert need.reason == "an iframe element in its code, line 3"
    assert need.place.route[:3] == ("containers", 0, "tags")


def test_a_container_of_another_site_adds_nothing() -> None:
    other = project(SPECS.replace("id: GTM-ABC1234", "id: GTM-OTHER11"))
    assert not any("heat" in source for _, source in needing(other))


def test_floodlight_is_framed_by_the_accounts_own_domain() -> None:
    assert needing(project(SPECS))["frame-src", "https://1.fls.doubleclick.net"] == 'tag "Counter"'
    other = project(SPECS.replace("advertiserId: '1'", "advertiserId: '{{Account}}'"))
    assert ("frame-src", "https://*.fls.doubleclick.net") in needing(other)


INLINE = """<style>.box { color: red }</style><a href="javascript:void(0)" onclick="send()">x</a>
<script>setTimeout("send()", 10)</script>"""


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        ("nonce", {"code that is made of a text": 2, "event handlers in attributes": 1, "styles of custom HTML": 1}),
        (
            "none",
            {
                "scripts of custom HTML": 2,
                "code that is made of a text": 2,
                "event handlers in attributes": 1,
                "styles of custom HTML": 1,
            },
        ),
    ],
)
def test_what_only_an_unsafe_word_lets_in_is_named_with_its_line(inline: str, expected: dict[str, int]) -> None:
    subject = project(
        SPECS.replace(json.dumps(HTML), json.dumps(INLINE)).replace("mode: enforce", f"mode: enforce, inline: {inline}")
    )
    said = [line for line in csp.remarks(subject) if '"Heat"' in line]
    for how, line in expected.items():
        assert any(f"stops {how}, " in one and one.endswith(f'"Heat" (line {line})') for one in said), (how, said)
    assert len(said) == len(expected)


def test_variables_that_the_policy_stops_are_named() -> None:
    (said,) = (line for line in csp.remarks(project(SPECS)) if "JavaScript" in line)
    assert said.endswith('make templates of them, or read a data layer variable: "Sum"')
    allowed = project(SPECS.replace("\"'self'\"", "\"'self'\", \"'unsafe-eval'\""))
    assert "'unsafe-eval'" in build(allowed, allowed.policies[0])["script-src"]
    assert not any("JavaScript" in line for line in csp.remarks(allowed))


TEMPLATE = """___INFO___

{"type": "TAG"}

___WEB_PERMISSIONS___

%s

___TESTS___

scenarios: []
"""


@pytest.mark.parametrize(
    ("permission", "urls", "expected"),
    [
        ("inject_script", ["https://cdn.vendor.example/a.js"], [("script-src", "https://cdn.vendor.example")]),
        ("send_pixel", ["https://*.vendor.example/*"], [("img-src", "https://*.vendor.example")]),
        ("inject_hidden_iframe", ["https://f.vendor.example/"], [("frame-src", "https://f.vendor.example")]),
        ("inject_script", ["https://*/"], []),
        ("read_data_layer", ["https://cdn.vendor.example/"], []),
    ],
)
def test_a_template_may_load_what_its_permissions_say(
    permission: str, urls: list[str], expected: list[tuple[str, str]]
) -> None:
    listed = [{"type": 1, "string": url} for url in urls]
    instance = {"key": {"publicId": permission}, "param": [{"key": "urls", "value": {"type": 2, "listItem": listed}}]}
    assert list(permitted(TEMPLATE % json.dumps([{"instance": instance}], indent=2))) == expected
    assert list(permitted("___WEB_PERMISSIONS___\n\n[{]")) == []
