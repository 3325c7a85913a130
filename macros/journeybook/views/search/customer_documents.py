"""What customers find: the plans that they may read, and in each its stages, steps, milestones, troubles and texts, in their words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from journeybook.model.formatted_text import plain_words
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Stub, cell_text
from journeybook.views.base.labels import heading
from journeybook.views.links.site_map import page_address
from journeybook.views.pages import success_map
from journeybook.views.pages.success_map import SuccessMap
from journeybook.views.search.document import SearchDocument, SearchPlace
from journeybook.views.success_map.step_rows import SideBySide, StepRun
from journeybook.views.success_map.success_stage import StagePart, StageSection
from journeybook.views.success_map.success_step import AskedQuestion, StepGroup, StepLine


def customer_documents(book: Book, stubs: Sequence[Stub]) -> Iterator[SearchDocument]:
    """Yield what is found on the public site, a plan before what stands in it."""
    for stub in stubs:
        if stub.view == "success_map":
            plan = success_map.view(book, *stub.arguments)
            for document in _plan(book, plan):
                yield replace(document, facets=(("plan", plan.title), *document.facets))
        elif stub.is_listed:
            texts = (stub.description,) if stub.description else ()
            yield SearchDocument(heading(book, "search.page"), stub.title, (SearchPlace(Address(stub.page)),), texts)


def _plan(book: Book, plan: SuccessMap) -> Iterator[SearchDocument]:
    about = (plan.goal, plan.summary, *plan.prerequisites, *plan.not_for, *(cell_text(row.value) for row in plan.about))
    yield _document(heading(book, "search.kind.plan"), plan.title, SearchPlace(page_address("success_map", plan.slug)), about)
    for part in (*plan.path, *plan.beside):
        for document in _stage(book, plan, part):
            yield replace(document, facets=(("stage", part.name),))
    for material in plan.materials:
        place = SearchPlace(page_address("success_map", plan.slug, anchor=material.anchor), plan.title)
        yield _document(
            heading(book, "search.kind.text"),
            material.name,
            place,
            (material.summary, material.subject, material.body, *material.questions),
        )
    for trouble in plan.troubles:
        place = SearchPlace(page_address("success_map", plan.slug), plan.title)
        yield _document(heading(book, "search.kind.trouble"), trouble.what, place, (trouble.condition, trouble.way_back))


def _stage(book: Book, plan: SuccessMap, part: StagePart) -> Iterator[SearchDocument]:
    """Yield a stage and what stands in it."""
    stuck = (part.stuck.advice, part.stuck.ask) if part.stuck else ()
    texts = (part.summary, part.outcome, part.condition, *part.starts_when, *part.done_when, *_asked(part.questions), *stuck)
    checks = (text for check in part.checks for text in (check.name, *check.must))
    home = page_address("success_map", plan.slug, anchor=part.anchor)
    yield _document(
        heading(book, "search.kind.stage"), part.name, SearchPlace(home, plan.title), (*texts, *checks), (part.helpers, part.own_people)
    )
    for line in chain.from_iterable(map(_lines, part.sections)):
        place = SearchPlace(page_address("success_map", plan.slug, anchor=line.anchor), plan.title, part.name)
        texts = (line.how, line.note, line.condition, line.price, line.ends, *_asked(line.questions))
        names = (line.doer.people, line.doer.beside, line.channel, line.recipients)
        yield _document(heading(book, "search.kind.step"), line.what, place, texts, names)
    for goal in part.goals:
        place = SearchPlace(page_address("success_map", plan.slug, anchor=goal.anchor), plan.title, part.name)
        yield _document(heading(book, "search.kind.milestone"), goal.what, place, (goal.test, goal.target, goal.condition))
    for trouble in part.stuck.troubles if part.stuck else ():
        yield _document(
            heading(book, "search.kind.trouble"),
            trouble.what,
            SearchPlace(home, plan.title, part.name),
            (trouble.condition, trouble.way_back),
        )


def _lines(section: StageSection) -> Iterator[StepLine]:
    """Yield the steps of a section in the order of the page."""
    for row in section.groups:
        columns = row.columns if isinstance(row, SideBySide) else (row,)
        rows = chain.from_iterable(column.groups if not isinstance(column, StepGroup) else (column,) for column in columns)
        for group in rows:
            for inner in group.groups if isinstance(group, StepRun) else (group,):
                yield from inner.steps


def _asked(questions: Sequence[AskedQuestion]) -> Iterator[str]:
    return (text for asked in questions for text in (asked.question, asked.answer))


def _document(kind: str, title: str, place: SearchPlace, texts: Sequence[str], names: Sequence[str] = ()) -> SearchDocument:
    plain = tuple(dict.fromkeys(plain_words(text) for text in texts if text))
    return SearchDocument(kind, title, (place,), plain, tuple(filter(None, names)))
