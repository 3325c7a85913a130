"""What we say about the theme is true of the theme that is installed."""

from importlib.resources import files

from journeybook.model.scalars import LANGUAGES


def test_the_languages_an_atlas_may_name_are_the_theme_s() -> None:
    folder = files("material") / "templates" / "partials" / "languages"
    spoken = {path.name.removesuffix(".html") for path in folder.iterdir() if path.name.endswith(".html")}
    assert "en" in spoken
    assert spoken >= LANGUAGES
