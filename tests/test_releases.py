"""Saved answers are opened, scored and compared with the version that they were given to."""

import copy
import json
from pathlib import Path

import pytest

from scorer import browser, codebook, kinds
from scorer.answers import AnswersError, read
from scorer.comparing import compare
from scorer.framework import canonical, fingerprint
from scorer.samples import filled
from sitegen import releases
from sitegen.problems import Problem

SMALL = json.loads((Path(__file__).parent / "data" / "partnership.json").read_text("utf-8"))


def version(number, *changes):
    """Return the text of the codebook as another version."""
    data = copy.deepcopy(SMALL) | {"version": number}
    for change in changes:
        change(data)
    return canonical({**data, "sha256": fingerprint(data)})


def without_second(data):
    """Leave out aa-02."""
    data["areas"][0]["competencies"][0]["items"].pop()
    for form in data["instruments"][0]["forms"]:
        form["items"] = [each for each in form["items"] if each != "aa-02"]


def turned(data):
    item = data["areas"][0]["competencies"][1]["items"][0]
    item["reverse"] = not item["reverse"]


OLD_TEXT, NEW_TEXT = version("0.9.0"), version("0.10.0", without_second, turned)
OLD, NEW = codebook.load(OLD_TEXT), codebook.load(NEW_TEXT)


def write(folder, **texts):
    (folder / "releases").mkdir()
    for name, text in texts.items():
        (folder / "releases" / f"{name}.json").write_text(text, encoding="utf-8")


def saved(framework, **answers):
    data = json.loads(filled(framework, "leader", "full"))
    answers = {key.replace("_", "-"): value for key, value in answers.items()}
    return json.dumps(data | {"answers": answers})


def test_releases_come_newest_first(tmp_path):
    write(tmp_path, a=OLD_TEXT, b=NEW_TEXT)
    found, problems = releases.read(tmp_path, "framework")
    assert [each.framework.version for each in found] == ["0.10.0", "0.9.0"]
    assert [each.text for each in found] == [NEW_TEXT, OLD_TEXT]
    assert problems == ()


def test_a_framework_that_never_was_released_has_none(tmp_path):
    assert releases.read(tmp_path, "framework") == ((), ())


def test_a_damaged_release_is_named_and_the_others_are_read(tmp_path):
    write(tmp_path, a=OLD_TEXT.replace('"0.9.0"', '"0.9.1"'), b=NEW_TEXT)
    found, problems = releases.read(tmp_path, "framework")
    assert [each.framework.version for each in found] == ["0.10.0"]
    (problem,) = problems
    assert isinstance(problem, Problem)
    assert (problem.path, problem.code) == ("framework/releases/a.json", "release")
    assert problem.message.startswith("this is no codebook that can be read: sha256: ")
    assert problem.hint == "restore the file: people hold answers that were given to it"


def test_a_release_that_is_no_text_is_named(tmp_path):
    write(tmp_path, b=NEW_TEXT)
    (tmp_path / "releases" / "a.json").write_bytes(b"\xff")
    found, problems = releases.read(tmp_path, "framework")
    assert [each.framework.version for each in found] == ["0.10.0"]
    assert [problem.path for problem in problems] == ["framework/releases/a.json"]


def test_a_file_is_read_with_the_version_that_it_names():
    answers = read(saved(OLD, aa_02=3), NEW, OLD)
    assert (answers.framework_version, answers.framework_sha256) == ("0.9.0", OLD.sha256)
    assert read(saved(NEW, aa_01=3), NEW, OLD).framework_sha256 == NEW.sha256


def test_a_file_of_a_version_that_is_not_there_is_refused():
    with pytest.raises(AnswersError) as caught:
        read(saved(OLD, aa_01=3), NEW)
    (problem,) = caught.value.problems
    assert problem.path == "framework.version"
    assert 'Expected "0.10.0", got "0.9.0".' in problem.message


def test_a_file_is_scored_by_its_own_version_and_by_no_other():
    # aa-03 is turned round in the new version only: 2 counts as 2, then as 4.
    for framework, keyed in ((OLD, 2), (NEW, 4)):
        answers = read(saved(framework, aa_03=2), NEW, OLD)
        result = kinds.score(answers, framework)
        (item,) = (each for each in result.items if each.id == "aa-03")
        assert (item.keyed, result.framework_version) == (keyed, framework.version)
    with pytest.raises(ValueError, match="read with another framework"):
        kinds.score(read(saved(OLD, aa_03=2), NEW, OLD), NEW)


def test_versions_are_compared_on_what_both_ask_with_one_meaning():
    earlier = read(saved(OLD, aa_01=2, aa_02=5, aa_03=2, aa_04=4), NEW, OLD), OLD
    later = read(saved(NEW, aa_01=4, aa_03=2, aa_04=4), NEW, OLD), NEW
    (part,) = compare(earlier, later).parts
    assert part.only_asked == (("aa-02",), ())
    assert part.changed == ("aa-03",)
    assert [each.id for each in part.scores if each.move] == ["alpha", "beta"]
    # aa-01 and aa-04 are left, and the area needs three answers.
    assert part.scores[0].exact_before is None


def ask(**message):
    return json.loads(browser.handle(json.dumps(message)))


@pytest.fixture
def started():
    browser.start(NEW_TEXT, json.dumps([OLD_TEXT]))


@pytest.mark.usefixtures("started")
def test_the_page_opens_an_earlier_file_and_says_what_it_took():
    reply = ask(kind="read", text=saved(OLD, aa_01=3, aa_02=4))
    assert (reply["version"], reply["answers"], reply["taken"]) == ("0.9.0", {"aa-01": 3}, 1)


@pytest.mark.usefixtures("started")
def test_the_page_scores_an_earlier_file_by_its_own_version():
    reply = ask(kind="score", text=saved(OLD, aa_01=3, aa_02=4))
    assert json.loads(reply["result"])["framework"]["version"] == "0.9.0"


@pytest.mark.usefixtures("started")
def test_the_page_compares_files_of_two_versions():
    texts = [saved(OLD, aa_01=3, aa_04=4), saved(NEW, aa_01=4, aa_04=4)]
    reply = ask(kind="compare", texts=texts)
    assert reply["kind"] == "compared"
    assert "Version 0.9.0 of the framework." in reply["report"]
    assert "Version 0.10.0 of the framework." in reply["report"]
