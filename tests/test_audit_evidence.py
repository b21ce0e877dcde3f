"""The evidence of a review: a manifest over its files, each resting on the one before, signed with an SSH key and verified."""

from __future__ import annotations

import csv
import json
import random
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest
from cli_helpers import Captured, printed, refused
from reviewed_shop import SPECS, USERS, lay

from govern.cli import run
from govern.source.signatures import HEAD, TAIL, is_exact, signers

pytestmark = pytest.mark.usefixtures("day")

needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reviewed(capsys: Captured, *days: str) -> None:
    for day in days:
        assert run(["audit", "--report", "out", "--today", day]) in (0, 1)
    capsys.readouterr()


def told(capsys: Captured) -> list[tuple[str, str]]:
    """The rules and files of what `--verify` finds."""
    run(["audit", "--verify", "out", "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [(finding["rule"].removeprefix("evidence/"), Path(finding["place"]["file"]).name) for finding in findings]


def test_the_same_review_has_the_same_manifest_and_each_rests_on_the_one_before(shop: Path, capsys: Captured) -> None:
    reviewed(capsys, "2026-08-15", "2026-11-23")
    manifest = shop / "out" / "audit-2026-Q4-manifest.json"
    first = manifest.read_bytes()
    assert json.loads(first)["previous"]["file"] == "audit-2026-Q3-manifest.json"
    reviewed(capsys, "2026-11-23")
    assert manifest.read_bytes() == first
    assert "as it was written, not signed" in printed(capsys, "audit", "--verify", "out")
    assert told(capsys) == []


def test_whatever_is_changed_afterwards_is_found(shop: Path, capsys: Captured) -> None:
    reviewed(capsys, "2026-08-15", "2026-11-23")
    dice = random.Random(7)
    for path in sorted((shop / "out").iterdir()):
        raw = path.read_bytes()
        at = dice.randrange(len(raw))
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        if not path.name.endswith("Q4-manifest.json"):  # the newest manifest has only signatures to vouch for it
            assert told(capsys) != [], path.name
        path.write_bytes(raw)
    assert told(capsys) == []


def test_files_that_are_gone_or_were_put_there_are_told(shop: Path, capsys: Captured) -> None:
    reviewed(capsys, "2026-08-15", "2026-11-23")
    (shop / "out" / "audit-2026-Q4.html").unlink()
    (shop / "out" / "audit-2026-Q3-old.html").write_text("other")
    (shop / "out" / "audit-2026-Q2-manifest.json").write_text("[" * 100_000)
    assert sorted(told(capsys)) == [
        ("broken-chain", "audit-2026-Q3-manifest.json"),
        ("broken-manifest", "audit-2026-Q2-manifest.json"),
        ("missing-file", "audit-2026-Q4.html"),
        ("unnamed-file", "audit-2026-Q3-old.html"),
    ]


def test_a_list_that_was_replaced_since_is_told_and_not_an_error(shop: Path, capsys: Captured) -> None:
    users = shop / "exports" / "users.json"
    for name in ("more.json", "old.json"):
        (shop / "exports" / name).write_text(users.read_text().replace('"9"', '"8"'))
    reviewed(capsys, "2026-08-15", "2026-11-23")
    assert "audit-2026-Q4 was made from 3 lists: 3 unchanged" in printed(capsys, "audit", "--verify", "out")
    users.write_text(users.read_text().replace("user", "admin"))
    (shop / "exports" / "old.json").unlink()
    assert told(capsys) == [("gone-input", "old.json"), ("changed-input", "users.json")]
    said = " ".join(printed(capsys, "audit", "--verify", "out").split())
    assert "this list was changed since the report of 2026-Q4 was made from it on 2026-11-23" in said
    assert "audit-2026-Q3 was made from 3 lists: 1 unchanged, 1 changed, 1 gone" in said, (
        "an earlier one is counted only"
    )


def test_no_input_outside_of_the_project_is_read(shop: Path, capsys: Captured) -> None:
    reviewed(capsys, "2026-11-23")
    manifest = shop / "out" / "audit-2026-Q4-manifest.json"
    data = json.loads(manifest.read_text())
    data["inputs"] = [{"path": path, "sha256": "0"} for path in ("../other", "/etc/hostname", "a\0b", "exports")]
    manifest.write_text(json.dumps(data))
    assert "4 lists: 1 gone, 3 not looked at" in printed(capsys, "audit", "--verify", "out")


def test_a_manifest_cannot_lead_out_of_its_folder(shop: Path, capsys: Captured) -> None:
    reviewed(capsys, "2026-11-23")
    manifest = shop / "out" / "audit-2026-Q4-manifest.json"
    data = json.loads(manifest.read_text())
    data["files"] = [{"path": "../govern.yaml", "bytes": 1, "sha256": "0"}]
    manifest.write_text(json.dumps(data))
    assert ("broken-manifest", "out") in told(capsys)


def test_around_a_signature_nothing_may_be_otherwise_in_a_single_bit() -> None:
    letters = b64encode(bytes(range(120)))
    raw = HEAD + b"".join(letters[at : at + 70] + b"\n" for at in range(0, len(letters), 70)) + TAIL
    assert is_exact(raw)
    outside = [
        at for at in range(len(raw)) if at < len(HEAD) or at >= len(raw) - len(TAIL) or raw[at : at + 1] == b"\n"
    ]
    flipped = (raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :] for at in outside for bit in range(8))
    assert [text for text in flipped if is_exact(text)] == []


def test_a_line_that_allows_more_than_one_person_to_sign_reviews_is_objected_to() -> None:
    text = (
        "# who may sign\n"
        'ana@acme.example namespaces="audit@govern",valid-before="20300101Z" ssh-ed25519 AAAA\n'
        '*@acme.example namespaces="audit@govern" ssh-ed25519 AAAA\n'
        "bo@acme.example ssh-ed25519 AAAA\n"
        'cy@acme.example namespaces="audit@govern",valid-before="20300101" ssh-ed25519 AAAA\n'
    )
    assert [(signer.line, bool(signer.objection)) for signer in signers(text)] == [
        (2, False),
        (3, True),
        (4, True),
        (5, True),
    ]


@pytest.mark.slow
@needs_ssh
def test_a_review_is_signed_and_a_signature_holds_for_these_bytes_and_this_person_only(
    shop: Path, capsys: Captured
) -> None:
    key = shop / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)], check=True)
    public = key.with_suffix(".pub").read_text().strip()
    (shop / "allowed_signers").write_text(f'ana@acme.example namespaces="audit@govern" {public}\n')
    reviewed(capsys, "2026-11-23")
    sign = ("audit", "--verify", "out", "--sign", str(key), "--signer")
    assert run([*sign, "ana@acme.example"]) == 0
    assert "signed by ana@acme.example" in "".join(capsys.readouterr())
    signature = shop / "out" / "signatures" / "audit-2026-Q4" / "ana@acme.example.sig"
    raw = signature.read_bytes()
    shutil.copy(signature, signature.with_name("bo@acme.example.sig"))
    assert told(capsys) == [("unknown-signer", "bo@acme.example.sig")]
    signature.with_name("bo@acme.example.sig").unlink()
    manifest = shop / "out" / "audit-2026-Q4-manifest.json"
    good = manifest.read_bytes()
    manifest.write_bytes(good.replace(b'"tool": "govern', b'"tool": "Govern'))
    assert told(capsys) == [("bad-signature", "ana@acme.example.sig")]
    manifest.write_bytes(good)
    for spoilt in (raw.replace(b"A", b"B", 1), raw[:-1] + b"\v", raw[:-1], raw + b"\n"):
        signature.write_bytes(spoilt)
        assert told(capsys) == [("bad-signature", "ana@acme.example.sig")]


