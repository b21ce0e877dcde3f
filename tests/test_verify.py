"""`govern verify` as it is typed: what was read, coverage, a page, two captures held against each other, first specs."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from captured import entry, recording, subject
from for_each import for_each

from govern.captures.keys import coverage, line
from govern.cli import run
from govern.commands.verify import compared, learned, verify

pytestmark = pytest.mark.usefixtures("day")

PIXEL = "https://www.facebook.com/tr/?id=1234567890123456"
SPECS = """
version: 1
destinations: [{name: meta, platform: meta, id: '1234567890123456'}]
events: [{name: purchase, parameters: [{name: value, type: number}]}, {name: lead, parameters: []}]
mappings:
  - {event: purchase, destination: meta, as: Purchase, parameters: {value: value}}
  - {event: lead, destination: meta, as: Lead}
"""


def written(folder: Path, name: str, *urls: str) -> str:
    """A recording on disk."""
    path = folder / name
    path.write_text(recording(*(entry(url) for url in urls)), encoding="utf-8")
    return str(path)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, and the user in it."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n", encoding="utf-8")
    (tmp_path / "specs" / "shop.yaml").write_text(SPECS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_says_what_was_read_and_what_of_the_specs_was_seen(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = f"{PIXEL}&ev=Purchase&cd[value]=29.99&cd[currency]=EUR"
    file = written(shop, "checkout.har", good, f"{PIXEL}&ev=Subscribe", "https://shop.example/a.js")
    assert run(["verify", file, "--color", "never"]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert '#2 meta "Subscribe" is not declared in the specs' in said
    assert "checkout.har (HAR): 3 requests, 2 hits of 1 platform (2 events), 1 to others" in said
    assert "seen 1 of 2 declared signals" in said
    assert "never seen: lead → meta (browser)" in said
    assert 'seen and not declared: meta "Subscribe" (1)' in said


def test_machines_read_the_same(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(shop, "checkout.har", f"{PIXEL}&ev=Subscribe")
    assert run(["verify", file, "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    (nothing, finding), (read,) = report["findings"], report["captures"]
    assert (read["kind"], read["requests"], read["told"]) == ("HAR", 1, {"meta browser": 1})
    assert (finding["rule"], finding["place"]) == (
        "hits/undeclared-event",
        {"file": "checkout.har", "entity": "request 1"},
    )
    assert nothing["rule"] == "hits/nothing-declared-seen", "told first"


def test_what_is_no_capture_ends_with_two(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shop / "people.csv").write_text("name,age\nAna,3\n", encoding="utf-8")
    assert run(["verify", "people.csv"]) == 2
    assert "nothing to verify" in capsys.readouterr().err


@for_each(
    "text",
    [
        "{}",
        "[1, 2]",
        '{"data": []}',
        "https://www.hazel.example/\n",
        recording(entry("https://www.hazel.example/")),
    ],
)
def test_a_capture_in_which_no_hit_is_seen_is_not_green(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pixel that vanished must not look like a site on which all is well."""
    monkeypatch.chdir(tmp_path)
    Path("checkout.har").write_text(text, encoding="utf-8")
    assert run(["verify", "checkout.har", "--format", "concise"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("checkout.har: warning hits/none-seen no hit of a platform that govern knows was seen in ")


def test_a_visitor_who_refused_is_a_reason_for_no_hit(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused = "https://consent.cookiebot.com/logconsent.ashx?action=decline&method=strict&clp=false&cls=false&clm=false"
    file = written(shop, "refused.har", "https://www.hazel.example/", refused)
    assert run(["verify", file]) == 0
    assert "no hit was seen, and the visitor had refused" in " ".join(capsys.readouterr().out.split())


def test_what_one_network_was_told_and_another_was_not(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a whole recording: a list of one network's hits, and a platform whose hits are not understood, show nothing missing."""
    more = SPECS.replace(
        "id: '1234567890123456'}", "id: '1234567890123456'}, {name: pin, platform: pinterest, id: '2612345678901'}"
    )
    (shop / "specs" / "shop.yaml").write_text(
        f"{more}  - {{event: lead, destination: pin, as: lead}}\n", encoding="utf-8"
    )
    page, lead = "https://www.hazel.example/", f"{PIXEL}&ev=Lead"
    assert run(["verify", written(shop, "one.har", page, lead), "--color", "never"]) == 1
    assert 'destination "pin" was not told in the browser' in " ".join(capsys.readouterr().out.split())
    assert run(["verify", written(shop, "list.har", lead)]) == 0
    assert run(["verify", written(shop, "new.har", page, lead, "https://ct.pinterest.com/unheard/of?x=1")]) == 0


def test_check_tells_of_captures_that_say_nothing(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shop / "captures").mkdir()
    (shop / "captures" / "README.md").write_text("How to record.\n", encoding="utf-8")
    only = ("--skip", "lint", "--skip", "render", "--skip", "audit", "--skip", "diff")
    assert run(["check", *only]) == 0
    (shop / "captures" / "checkout.har").write_text("<html>502 Bad Gateway</html>", encoding="utf-8")
    capsys.readouterr()
    assert run(["check", *only, "--format", "concise"]) == 1
    assert "captures/checkout.har: warning hits/not-a-capture" in capsys.readouterr().out


def test_check_reads_a_capture_to_its_end(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("MOST", "LEAST"):
        monkeypatch.setattr(f"govern.captures.read.{name}", 3)
    (shop / "captures").mkdir()
    hits = (f"{PIXEL}&ev=Lead&cd[n]={n}" for n in range(8))
    (shop / "captures" / "pixels.txt").write_text("\n".join((*hits, f"{PIXEL}&ev=Late")), encoding="utf-8")
    run(["check", "--skip", "lint", "--skip", "render", "--skip", "audit", "--skip", "diff"])
    said = " ".join(capsys.readouterr().out.split())
    assert '#9 meta "Late" is not declared' in said
    assert "9 requests, 9 hits" in said and "judged in 3 portions" in said


def test_the_page_has_the_payload_beside_the_contract_and_nothing_of_a_person(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(shop, "checkout.har", f"{PIXEL}&ev=Purchase&cd[value]=29.99&cd[note]=ana%40hazel.example&cd[<b>]=1")
    assert run(["verify", file, "--report", "out"]) == 1
    capsys.readouterr()
    page = (shop / "out" / "verify.html").read_text("utf-8")
    assert "ana@" not in page and "ana%40" not in page and "<b>" not in page
    assert "required by the platform, declared as value" in page
    assert page.index("currency") < page.index("29.99"), "what is missing comes first"
    assert "never" in page
    run(["verify", file, "--report", "out"])
    assert "unchanged" in capsys.readouterr().out


def test_what_the_page_about_captures_shows_is_what_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pixel whose page address tells an e-mail address, and the server's half with another event ID."""
    page = "https%3A%2F%2Fwww.hazel.example%2Fthanks"
    told = {"event_name": "Purchase", "event_time": 1796032800, "event_id": "o-1", "action_source": "website",
            "event_source_url": "https://www.hazel.example/thanks", "user_data": {"em": ["ab" * 32]},
            "custom_data": {"value": 29.99, "currency": "EUR"}}  # fmt: skip
    paid = (
        f"{PIXEL}&ev=Purchase&cd[value]=29.99&cd[currency]=EUR&eid=order_A-1001&dl={page}%3Femail%3Dana%40hazel.example"
    )
    har = recording(
        entry("https://www.hazel.example/thanks"),
        entry("https://connect.facebook.net/en_US/fbevents.js"),
        entry(f"{PIXEL}&ev=PageView&dl={page}"),
        entry(paid),
        entry("https://graph.facebook.com/v25.0/1234567890123456/events", body={"data": [told]}),
    )
    (tmp_path / "checkout.har").write_text(har, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["verify", "checkout.har", "--color", "never"]) == 1
    shown = (Path(__file__).parent.parent / "docs" / "captures.md").read_text("utf-8")
    assert f"```\n$ govern verify checkout.har\n{capsys.readouterr().out}```" in shown


def test_two_captures_are_held_against_each_other(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = written(shop, "good.har", f"{PIXEL}&ev=Purchase&cd[value]=29.99&cd[currency]=EUR&eid=a-1")
    bad = written(shop, "bad.har", f"{PIXEL}&ev=Purchase&cd[value]=2999&eid=b-2", f"{PIXEL}&ev=Lead")
    assert run(["verify", "--compare", good, bad, "--color", "never", "-v"]) == 1
    said = capsys.readouterr().out
    assert "EUR" in said and "2999" in said and "a-1" not in said, "another ID is no difference"
    assert run(["verify", "--compare", good, good]) == 0


def test_first_specs_are_learned_and_hold(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    urls = (
        f"{PIXEL}&ev=Purchase&cd[value]=29.99&cd[currency]=EUR&dl=https%3A%2F%2Fwww.hazel.example%2Fthanks",
        "https://ct.pinterest.com/v3/?tid=2612345678901&event=checkout&ed=%7B%22value%22%3A29.99%2C%22currency%22%3A%22EUR%22%7D",
        "https://www.googleadservices.com/pagead/conversion/123456789/?label=AbC-D_efG-h1&value=29.99&currency_code=EUR&oid=A-1",
    )
    file = written(shop, "checkout.har", *urls)
    assert run(["verify", "--learn", file]) == 0
    specs = capsys.readouterr().out
    (shop / "specs" / "shop.yaml").write_text(specs, encoding="utf-8")
    assert "www.hazel.example" in specs
    run(["lint", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [one for one in found if one["level"] == "error"] == []
    assert run(["verify", file]) == 0
    assert "seen 3 of 3" in " ".join(capsys.readouterr().out.split())


def test_devices_and_times_are_told_apart(tmp_path: Path) -> None:
    phone = [{"name": "User-Agent", "value": "Mozilla/5.0 (iPhone) Mobile/15E148"}]
    desk = [{"name": "User-Agent", "value": "Mozilla/5.0 (Windows NT 10.0)"}]
    told = [("PageView", desk, 40), ("Lead", desk, 180), ("PageView", phone, 320), ("PageView", phone, 900)]
    entries = [entry(f"{PIXEL}&ev={name}", ms=ms) for name, _, ms in told]
    for one, (_, headers, _) in zip(entries, told, strict=True):
        one["request"]["headers"] = headers
    (tmp_path / "visit.har").write_text(recording(*entries), encoding="utf-8")
    notes = verify(None, (str(tmp_path / "visit.har"),), today="2026-11-30").notes
    assert "devices: desktop 2, mobile 2" in notes and 'not seen on mobile: meta "Lead"' in notes
    times = "answers of meta: browser on desktop 2 of 2 within 200 ms; browser on mobile 0 of 2 within 200 ms, 1 over 500 ms"
    assert times in notes


def test_match_keys_are_counted_and_no_score_is_made_up() -> None:
    def sent(n: int, **user: str) -> dict[str, object]:
        event = {"event_name": "Lead", "action_source": "website", "event_id": str(n), "user_data": user}
        return {"data": [event]}

    strong = [sent(n, em="a1b2c3d4" * 8, client_ip_address="1.1.1.1") for n in range(5)]
    project = subject(*strong, *(sent(n, client_ip_address=f"1.1.1.{n}") for n in range(5)))
    (one,) = coverage(project)
    assert (one.events, one.keys, one.strong, one.constant) == (10, (("client_ip_address", 10), ("em", 5)), 5, ("em",))
    assert line(one).startswith(
        'match keys of meta "Lead" (10): client_ip_address 100 %, em 50 %; a strong key in 50 %'
    )


def test_a_capture_of_any_size_is_judged_to_its_end(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Read in portions of three hits, two files say together what they say when they are read at once."""

    def sent(n: int, user: str) -> dict[str, object]:
        worth = {"value": 1, "currency": "EUR"} if n % 4 else {"value": 1}
        event = {"event_name": "Purchase", "action_source": "website", "event_id": str(n), "event_time": 1796032800 + n}
        return {
            "data": [{**event, "user_data": {"em": user * 64, "client_ip_address": f"1.1.1.{n}"}, "custom_data": worth}]
        }

    for name, user in (("a.ndjson", "a"), ("b.ndjson", "b")):
        lines = [json.dumps(sent(n, user)) for n in range(10)]
        (shop / name).write_text("\n".join([*lines, "{damaged", ""]), encoding="utf-8")
    assert run(["verify", "a.ndjson", "b.ndjson", "--format", "json"]) == 1
    at_once = json.loads(capsys.readouterr().out)
    run(["verify", "a.ndjson", "b.ndjson"])
    words = capsys.readouterr().out.split("\n\n")
    monkeypatch.setattr("govern.captures.read.MOST", 3)
    monkeypatch.setattr("govern.captures.read.LEAST", 3)
    assert run(["verify", "a.ndjson", "b.ndjson", "--format", "json"]) == 1
    in_portions = json.loads(capsys.readouterr().out)
    assert at_once["captures"] == in_portions["captures"]
    assert [finding["message"] for finding in at_once["findings"]] == [
        one["message"] for one in in_portions["findings"]
    ]
    run(["verify", "a.ndjson", "b.ndjson"])
    said = " ".join(capsys.readouterr().out.split())
    assert "judged in 4 portions" in said
    assert all(" ".join(part.split()).removesuffix("\n") in said for part in words if part.startswith("match keys"))


def purchase(n: int, order: str, event_id: str) -> str:
    """A body of Meta as a line of a log."""
    event = {"event_name": "Purchase", "action_source": "website", "event_time": 1796032800 + n, "event_id": event_id}
    worth = {"value": 29.99, "currency": "EUR", "order_id": order}
    return json.dumps({"data": [{**event, "user_data": {"em": "a" * 64}, "custom_data": worth}]})


ORDERS = [purchase(n, f"A-{n}", f"e-{n}") for n in range(60)]
AGAIN = [*ORDERS[:55], purchase(55, "A-7", "e-55"), *ORDERS[56:], purchase(60, "A-60", "e-20")]
"""Order A-7 is told again under another ID 48 hits later, and the ID of A-20 is used again."""


@for_each("most", [60_000, 7])
def test_an_order_told_again_is_found_however_far_back_it_lies(most: int) -> None:
    """In one portion or in several."""
    with pytest.MonkeyPatch.context() as patched, TemporaryDirectory() as folder:
        patched.setattr("govern.captures.read.MOST", most)
        patched.setattr("govern.captures.read.LEAST", 1)
        log = Path(folder) / "log.ndjson"
        log.write_text("\n".join(AGAIN), encoding="utf-8")
        report = verify(None, (str(log),), today="2026-11-30")
        said = {(one.rule, one.message) for one in report.findings}
        log.write_text("\n".join(ORDERS), encoding="utf-8")
        clean = verify(None, (str(log),), today="2026-11-30").findings
    assert ("hits/event-id-made-anew", '#56 meta "Purchase" tells the order of #8 under another event ID') in said
    assert any(rule == "hits/event-id-reused" and message.startswith("#61 ") for rule, message in said)
    assert not [
        one for one in clean if one.rule in ("hits/event-id-made-anew", "hits/event-id-reused", "hits/told-twice")
    ]


def test_orders_too_far_back_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in (("read.MOST", 10), ("read.LEAST", 1), ("earlier.MOST", 25)):
        monkeypatch.setattr(f"govern.captures.{name}", most)
    (tmp_path / "log.ndjson").write_text("\n".join(ORDERS), encoding="utf-8")
    assert (
        "25 orders and purchases lay too far back to be remembered"
        in verify(None, (str(tmp_path / "log.ndjson"),)).notes
    )


def test_comparing_and_learning_say_what_they_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two logs are compared to their ends, and specs are learned from all of them, whatever their order."""
    monkeypatch.setattr("govern.captures.read.MOST", 10)
    monkeypatch.setattr("govern.captures.read.LEAST", 1)
    lead = ORDERS[0].replace("Purchase", "Lead")
    for name, lines in (("good", ORDERS), ("bad", [*ORDERS, lead])):
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    good, bad = (str(tmp_path / name) for name in ("good", "bad"))
    assert [(one.action, one.name) for one in compared((good, bad)).changes] == [("add", "meta Lead (server)")]
    pixels = tmp_path / "pixels.txt"
    pixels.write_text(f"{PIXEL}&ev=Purchase\n" * 60 + f"{PIXEL}&ev=Lead\n", encoding="utf-8")
    assert "as: Lead" in learned((str(pixels),), today="2026-11-30"), "the last hit of all"
    verify(None, (str(pixels),), today="2026-11-30", report_dir=str(tmp_path / "out"))
    page = (tmp_path / "out" / "verify.html").read_text("utf-8")
    assert "60 sent to 1234567890123456" in page and "meta Lead (browser)" in page, "the page shows all of them too"
    monkeypatch.setattr("govern.captures.learn.MOST", 1)
    made = learned((str(pixels),), today="2026-11-30")
    assert made.startswith("# Not learned from: 1 hit beyond 1 shape.\n") and "Lead" not in made


def test_a_page_that_has_no_address_is_not_learned(tmp_path: Path) -> None:
    pages = ("https://shop.example/a", "https://shop.example]/b", "https://[::1", "no address")
    lines = (f"https://www.facebook.com/tr/?id=1234567890123456&ev=Lead&dl={quote(page, safe='')}" for page in pages)
    (tmp_path / "pixels.txt").write_text("\n".join(lines), encoding="utf-8")
    made = learned((str(tmp_path / "pixels.txt"),), today="2026-11-30")
    assert "shop.example" in made
    assert "::1" not in made


def test_messages_of_the_data_layer_are_held_against_the_specs(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    specs = SPECS.replace("type: number}", "type: number, required: true}")
    (shop / "specs" / "shop.yaml").write_text(specs, encoding="utf-8")
    pushed = [
        {"event": "gtm.js"},
        {"event": "purchase", "value": 29.99},
        {"event": "purchase"},
        {"event": "order_done"},
    ]
    (shop / "layer.json").write_text(json.dumps(pushed), encoding="utf-8")
    assert run(["verify", "layer.json", "--format", "json"]) == 1
    found = {(one["rule"], one["place"]["entity"]) for one in json.loads(capsys.readouterr().out)["findings"]}
    assert found == {("hits/message-lacks-parameter", "entry 3"), ("hits/message-undeclared", "entry 4")}


def test_the_checklist_is_made_of_the_project_s_own_events(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shop / "specs" / "shop.yaml").write_text(SPECS.replace("as: Purchase,", "as: Subscribe,"), encoding="utf-8")
    assert run(["render", "checklist"]) == 0
    capsys.readouterr()
    text = (shop / "build" / "checklist.md").read_text("utf-8")
    assert '| meta is told "Subscribe" by the browser | ☐ | ☐ |' in text
    assert "Desktop | Mobile" in text
