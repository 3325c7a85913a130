"""What a public page may load, in words that a browser obeys."""

from base64 import b64encode
from hashlib import sha256

from journeybook.render.policy import content_security_policy, with_policy

PAGE = '<html><head><meta charset="utf-8"><script>let a = 1</script><script src="own.js"></script></head><script>let b</script></html>'


def hashed(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def test_a_policy_allows_own_files_and_the_scripts_within_the_pages() -> None:
    scripts = " ".join(sorted(map(hashed, ("let a = 1", "let b"))))
    assert content_security_policy([PAGE, PAGE]) == (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'none'; img-src 'self' data:; "
        f"manifest-src 'self'; script-src 'self' {scripts}; style-src 'self'"
    )


def test_a_page_says_its_policy_before_anything_that_could_load() -> None:
    before, after = PAGE.split("<script>", 1)
    assert (
        with_policy(PAGE)
        == f'{before}<meta http-equiv="Content-Security-Policy" content="{content_security_policy([PAGE])}"><script>{after}'
    )


def test_a_page_without_a_head_of_the_theme_stays_as_it_is() -> None:
    assert with_policy("<urlset></urlset>") == "<urlset></urlset>"
