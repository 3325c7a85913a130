import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.draw.text import NEVER_FIRST, NEVER_LAST, single_line, text_width, wrap


def test_widths_are_those_of_helvetica() -> None:
    assert text_width("Wide", 1000) == 944 + 222 + 556 + 556
    assert text_width("é", 1000) == text_width("e", 1000)
    assert text_width("日本", 1000) == 2000
    assert text_width("e\u0301", 1000) == text_width("e", 1000)
    assert text_width("\u200d\u200b", 1000) == 0


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("   \n\t ", ()),
        ("One", ("One",)),
        ("First value: report shared with team", ("First value:", "report shared", "with team")),
        ("a b c d", ("a b c d",)),
        ("日本語のとても長い文章です", ("日本語のとても", "長い文章です")),
        ("well-known-but-over-long-compound", ("well-known-", "but-over-long-", "compound")),
        ("tab\tand\x00control\x1b", ("tab andcontrol",)),
    ],
)
def test_wrapping(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, 84, size=12) == lines


@pytest.mark.parametrize(
    ("text", "language", "lines"),
    [
        ("Auftragsdatenverarbeitungsvertrag", "de", ("Auftrags-", "datenver-", "arbei-", "tungsver-", "trag")),
        ("Donaudampfschifffahrtsgesellschaft", "de-AT", ("Donau-", "dampf-", "schiff-", "fahrtsge-", "sellschaft")),
        ("Donaudampfschifffahrtsgesellschaft", "", ("Donauda-", "mpfschifff-", "ahrtsgesel-", "lschaft")),
        ("Donaudampfschifffahrtsgesellschaft", "no language", ("Donauda-", "mpfschifff-", "ahrtsgesel-", "lschaft")),
        ("misunderstandings", "en", ("misunder-", "standings")),
        ("misunderstandings", "", ("misunders-", "tandings")),
        ("of acknowledgements", "en", ("of acknow-", "ledge-", "ments")),
        ("well-known-over-long-compound", "en", ("well-", "known-", "over-long-", "compound")),
        ("日本語のとても長い文章です", "zh", ("日本語のと", "ても長い文", "章です")),
        ("Asks the customer", "en", ("Asks the", "customer")),
        ("W" * 30, "de", ("WWWW-",) * 7 + ("WW",)),
    ],
)
def test_words_that_are_too_long_are_broken_at_a_syllable_of_their_language(text: str, language: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, 60, size=12, language=language) == lines


def test_fewest_lines_come_before_an_even_edge() -> None:
    assert wrap("aaaa bb cc dddd", text_width("aaaa bb cc", 10), size=10) == ("aaaa bb", "cc dddd")


def test_a_word_of_five_thousand_letters_is_drawn_small() -> None:
    for letter in ("W", "i", "日", "\u200b", "e\u0301", "👩\u200d"):
        lines = wrap(letter * 5000, 100, size=12, max_lines=6)
        assert len(lines) <= 6
        assert lines[-1].endswith("…")
        assert sum(map(len, lines)) < 1000


@given(st.text(max_size=300), st.integers(20, 150), st.integers(1, 9), st.sampled_from(["", "de", "en", "hu"]))
def test_lines_fit_and_are_few(text: str, width: int, max_lines: int, language: str) -> None:
    lines = wrap(text, width, size=12, max_lines=max_lines, language=language)
    assert len(lines) <= max_lines
    assert all(lines)
    assert all(text_width(line, 12) <= width or len(line) < 12 for line in lines)


@given(st.one_of(st.text(max_size=300), st.text("abcdeinrstÄİß\u0301", max_size=80)), st.sampled_from(["", "de", "en", "hu"]))
def test_no_letter_is_lost_or_moved(text: str, language: str) -> None:
    lines = wrap(text, 60, size=12, max_lines=1000, language=language)
    assert _letters("".join(lines)) == _letters(single_line(text))


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), max_size=60))
def test_short_enough_text_stays_as_it_is(text: str) -> None:
    assert " ".join(wrap(text, 5000, size=12)) == text


def _letters(text: str) -> str:
    return "".join(text.replace("-", "").split())


EAST_ASIAN = (
    "お客様がアカウントを作成し、「はじめに」の案内を読みます。キャッシュをチェックしてください。",
    "患者把空腹血糖的数值一起提交，然后等待医生的回复（两天之内）。",
    "请使用PDF文件和Excel表格提交，谢谢！",
    "Prêt à partir ? Oui !",
)


@pytest.mark.parametrize("text", EAST_ASIAN)
@pytest.mark.parametrize("width", range(48, 160, 7))
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(text: str, width: int) -> None:
    lines = wrap(text, width, size=12, max_lines=99)
    assert "".join(lines).replace(" ", "").replace("-", "") == text.replace(" ", "").replace("-", "")
    assert [line for line in lines[1:] if line[0] in NEVER_FIRST] == []
    assert [line for line in lines[:-1] if line[-1] in NEVER_LAST] == []


def test_a_latin_word_between_east_asian_letters_stays_whole() -> None:
    assert wrap("请使用PDF文件和Excel表格提交", 61, size=12) == ("请使用PDF", "文件和", "Excel表格", "提交")
