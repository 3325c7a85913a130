"""Facts in words: one by one, or joined by all or any."""

from collections.abc import Callable
from functools import partial

from journeybook.model.base import Audience
from journeybook.model.item import Fact, SingleFact
from journeybook.model.language.nodes import Condition
from journeybook.views.base.answers import answer_text
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Joiner
from journeybook.views.base.labels import heading
from journeybook.views.links.texts import condition_text, limited_text, limits_text, says_text

ALL, ANY, UNSTATED = "all", "any", "unstated"


def fact_text(book: Book, fact: SingleFact | None, *, short: bool = False) -> str:
    """Return a fact in words, with its condition where it has one, or only where it has no words; then the facts it joins."""
    if fact is None:
        return ""
    return _group_text(book, fact, lambda single: _single_text(book, single, short=short), partial(limits_text, book))


def fact_texts(book: Book, facts: tuple[Fact, ...], *, short: bool = False) -> tuple[str, ...]:
    """Return facts in words; those of a single group one by one, since `join_text` says how they join."""
    return tuple(text for fact in joined(facts)[1] if (text := fact_text(book, fact, short=short)))


def fact_cell(book: Book, facts: tuple[Fact, ...], *, short: bool = False) -> Cell:
    """Return facts as a cell, behind the word that joins them."""
    return _cell(join_text(book, facts), fact_texts(book, facts, short=short))


def facts_line(book: Book, facts: tuple[Fact, ...], *, short: bool = False) -> str:
    """Return facts in one line, with how they join."""
    join, line = _join(book, facts), book.say("list.semicolon").join(fact_texts(book, facts, short=short))
    if join == UNSTATED:
        return book.say("fact.line.unstated", join=book.say("fact.unstated"), facts=line)
    return book.say("fact.line", join=heading(book, f"fact.{join}"), facts=line) if join else line


def checklist_cell(book: Book, facts: tuple[Fact, ...]) -> Cell:
    """Return a checklist as a cell: everything on it must hold, unless it is a single group that says how its facts join."""
    join = joined(facts)[0]
    return _cell(book.say(f"fact.{join}") if join else "", fact_texts(book, facts))


def customer_fact_texts(book: Book, facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """Return facts as customers say them; one that is only a condition is left out."""
    texts = (_customer_text(book, fact) for fact in joined(facts)[1])
    return tuple(text for text in texts if text)


def join_text(book: Book, facts: tuple[Fact, ...]) -> str:
    """Return how facts join: "all of these:", "at least one of these:", or for colleagues that it is not stated; of one fact nothing."""
    join = _join(book, facts)
    return book.say(f"fact.{join}") if join else ""


def join_heading(book: Book, facts: tuple[Fact, ...]) -> str:
    """Return how facts join, as what stands above their list."""
    return heading(book, "text.same", text=join_text(book, facts))


def customer_join_heading(book: Book, facts: tuple[Fact, ...]) -> str:
    """Return how the facts that customers read join, as what stands above their list; one alone joins nothing."""
    return join_heading(book, facts) if len(customer_fact_texts(book, facts)) > 1 else ""


def facts_label(book: Book, label: str, facts: tuple[Fact, ...]) -> str:
    """Return the label of a list of facts, with the word that joins them."""
    join = _join(book, facts)
    return (
        book.say("fact.label.unstated" if join == UNSTATED else "fact.label", label=label, join=book.say(f"fact.{join}")) if join else label
    )


def joined(facts: tuple[SingleFact, ...]) -> tuple[str, tuple[SingleFact, ...]]:
    """Return how facts join, and which they are: the members of a single group without words of its own, else the facts as they stand."""
    if len(facts) != 1 or facts[0].first_text("fact", "customer_words") or facts[0].get("when", Condition) is not None:
        return "", facts
    groups = [(join, members) for join in (ALL, ANY) if (members := facts[0].inside(join, SingleFact))]
    if len(groups) != 1:
        return "", facts
    (join, members) = groups[0]
    return join if len(members) > 1 else "", members


def _join(book: Book, facts: tuple[Fact, ...]) -> str:
    """Return how facts join; UNSTATED for colleagues where several stand side by side, and customers read nothing of that."""
    join, members = joined(facts)
    return UNSTATED if not join and len(members) > 1 and book.audience is Audience.INTERNAL else join


def _cell(join: str, texts: tuple[str, ...]) -> Cell:
    return (*((Joiner(join),) if join else ()), *texts)


def _single_text(book: Book, fact: SingleFact, *, short: bool) -> str:
    rule = condition_text(book, fact.get("when", Condition)) or answer_text(book, fact, "when")
    words = fact.first_text("fact") or answer_text(book, fact, "fact")
    if words and rule and words != rule and not short:
        return f"{words} ({rule})"
    return words or rule or fact.first_text("customer_words")


def _customer_text(book: Book, fact: SingleFact) -> str:
    return _group_text(book, fact, lambda single: single.first_text("customer_words", "fact"), says_text)


def _group_text(book: Book, fact: SingleFact, words_of: Callable[[SingleFact], str], limit_of: Callable[[SingleFact], str]) -> str:
    def text_of(single: SingleFact) -> str:
        return limited_text(book, words_of(single), limit_of(single))

    groups = []
    for join in (ALL, ANY):
        texts = [text for member in fact.inside(join, SingleFact) if (text := text_of(member))]
        answer = answer_text(book, fact, join) if book.audience is Audience.INTERNAL else ""
        if len(texts) > 1 or answer:
            groups.append(book.say("fact.group", join=book.say(f"fact.{join}"), facts=book.say("list.semicolon").join(texts) or answer))
        else:
            groups += texts
    words, group = text_of(fact), book.say("fact.and").join(groups)
    return book.say("fact.lead", fact=words, group=group) if words and group else words or group[:1].upper() + group[1:]
