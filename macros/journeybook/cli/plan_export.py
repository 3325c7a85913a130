"""Exports the success plan of an account: the edition for its customer, as an archive that opens from a disk and as PDF."""

from dataclasses import dataclass
from pathlib import Path

import typer

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.success_map_export import exported_site, printed_page, require_browser, write_exported
from journeybook.cli.terminal import FAILED, FOUND, console, say
from journeybook.findings import nearest
from journeybook.model.base import Audience
from journeybook.model.map import Map
from journeybook.model.success_plan import SuccessPlan
from journeybook.prove.hit import hits_as_text
from journeybook.prove.plan_edition import prove_plan_edition
from journeybook.validate import Checked
from journeybook.views.base.book import open_book
from journeybook.views.success_map.account_plan import fragment_of

_SEARCHED = (".html", ".json", ".js", ".xml", ".txt")
"""Endings of the files of a site that hold what its pages say."""


@dataclass(frozen=True)
class ExportedPlan:
    """A success plan to be exported, with the slug of its success map."""

    project: Path
    checked: Checked
    plan: SuccessPlan
    slug: str


def find_plan(project: Path, checked: Checked, identifier: str) -> ExportedPlan:
    """Return the plan of this account, or with this id, or end the command with what there is."""
    plans = checked.atlas.plans
    known = [plan for plan in plans if identifier == plan.id] or [plan for plan in plans if identifier == plan.account]
    if len(known) > 1:
        say(f"'{identifier}' has several plans: name one by its id: {', '.join(plan.id for plan in known)}")
        raise typer.Exit(FAILED)
    if not known:
        ids = sorted({name for plan in plans for name in (plan.id, plan.account)})
        guess = nearest(identifier, ids)
        hint = f": did you mean {guess}?" if guess else "."
        say(f"There is no success plan of '{identifier}'{hint} There is: {', '.join(ids) or 'none'}")
        raise typer.Exit(FAILED)
    return ExportedPlan(project, checked, known[0], _slug(checked, known[0]))


def export_plan(exported: ExportedPlan, files: dict[str, Path], *, must_print: bool) -> None:
    """Write the customer's edition of a plan to files, by format; nothing is written where it would say what they must not read."""
    if "pdf" in files and must_print:
        require_browser(files["pdf"])
    slug, plan = exported.slug, exported.plan
    book = open_book(exported.checked, Audience.PUBLIC, only=slug, plan=plan.id)
    fragment = fragment_of(book, book.atlas.maps[0], book.atlas.plans[0])
    request = BuildRequest(exported.project, Audience.PUBLIC, only=slug, plan=plan.id)
    with console().status(f"Making {' and '.join(map(str, files.values()))} ..."), exported_site(request, exported.checked) as folder:
        printed = printed_page(folder / f"{slug}.html", fragment, files["pdf"], must=must_print) if "pdf" in files else None
        pages = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if _is_searched(path)}
        hits = prove_plan_edition(exported.checked, exported.project, request, pages | ({files["pdf"].name: printed} if printed else {}))
        if hits:
            say(f"{hits_as_text(hits)}Nothing is exported: the customer would read what stands above")
            raise typer.Exit(FOUND)
        write_exported(folder, printed, files)
    if fragment:
        say(f"The link with its dates and choices alone, below the address of your public site: {slug}/{fragment}")


def _slug(checked: Checked, plan: SuccessPlan) -> str:
    """Return the slug of a plan's success map, or end the command where customers see no page of it."""
    journey = checked.atlas.find(Map, plan.map)
    slug = journey.public.slug if journey and journey.public else ""
    if slug not in [shown.public.slug for shown in open_book(checked, Audience.PUBLIC).atlas.maps if shown.public]:
        say(f"Customers see no page of the map '{plan.map}', so its plans have no edition for them: set it live, with a public face")
        raise typer.Exit(FAILED)
    return slug


def _is_searched(path: Path) -> bool:
    """Whether a file of a site holds what its pages say; Material's own programs and those of our theme do not."""
    return path.is_file() and path.suffix in _SEARCHED and "assets" not in path.parts
