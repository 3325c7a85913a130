"""Texts of the interface in another language, as an organisation translates them: a file in `journeys/translations/`."""

from typing import Annotated, ClassVar

from journeybook.model.annotations import NotShown
from journeybook.model.base import Audience, Part, Public
from journeybook.model.scalars import Language, Text

_EVERYWHERE = NotShown("it stands wherever the interface says it")


class TranslatedText(Part):
    """One text of the interface in another language."""

    OPEN: ClassVar[bool] = False
    KEYED: ClassVar[tuple[str, ...]] = ("key", "text")
    key: Annotated[Public[Text], _EVERYWHERE]
    """The key of the text, such as `success.goal`; `journeybook translate` writes them all."""
    text: Annotated[Public[Text], _EVERYWHERE]
    """What pages say, with the blanks of the English text: `{count}`, `{name}`."""


class Translation(Part):
    """The interface's texts in one language. Customers may read all of them."""

    OPEN: ClassVar[bool] = False
    STARTS: ClassVar[Audience | None] = Audience.PUBLIC
    language: Annotated[Public[Language], _EVERYWHERE]
    """The language, by its code."""
    words: Public[tuple[TranslatedText, ...]] = ()
    """The texts by their keys: `words: {success.goal: Ihr Ziel}`. The first of several for one key counts."""
