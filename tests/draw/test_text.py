import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.draw.text import single_line, text_width, wrap


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


def test_fewest_lines_come_before_an_even_edge() -> None:
    assert wrap("aaaa bb cc dddd", text_width("aaaa bb cc", 10), size=10) == ("aaaa bb", "cc dddd")


def test_a_word_of_five_thousand_letters_is_drawn_small() -> None:
    for letter in ("W", "i", "日", "\u200b", "e\u0301", "👩\u200d"):
        lines = wrap(letter * 5000, 100, size=12, max_lines=6)
        assert len(lines) <= 6
        assert lines[-1].endswith("…")
        assert sum(map(len, lines)) < 1000


@given(st.text(max_size=300), st.integers(20, 150), st.integers(1, 9))
def test_lines_fit_and_are_few(text: str, width: int, max_lines: int) -> None:
    lines = wrap(text, width, size=12, max_lines=max_lines)
    assert len(lines) <= max_lines
    assert all(lines)
    assert all(text_width(line, 12) <= width or len(line) < 12 for line in lines)


@given(st.text(max_size=300))
def test_no_letter_is_lost_or_moved(text: str) -> None:
    lines = wrap(text, 60, size=12, max_lines=1000)
    assert _letters("".join(lines)) == _letters(single_line(text))


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), max_size=60))
def test_short_enough_text_stays_as_it_is(text: str) -> None:
    assert " ".join(wrap(text, 5000, size=12)) == text


def _letters(text: str) -> str:
    return "".join(text.replace("-", "").split())
