"""The forms that contributors fill in, by GitHub's rules for issue forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

GITHUB = Path(__file__).parents[1] / ".github"
FORMS = sorted(file for file in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if file.stem != "config")
KINDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


def test_there_is_a_form_for_a_page_for_a_wording_and_for_a_new_item():
    assert [file.stem for file in FORMS] == ["item-wording", "new-item", "page-error"]


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_a_form_is_one_that_github_accepts(file):
    form = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert set(form) == {"name", "description", "labels", "body"}
    assert {part["type"] for part in form["body"]} <= KINDS
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    ids = [part["id"] for part in asked]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", one) for one in ids)
    for part in asked:
        assert part["attributes"]["label"]
        assert part["type"] != "dropdown" or len(part["attributes"]["options"]) > 1
    assert any(part.get("validations", {}).get("required") for part in asked)


def test_a_wording_is_reported_with_its_id_and_evidence():
    text = (GITHUB / "ISSUE_TEMPLATE" / "item-wording.yml").read_text(encoding="utf-8")
    required = {
        part["id"]
        for part in yaml.safe_load(text)["body"]
        if part.get("validations", {}).get("required")
    }
    assert required == {"item", "trouble", "evidence_kind", "evidence"}


def test_the_pull_request_list_asks_for_tests_vectors_and_the_changelog():
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^- \[ \] ", text, re.MULTILINE)) == 9
    for words in ("`make test` passes", "new vectors", "`CHANGELOG.md`"):
        assert words in text
