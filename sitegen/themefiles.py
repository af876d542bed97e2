"""The theme's own files: what of them is published, without addresses of other hosts."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["copy"]

# The theme can fetch these when features are on that this site never uses. The policy
# would block them; taking the addresses out makes that plain to anyone who reads the file.
UNUSED_ADDRESSES = re.compile(
    r"https://(?:unpkg\.com/[\w.@/-]*|api\.github\.com/[\w/${}.-]*|\$\{\w+\}/api/v4/[\w/]*)"
)
# Comments that name the author's page; LICENCES.txt beside the files gives the full notice.
COMMENT_ADDRESSES = re.compile(
    r"https?://(?:clipboardjs\.com/|lunrjs\.com|tartarus\.org/[\w~./-]*|bit\.ly/\w+"
    r"|fontawesome\.com(?:/license/free)?)"
)

NOTICE = """\
This site's menus, search and layout come from Material for MkDocs
(Copyright (c) 2016-2025 Martin Donath, MIT licence), which contains
clipboard.js (Zeno Rocha, MIT), lunr.js (Oliver Nightingale, MIT), its stemmer
after Martin Porter, and icons of Font Awesome (CC BY 4.0) and Material Design
(Apache-2.0). Questionnaires run on Pyodide (MPL-2.0), which contains Python
(PSF licence), with Jinja2 and MarkupSafe (BSD-3-Clause). Word files are written by
docx (Copyright (c) 2016 Dolan, MIT), which contains fflate (Copyright (c) 2026
Arjun Barrett, MIT) and nanoid (Copyright 2017 Andrey Sitnik, MIT).
Addresses of other hosts were taken out of these files: the site loads nothing
from anywhere else.
"""


def copy(shell: Path, site: Path) -> None:
    """Copy all that is no page from the rendered shell into the site.

    Source maps stay behind, and so do word lists of search languages and the site
    map of a site without an address. A site map loses its dates: they are the day of
    the build, and the same source must give the same bytes on any day.
    """
    for file in sorted(shell.rglob("*")):
        relative = file.relative_to(shell)
        if file.is_dir() or file.suffix in {".html", ".map", ".gz"} or "lunr" in relative.parts:
            continue
        # Colours are ours, light and dark, so the theme's palette is never linked.
        if file.name.startswith("palette."):
            continue
        if file.name == "sitemap.xml" and b"<loc>" not in file.read_bytes():
            continue
        target = site / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.name == "sitemap.xml":
            target.write_bytes(re.sub(rb"\s*<lastmod>[^<]*</lastmod>", b"", file.read_bytes()))
        elif file.suffix in {".js", ".css"}:
            text = file.read_text(encoding="utf-8")
            text = re.sub(r"/[/*]# sourceMappingURL=\S+(?: \*/)?", "", text)
            text = COMMENT_ADDRESSES.sub("", UNUSED_ADDRESSES.sub("", text))
            target.write_text(text, encoding="utf-8")
        else:
            shutil.copyfile(file, target)
    (site / "assets" / "LICENCES.txt").write_text(NOTICE, encoding="utf-8")
