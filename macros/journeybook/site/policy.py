"""The content security policy of a page: this site's own files, and of the scripts within the page only those it was made with."""

import os
import re
from base64 import b64encode
from hashlib import sha256

OFFLINE = "JOURNEYBOOK_OFFLINE"
"""Set where pages are made to be opened from a disk: browsers let no script of such a page read its search index under a policy."""
_CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_RULES = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'none'",
    "img-src": "'self' data:",
    "manifest-src": "'self'",
    "style-src": "'self'",
    "worker-src": "'self'",
}


def with_policy(html: str) -> str:
    """Return a page with its policy before anything that could load; a page without the theme's head stays as it is."""
    if os.environ.get(OFFLINE) or _CHARSET not in html:
        return html
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(_SCRIPT.findall(html))}">'
    return html.replace(_CHARSET, f"{_CHARSET}{meta}", 1)


def policy(scripts: list[str]) -> str:
    """Return a policy that allows these scripts beside the site's own files, each told by the hash of its text."""
    hashes = sorted({f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts})
    rules = _RULES | {"script-src": " ".join(["'self'", *hashes])}
    return "; ".join(f"{name} {sources}" for name, sources in sorted(rules.items()))