def test_signing_needs_an_address_and_a_review(shop: Path, capsys: Captured) -> None:
    assert "--signer" in refused(capsys, "audit", "--verify", "out", "--sign", "key")
    assert "not an e-mail address" in refused(capsys, "audit", "--verify", "out", "--sign", "key", "--signer", "../ana")
    assert "is not a folder" in refused(capsys, "audit", "--verify", "nowhere")


def kept(root: Path) -> None:
    """The reviews of the project are those in the folder that the tests write to."""
    (root / "govern.yaml").write_text("version: 1\nreviews: out\n")


def rules(capsys: Captured, day: str, *more: str) -> dict[str, str]:
    """What an audit says about reviews and reviewers."""
    run(["audit", "--today", day, "--format", "json", *more])
    findings = json.loads(capsys.readouterr().out)["findings"]
    found = {finding["rule"].partition("/")[2]: finding["message"] for finding in findings}
    return {
        rule: message for rule, message in found.items() if rule.startswith(("review", "own-", "broken", "changed"))
    }


def test_a_review_that_was_left_out_or_that_nobody_signed_is_found(shop: Path, capsys: Captured) -> None:
    kept(shop)
    assert rules(capsys, "2026-02-10") == {
        "review-never-made": 'access is to be reviewed, and no review is kept in the folder "out" yet'
    }
    reviewed(capsys, "2026-02-10")
    assert rules(capsys, "2026-03-31") == {}, "a review of a period that is not over may still be signed"
    unsigned = {"review-unsigned": "the review of 2026-Q1 is over and signed by nobody"}
    assert rules(capsys, "2026-06-30") == unsigned, "the second quarter may still be reviewed"
    missing = {"review-missing": "there is no review of access of 2026-Q2; the last before it is of 2026-Q1"}
    assert rules(capsys, "2026-07-01") == unsigned | missing
    signature = shop / "out" / "signatures" / "audit-2026-Q1" / "ana@acme.example.sig"
    signature.parent.mkdir(parents=True)
    signature.write_text("whether it holds, --verify says")
    assert rules(capsys, "2026-07-01") == missing
    assert rules(capsys, "2026-07-01", "exports/users.json") == {}, "an audit of one file is not about reviews"


