"""Whole public sites of three worlds that have nothing internal in common."""

import os

import pytest
from noise import Noisy, build_public, write_noisy
from two_audiences import World

collect_ignore = ["leaking_hook.py"]  # MkDocs loads it
SEEDS = (0, 3, 5, 8, 21, 34) if os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long" else (0, 3, 5)


@pytest.fixture(scope="session")
def noisy(tmp_path_factory: pytest.TempPathFactory) -> list[Noisy]:
    """Build the worlds, once; tests that use this carry the mark xdist_group("proof")."""
    made = []
    for seed, umask in zip(SEEDS, (0o022, 0o077, 0o002) * len(SEEDS), strict=False):
        world = World(seed)
        project, surroundings = write_noisy(world, tmp_path_factory.mktemp(f"world-{seed}"))
        made.append(Noisy(world, project, build_public(project, surroundings, umask=umask)))
    return made
