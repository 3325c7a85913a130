"""A hook of MkDocs that leaks: each word that it is given goes into another channel of the public site."""

import base64
import hashlib
import json
import os
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import quote

WORDS = os.environ["LEAKS"].split()
(
    COMMENT,
    DATA,
    CLASS,
    META,
    TITLE,
    ARIA,
    ANCHOR,
    STYLE,
    MAIL,
    URI,
    SCRIPT,
    UNSEEN,
    SPLIT,
    SEARCH,
    JSON,
    NAME,
    REDIRECT,
    PICTURE,
    SHEET,
    SITEMAP,
    MEMBER,
    DIGEST,
) = WORDS
WIDTHLESS = "\u200b".join(UNSEEN)
SUBJECT = quote("".join(f"%{byte:02x}" for byte in MAIL.encode()))
PLANTED = f"""<!-- {COMMENT} --><p data-owner="{DATA}" class="jb-{CLASS}" id="{ANCHOR}" style="--of: '{STYLE}'">Plan</p>
<svg><title>{TITLE}</title></svg><p aria-label="{ARIA}">Plan</p><a href="mailto:a@example.org?subject={SUBJECT}">Plan</a>
<img src="data:image/png;base64,{base64.b64encode(URI.encode()).decode()}"><script>let owner = "{SCRIPT}"</script><p>{WIDTHLESS}</p>
<p>{SPLIT[:5]}<b>{SPLIT[5:9]}</b>{SPLIT[9:]}</p><p>{hashlib.sha256(DIGEST.encode()).hexdigest()}</p>"""


def on_post_page(output: str, *, page: Any, config: Any) -> str:  # noqa: ARG001 - MkDocs asks this way
    """Plant most of them into the first page."""
    if not page.is_homepage:
        return output
    return output.replace("</article>", f"{PLANTED}</article>").replace("</head>", f'<meta name="author" content="{META}"></head>')


def on_post_build(*, config: Any) -> None:
    """Plant the others into the finished folder."""
    site = Path(config.site_dir)
    index = site / "search" / "search_index.json"
    found = json.loads(index.read_text(encoding="utf-8"))
    found["docs"].append({"location": "reach-your-goal/", "title": "Plan", "text": f"<p>{SEARCH}</p>"})
    index.write_text(json.dumps(found), encoding="utf-8")
    (site / "data.json").write_text(json.dumps({"plan": [JSON]}), encoding="utf-8")
    (site / f"{NAME}.html").write_text("<p>Plan</p>", encoding="utf-8")
    (site / "old").mkdir()
    (site / "old/index.html").write_text(f'<meta http-equiv="refresh" content="0; url=../{REDIRECT}/">', encoding="utf-8")
    text = b"tEXtAuthor\0" + PICTURE.encode()
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    (site / "assets/dot.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)
    with (site / "assets/stylesheets/tokens.css").open("a", encoding="utf-8") as sheet:
        sheet.write(f'.jb::after {{ content: "{SHEET}" }}')
    with (site / "sitemap.xml").open("r+", encoding="utf-8") as sitemap:
        written = sitemap.read().replace("</urlset>", f"<url><loc>https://example.org/{SITEMAP}/</loc></url></urlset>")
        sitemap.seek(0)
        sitemap.write(written)
    with zipfile.ZipFile(site / "assets/all.zip", "w") as archive:
        archive.writestr(f"{MEMBER}.txt", "Plan")
