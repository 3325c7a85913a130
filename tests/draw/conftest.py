"""The prototype's journeys are cases from a folder beside the repository: where it is absent there are none."""

from prototype import FOLDER

collect_ignore = [] if FOLDER.is_dir() else ["test_prototype.py"]
