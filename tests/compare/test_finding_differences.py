"""Findings are known again when lines move, counts change, or what they stand in is another file."""

from journeybook.compare.finding_differences import finding_differences
from journeybook.findings import Finding, Level, Place


def finding(message: str, file: str = "journeys/maps/a.yml", line: int = 1) -> Finding:
    return Finding(Place(file, line), Level.WARNING, "RULE", message)


def test_what_only_moved_is_neither_new_nor_cured() -> None:
    before = [finding("the step 'a' is late by 3 days"), finding("the map is old"), finding("twice"), finding("twice", line=2)]
    after = [finding("the step 'a' is late by 4 days", line=9), finding("the map is old", "journeys/maps/b.yml"), finding("new", line=5)]
    differences = finding_differences(before, [*after, finding("twice", line=7)])
    assert differences.new == (finding("new", line=5),)
    assert differences.cured == (finding("twice", line=2),)


def test_the_same_file_comes_before_another() -> None:
    before = [finding("same", "journeys/maps/b.yml")]
    after = [finding("same", "journeys/maps/a.yml"), finding("same", "journeys/maps/b.yml", line=4)]
    assert finding_differences(before, after).new == (finding("same", "journeys/maps/a.yml"),)


def test_files_that_a_revision_does_not_hold_are_left_out() -> None:
    others = [finding("same", "docs/own.md"), finding("same", "journeys/resources/mail.md"), finding("same", "mkdocs.yml")]
    assert finding_differences((), [*others, finding("ours")]).new == (finding("ours"),)