def test_a_monthly_policy_misses_a_month_and_takes_a_review_of_the_quarter_for_it(shop: Path, capsys: Captured) -> None:
    kept(shop)
    (shop / "specs" / "access.yaml").write_text(SPECS.replace("quarterly", "monthly"))
    reviewed(capsys, "2025-11-20")
    missing = {"review-missing": "there is no review of access of 2025-12; the last before it is of 2025-11"}
    assert rules(capsys, "2026-01-05").items() >= missing.items()
    assert run(["audit", "--report", "out", "--quarter", "2025Q4", "--today", "2025-12-30"]) in (0, 1)
    capsys.readouterr()
    assert "review-missing" not in rules(capsys, "2026-01-05")


def test_a_report_says_that_an_earlier_one_was_changed(shop: Path, capsys: Captured) -> None:
    kept(shop)
    reviewed(capsys, "2026-08-15")
    table = shop / "out" / "audit-2026-Q3-grants.csv"
    table.write_text(table.read_text() + "\n")
    assert rules(capsys, "2026-11-23", "--report", "out") == {
        "changed-file": "this file was changed after the manifest was written",
        "review-unsigned": "the review of 2026-Q3 is over and signed by nobody",
    }


def test_who_decided_in_a_table_is_judged(shop: Path, capsys: Captured) -> None:
    kept(shop)
    people = USERS["userPermission"]
    bo = {**people[0], "emailAddress": "bo@acme.example"}
    (shop / "exports" / "users.json").write_text(json.dumps({"userPermission": [*people, bo]}))
    reviewed(capsys, "2026-11-23")
    table = shop / "out" / "audit-2026-Q4-grants.csv"
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row, reviewer in zip(rows, ("Ana", "somebody"), strict=True):
        row.update(Decision="keep", Reviewer=reviewer, Date="2026-11-20")
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert rules(capsys, "2026-11-23", "--report", "out") == {
        "own-review": '"Ana" decided about the own role "user" at Google Tag Manager',
        "reviewer-unknown": '"somebody" decided about access and is not one of the people that the specs declare',
    }


def test_a_table_of_an_earlier_review_with_blank_and_short_lines_is_read(shop: Path, capsys: Captured) -> None:
    reviewed(capsys, "2026-08-15")
    table = shop / "out" / "audit-2026-Q3-grants.csv"
    lines = table.read_text("utf-8-sig").splitlines()
    table.write_text("\n".join([lines[0], "", *(line.rstrip(",") for line in lines[1:]), ",,,", ""]))
    reviewed(capsys, "2026-11-23")
