"""What a project's history says: who changed it, the numbers of the changes, and what was said of them."""

import os
import subprocess
from pathlib import Path

from journeybook.load.history import History, history

WHO = {
    "GIT_AUTHOR_NAME": "Åsa Writer",
    "GIT_AUTHOR_EMAIL": "asa@example.org",
    "GIT_COMMITTER_NAME": "Bo Keeper",
    "GIT_COMMITTER_EMAIL": "bo@example.org",
}


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, env=os.environ | WHO, check=True, capture_output=True, text=True).stdout.strip()


def test_the_people_numbers_and_subjects_of_changes_to_the_project_are_told(tmp_path: Path) -> None:
    project = tmp_path / "repository" / "atlas"
    project.mkdir(parents=True)
    git(tmp_path / "repository", "init", "-q")
    numbers = []
    for name, subject in ((project / "a.yml", "Begin | the: atlas"), (project.parent / "b.yml", "Elsewhere"), (project / "c.yml", "Go on")):
        name.write_text("a: b\n", encoding="utf-8")
        git(tmp_path / "repository", "add", "-A")
        git(tmp_path / "repository", "commit", "-q", "-m", subject)
        numbers.append(git(tmp_path / "repository", "rev-parse", "HEAD"))
    people = ("Bo Keeper", "asa@example.org", "bo@example.org", "Åsa Writer")
    assert history(project) == History(people, tuple(sorted((numbers[0], numbers[2]))), ("Begin | the: atlas", "Go on"))
    assert history(project, most=1).subjects == ("Go on",)


def test_a_folder_without_a_history_says_nothing(tmp_path: Path) -> None:
    assert history(tmp_path) == History()
