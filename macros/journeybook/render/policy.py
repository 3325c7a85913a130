"""The content security policy of a page: this site's own files, and of the scripts within the page only those it was made with."""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

_CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script>(.*?)(?:</script>|\Z)", re.DOTALL)
_RULES = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'none'",
    "img-src": "'self' data:",
    "manifest-src": "'self'",
    "style-src": "'self'",
}


def with_policy(html: str) -> str:
    """Return a page with its policy before anything that could load; a page without the theme's head stays as it is."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content_security_policy([html])}">'
    return html.replace(_CHARSET, f"{_CHARSET}{meta}", 1)


def content_security_policy(pages: Iterable[str]) -> str:
    """Return a policy that allows the scripts within these pages beside the site's own files, each told by the hash of its text."""
    scripts = {script for html in pages for script in _SCRIPT.findall(html)}
    hashes = sorted(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    rules = _RULES | {"script-src": " ".join(["'self'", *hashes])}
    return "; ".join(f"{name} {sources}" for name, sources in sorted(rules.items()))
