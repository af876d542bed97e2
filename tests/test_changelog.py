from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen import changelog

ROOT = Path(__file__).parent.parent

TEXT = """\
# Changelog

For [readers](README.md) of the repository.

## Unreleased

### Added

- A form.

## 1.0.0 - 2026-12-01

### Added

- A [page](docs/scoring.md#words).
"""


def test_entries_stand_one_level_down_with_an_anchor_of_their_version():
    assert (
        changelog.markdown(TEXT, "../")
        == """\
### Unreleased { #changes-unreleased }

#### Added { #changes-unreleased-added }

- A form.

### 1.0.0 - 2026-12-01 { #changes-1-0-0-2026-12-01 }

#### Added { #changes-1-0-0-2026-12-01-added }

- A [page](../scoring.md#words).
"""
    )


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("- See [it](https://example.org/a_b).", "- See [it](https://example.org/a_b)."),
        ("- See [it](docs/guidance/trust.md).", "- See [it](guidance/trust.md)."),
        ("- See [it](CONTRIBUTING.md).", "- See it."),
        ("- See [it](docs/data/glossary.yml).", "- See it."),
        ("- See [it](docs/data/notes.md).", "- See it."),
        ("- See [it](docs/../secret.md).", "- See it."),
        ("- See [it](javascript:alert).", "- See it."),
        ("- See [it](/absolute).", "- See it."),
        ("- A ![drawing](docs/a.svg) here.", "- A drawing here."),
        ("- A <script> & <!-- pi:codebook -->", "- A &lt;script> & &lt;!-- pi:codebook -->"),
        ("- Code: `<a> [b](c.md)`.", "- Code: `<a> [b](c.md)`."),
        ("- Code: ``a ` @b`` and @c.", "- Code: ``a ` @b`` and &#64;c."),
        ("- Thanks to @kelly.", "- Thanks to &#64;kelly."),
        ("- See <https://example.org/@a_b>.", "- See <https://example.org/@a_b>."),
        ("- See <a@example.org>.", "- See &lt;a&#64;example.org>."),
        ("- See [@a](https://example.org/@a).", "- See [&#64;a](https://example.org/@a)."),
    ],
)
def test_links_lead_to_the_web_or_to_a_page_and_html_has_no_meaning(line, made):
    assert changelog.markdown(f"## 1.0.0\n{line}\n", "").splitlines()[1] == made


def test_what_stands_in_a_code_block_stays():
    text = "## 1.0.0\n\n```sh\n# a comment <b>\n```\n\n### Fixed\n"
    assert changelog.markdown(text, "").splitlines()[2:] == [
        "```sh",
        "# a comment <b>",
        "```",
        "",
        "#### Fixed { #changes-1-0-0-fixed }",
    ]


def test_a_fence_within_another_kind_of_fence_is_code():
    text = "## 1.0.0\n\n~~~\n```\n## @b\n~~~\n\n### Fixed\n"
    assert changelog.markdown(text, "").splitlines()[2:] == [
        "~~~",
        "```",
        "## @b",
        "~~~",
        "",
        "#### Fixed { #changes-1-0-0-fixed }",
    ]


def test_no_two_headings_share_an_anchor():
    text = "## 1.0\n### Added\n### Added\n## 1-0\n### Added\n"
    assert re.findall(r"#changes-(\S+)", changelog.markdown(text, "")) == [
        *("1-0", "1-0-added", "1-0-added-2"),
        *("1-0-2", "1-0-2-added"),
    ]


def test_a_file_without_a_version_makes_nothing():
    assert changelog.markdown("# Changelog\n\nNothing yet.\n", "") == "\n"


def test_the_real_change_log_begins_with_a_version():
    made = changelog.maker((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))("")
    assert made.startswith("### ")
    assert "\n- " in made
