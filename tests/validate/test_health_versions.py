"""What is told of the versions of a health model, each mistake on its own line."""

from datetime import date
from pathlib import Path

import pytest
from sailing_accounts import SAILING, write_sailing

from journeybook.validate import check

FIRST = "  - {date: 2025-01-01, version: '1', what: Begun, why: There was none}\n"


def version(day: str, name: str, before: str = "") -> str:
    return f"  - {{date: {day}, version: '{name}', what: Weights, why: They were a guess{f', before: {before}' if before else ''}}}\n"


def findings(folder: Path, versions: str) -> list[str]:
    model = f"{SAILING['health/use.yml']}versions:\n{versions}"
    write_sailing(folder)
    (folder / "journeys" / "health" / "use.yml").write_text(model.lstrip("\n"), encoding="utf-8")
    told = [finding for finding in check(folder, as_of=date(2026, 3, 31)).findings if finding.place.file.startswith("journeys/health/")]
    return [f"{finding.place.line}:{finding.place.column} {finding.rule} {finding.message}" for finding in told]


@pytest.mark.parametrize(
    ("versions", "told"),
    [
        (FIRST + version("2025-02-01", "2", "{indicators: {logins: 50, mood: 50}}"), []),
        (
            FIRST + version("2025-01-01", "2"),
            ["14:6 HEALTH-VERSIONS version 2 of 2025-01-01 stands behind one of 2025-01-01"],
        ),
        (FIRST, ["4:1 HEALTH-VERSIONS the model is version 2, and the last of its versions is 1"]),
        (
            FIRST + version("2025-02-01", "2", "{indicators: {logins: 50}}"),
            ["14:86 HEALTH-VERSIONS the weights of the model before add to 90, not to 100"],
        ),
        (
            FIRST + version("2025-02-01", "2", "{indicators: {logins: 60}}"),
            ["14:85 HEALTH-VERSIONS the model before is the same as the one after"],
        ),
        (
            FIRST + version("2025-02-01", "2", "{without: [sponsor], reweighted: false}"),
            ["14:86 HEALTH-VERSIONS 'sponsor' is no input of the model after, so the one before was not without it"],
        ),
        (
            version("2025-02-01", "1", "{reweighted: false}") + version("2025-03-01", "2"),
            ["13:85 HEALTH-VERSIONS what stood before version 1 cannot be worked out"],
        ),
        (
            FIRST + version("2999-02-01", "2"),
            ["14:6 HEALTH-VERSIONS version 2 comes into force on 2999-02-01, which is after 2026-03-31"],
        ),
        (
            "  - {date: 2025-02-01, version: '2', what: Weights}\n",
            ["13:5 SHAPE-MISSING a model version needs 'why'"],
        ),
    ],
)
def test_what_is_wrong_with_versions_is_told(tmp_path: Path, versions: str, told: list[str]) -> None:
    assert findings(tmp_path, versions) == told


def test_the_list_is_read_by_its_old_key_and_refused_beside_the_new_one(tmp_path: Path) -> None:
    write_sailing(tmp_path)
    model = tmp_path / "journeys" / "health" / "use.yml"
    both = f"tuning:\n{version('2025-02-01', '2')}versions:\n{FIRST}"
    text = SAILING["health/use.yml"].lstrip("\n")
    model.write_text(f"{text}tuning:\n{version('2025-02-01', '2')}", encoding="utf-8")
    checked = check(tmp_path)
    assert [row.version for row in checked.atlas.health[0].versions] == ["2"]
    model.write_text(text + both, encoding="utf-8")
    assert "SHAPE-UNKNOWN-KEY" in {finding.rule for finding in check(tmp_path).findings if finding.place.file.endswith("use.yml")}
