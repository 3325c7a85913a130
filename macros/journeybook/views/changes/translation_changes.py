"""What changed in the translations of the interface: which texts of a language are new, gone, or say something else."""

from collections.abc import Iterator

from journeybook.compare.part_differences import DifferenceKind
from journeybook.findings import Place
from journeybook.model.atlas import Atlas
from journeybook.model.translation import TranslatedText
from journeybook.views.changes.change import AtlasChange
from journeybook.views.changes.sentences import Books

_Texts = dict[str, TranslatedText]


def translation_changes(books: Books) -> Iterator[AtlasChange]:
    """Yield every change of a translated text, by language and key; a language that is new or gone is told as one change."""
    before, after = (_texts_by_language(book.atlas) for book in (books.before, books.after))
    for language in sorted({*before, *after}):
        old, new = before.get(language, {}), after.get(language, {})
        if not old or not new:
            kind = DifferenceKind.NEW if new else DifferenceKind.GONE
            sentence = books.say(f"changes.translation_{kind}", language=language, count=len(new or old))
            yield _change(books, language, kind, old, new, sentence=sentence)
            continue
        for key in sorted({*old, *new}):
            if key not in old or key not in new or old[key].text != new[key].text:
                yield _text_change(books, language, key, old, new)


def _text_change(books: Books, language: str, key: str, old: _Texts, new: _Texts) -> AtlasChange:
    """Return that one text of a language is new, gone or another."""
    texts = [" ".join(side[key].text.split()) if key in side else "" for side in (old, new)]
    kind = DifferenceKind.CHANGED if all(texts) else DifferenceKind.NEW if texts[1] else DifferenceKind.GONE
    sides = ({key: side[key]} if key in side else {} for side in (old, new))
    sentence = books.say(f"changes.translated_text_{kind}", name=key, old=texts[0], new=texts[1])
    return _change(books, language, kind, *sides, sentence=sentence, key=key)


def _change(  # noqa: PLR0913 - what a change is made of
    books: Books, language: str, kind: DifferenceKind, old: _Texts, new: _Texts, *, sentence: str, key: str = ""
) -> AtlasChange:
    """Return a change of these texts of a language; of a single one with its key and what it says."""
    home = books.say("changes.translation", language=language)
    before, after = (side[key].text if key in side else "" for side in (old, new))
    return AtlasChange(
        kind,
        home,
        f"translation/{language}",
        not key,
        key or home,
        sentence,
        key,
        before,
        after,
        is_guess=False,
        place=next((row.origin.place for row in new.values()), None),
        written_before=_places(old),
        written_after=_places(new),
    )


def _places(texts: _Texts) -> frozenset[Place]:
    return frozenset(row.origin.place for row in texts.values())


def _texts_by_language(atlas: Atlas) -> dict[str, _Texts]:
    """Return the texts of each language by their keys; the first of several for one key counts."""
    texts: dict[str, _Texts] = {}
    for translation in atlas.translations:
        for row in translation.words:
            texts.setdefault(translation.language, {}).setdefault(row.key, row)
    return texts
