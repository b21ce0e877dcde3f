"""`audit`: the rules over live exports, and the quarterly report."""

from __future__ import annotations

from govern.commands.audited import judged
from govern.core.errors import GovernError
from govern.core.report import Report
from govern.project.exports import Exports
from govern.project.live import exports_of


def audit(
    root: str | None,
    paths: tuple[str, ...] = (),
    *,
    today: str | None = None,
    report_dir: str | None = None,
    period: str = "",
    pdf: bool = False,
    of_several: bool = False,
    platform: str = "",
) -> Report:
    """The rules over live exports, held against the specs if there are any; the quarterly report on request. A project
    `of_several` may have no exports; `platform` is that of tables which say none."""
    from govern.project.load import bare, load

    live = exports_of(root, paths)
    if not live.sources and of_several:
        return Report(notes=(NOTHING_LIVE,))
    if not live.sources:
        raise nothing_read(live, paths)
    if platform:
        from govern.access.attributed import attributed

        live = live.replace(access=attributed(live.access, lambda _: platform))
    project = load(root, today=today, live=live) if root is not None else bare(today, live)
    report, accepted = judged(project, whole=not paths)
    if report_dir is None:
        return report
    from govern.commands.audit_report import written

    return written(project, report, accepted, report_dir, period, pdf=pdf)


NAMED = 20
"""So many files that were not read are named."""


def nothing_read(live: Exports, paths: tuple[str, ...]) -> GovernError:
    """Why there is nothing to audit: each file that lies there, and what it is."""
    where = f"{', '.join(paths)} holds" if paths else "there is"
    said = "; ".join(f"{one.place.file}: {one.message}" for one in live.skipped[:NAMED])
    more = f"; and {len(live.skipped) - NAMED:,} more" if len(live.skipped) > NAMED else ""
    message = f"{where} no export to audit" + (f" ({said}{more})" if said else "")
    return GovernError(message, help="govern audit EXPORT.json, or a folder of exports")


NOTHING_LIVE = "there are no exports, so nothing live was looked at"
