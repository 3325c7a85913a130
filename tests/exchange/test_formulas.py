"""What was neutralised comes back as it was, whatever it was."""

from hypothesis import given
from hypothesis import strategies as st

from journeybook.exchange.formulas import FORMULA, neutralised, restored

LETTERS = st.text(st.sampled_from([*FORMULA, "'", '"', " ", "\n", ";", "|", ",", "a", "1"]), max_size=12)


@given(LETTERS)
def test_a_neutralised_text_begins_no_formula_and_is_restored(text: str) -> None:
    safe = neutralised(text)
    assert not safe.lstrip(" \"'\n").startswith(FORMULA) or safe.startswith("'")
    assert restored(safe) == text


def test_an_apostrophe_of_the_author_is_told_from_ours() -> None:
    assert [neutralised("=1"), neutralised("'=1"), neutralised("'tis")] == ["'=1", "''=1", "'tis"]
    assert [restored("'=1"), restored("''=1"), restored("'tis")] == ["=1", "'=1", "'tis"]
