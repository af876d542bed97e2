"""What the browser lets you keep is, byte for byte, what the command line writes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
LOADING = 20_000


def download(page, button):
    with page.expect_download() as started:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(started.value.path()).read_bytes()


def command_line(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "scorer", "score", *arguments],
        capture_output=True,
        check=True,
        cwd=ROOT,
    ).stdout


@pytest.mark.parametrize(("form", "items"), [("Short form", 16), ("Full form", 48)])
def test_the_same_answers_give_the_same_bytes(page, site_url, tmp_path, form, items):
    page.goto(f"{site_url}/leader.html")
    page.get_by_role("radio", name=form).check()
    page.get_by_role("button", name="Start", exact=True).click()
    values = ["1", "3", "5", "not_applicable", "2", "4", "4"]
    for section in range(4):
        shown = page.locator("[data-item]:visible")
        # The next section's statements replace the last one's in one step.
        expect(shown).to_have_count(items // 4)
        for number, item in enumerate(shown.all()):
            value = values[(number + section) % len(values)]
            item.locator(f"input[value='{value}']").check()
        page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_role("button", name="See your report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your report", timeout=LOADING)

    answers = tmp_path / "answers.json"
    answers.write_bytes(download(page, "Save to a file"))
    assert len(json.loads(answers.read_bytes())["answers"]) == items
    assert download(page, "Download the report") == command_line(str(answers), "--html", "-")
    assert download(page, "Download the results as data") == command_line(str(answers), "--json")
