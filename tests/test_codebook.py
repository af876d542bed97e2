import json
from decimal import Decimal
from pathlib import Path

import pytest

from scorer import codebook
from scorer.codebook import CodebookError
from scorer.framework import HealthCheck, Placement, SelfAssessment, Workbook, fingerprint

TEXT = (Path(__file__).parent / "data" / "framework.json").read_text(encoding="utf-8")


def changed(change):
    """Return the codebook's text after a change, sealed again."""
    data = json.loads(TEXT)
    change(data)
    data["sha256"] = fingerprint(data)
    return json.dumps(data)


def test_the_codebook_becomes_dataclasses():
    framework = codebook.load(TEXT)
    assert framework.version == "1.0.0"
    assert [area.id for area in framework.areas] == [
        "focus-on-purpose",
        "managing-self",
        "working-with-others",
        "understanding-organisations",
    ]
    item = framework.areas[0].competencies[1].items[2]
    assert (item.id, item.reverse) == ("fp-06", True)
    assert (item.self_wording, item.other_wording) == ("I do thing 6.", "They do thing 6.")
    short = framework.instrument("leader").form("short")
    assert short.planning.area_sem == Decimal("0.42")
    assert short.minimum.competency_items is None
    assert framework.instrument("leader").pairs[0] == ("fp-04", "fp-06")
    assert framework.scale("frequency").maximum == 5


def test_an_unknown_id_is_a_key_error():
    framework = codebook.load(TEXT)
    for find in (framework.instrument, framework.scale, framework.instrument("leader").form):
        with pytest.raises(KeyError, match="unknown"):
            find("unknown")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "expected an object, got an array"),
        ("{}", 'format: expected "partnership-intelligence/framework", got null'),
        (
            '{"format": "partnership-intelligence/framework", "format_version": true}',
            "format_version: expected 1, got true",
        ),
        (
            '{"format": "partnership-intelligence/framework", "format_version": 2}',
            "format_version: expected 1, got 2",
        ),
        (
            '{"format": "partnership-intelligence/framework", "format_version": 1, "a": "\\ud800"}',
            "the text holds half a character, so it is damaged",
        ),
    ],
)
def test_another_file_is_refused(text, message):
    with pytest.raises(CodebookError) as caught:
        codebook.load(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, "9" * 5_000], ids=["empty", "open", "deep", "long"]
)
def test_a_text_that_is_not_json_is_refused(text):
    with pytest.raises(CodebookError, match="the codebook is not JSON"):
        codebook.load(text)


def test_a_changed_codebook_does_not_match_its_fingerprint():
    with pytest.raises(CodebookError) as caught:
        codebook.load(TEXT.replace("I do thing 1.", "I never do thing 1."))
    assert str(caught.value).startswith("sha256: the codebook was changed after it was built; ")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data.pop("title"), "title: this key is missing"),
        (lambda data: data.update(colour="red"), "colour: there is no such key"),
        (lambda data: data.update(areas={}), "areas: expected an array, got an object"),
        (lambda data: data.update(title=3), "title: expected text, got 3"),
        (lambda data: data["areas"].append("x"), 'areas[4]: expected an object, got "x"'),
        (
            lambda data: data["areas"][1]["competencies"][2]["items"][0].update(self=None),
            "areas[1].competencies[2].items[0].self: expected text, got null",
        ),
        (
            lambda data: data["areas"][0]["competencies"][0]["items"][0].update(reverse=1),
            "areas[0].competencies[0].items[0].reverse: expected true or false, got 1",
        ),
        (
            lambda data: data["scales"][0]["points"][0].update(value=True),
            "scales[0].points[0].value: expected a whole number, got true",
        ),
        (
            lambda data: data["instruments"][0]["pairs"][0].append("fp-12"),
            "instruments[0].pairs[0]: expected 2 entries, got 3",
        ),
        (
            lambda data: data["instruments"][0]["flags"].update(acquiescence=1),
            'instruments[0].flags.acquiescence: expected a number in quotes such as "0.42", got 1',
        ),
        (
            lambda data: data["instruments"][0]["flags"].update(acquiescence="NaN"),
            (
                "instruments[0].flags.acquiescence: "
                'expected a number in quotes such as "0.42", got "NaN"'
            ),
        ),
    ],
)
def test_a_wrong_key_or_type_is_named_with_its_path(change, message):
    with pytest.raises(CodebookError) as caught:
        codebook.load(changed(change))
    assert str(caught.value) == message


def test_the_scorer_brings_its_own_codebook():
    assert codebook.default() == codebook.load(codebook.default_text())


OWN = codebook.default()
KINDS = "self-assessment, placement, health-check, fit, preparation, evidence, reflection"


def own_changed(change):
    """Return the text of our own codebook after a change, sealed again."""
    data = json.loads(codebook.default_text())
    change({each["id"]: each for each in data["instruments"]}, data)
    data["sha256"] = fingerprint(data)
    return json.dumps(data)


def test_the_kind_of_an_instrument_chooses_its_class():
    assert {each.kind: type(each) for each in OWN.instruments} == {
        "self-assessment": SelfAssessment,
        "placement": Placement,
        "fit": Workbook,
        "health-check": HealthCheck,
        "preparation": Workbook,
        "evidence": Workbook,
        "reflection": Workbook,
    }


def test_an_unknown_kind_has_no_class():
    assert [codebook.class_of(kind) for kind in ("quiz", None, 3, [])] == [None] * 4


def test_every_kind_is_read_with_its_own_keys():
    placement = OWN.instrument("partnership-type")
    assert placement.form("both").passes == ("now", "needs")
    assert placement.clarity[0].mainly == 5
    assert placement.clarity[1].mainly is None
    check = OWN.instrument("health")
    assert check.form("full").smallest_difference == Decimal("1.0")
    assert len(check.dimensions) == 6
    assert OWN.fit.importance_cut == Decimal("2.5")
    assert next(step.id for step in OWN.evidence_ladder) == "none"
    sections = {each.id: each for each in OWN.instrument("fit").sections}
    assert sections["about-you"].instrument == "leader"
    assert [(use.form, use.of) for use in sections["about-you"].uses] == [
        ("short", "short"),
        ("full", "full"),
    ]


def test_an_instrument_of_another_class_is_a_key_error():
    assert OWN.one_of(Placement, "partnership-type").seed == 2007
    with pytest.raises(KeyError, match="leader"):
        OWN.one_of(Placement, "leader")
    assert [each.id for each in OWN.all_of(HealthCheck)] == ["health"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda found, _: found["leader"].update(kind="quiz"),
            f'instruments[0].kind: expected one of {KINDS}, got "quiz"',
        ),
        (
            lambda found, _: found["leader"].pop("kind"),
            f"instruments[0].kind: expected one of {KINDS}, got nothing",
        ),
        (
            lambda found, _: found["leader"].update(kind=[]),
            f"instruments[0].kind: expected one of {KINDS}, got an array",
        ),
        (
            lambda _, data: data["instruments"].append("x"),
            'instruments[7]: expected an object, got "x"',
        ),
        (
            lambda found, _: found["leader"].update(kind="placement"),
            "instruments[0].seed: this key is missing",
        ),
        (
            lambda found, _: found["partnership-type"].update(seed="2007"),
            'instruments[1].seed: expected a whole number, got "2007"',
        ),
        (
            lambda found, _: found["partnership-type"]["clarity"][0].pop("mainly"),
            "instruments[1].clarity[0].mainly: this key is missing",
        ),
        (
            lambda found, _: found["partnership-type"]["clarity"][0].update(mainly="5"),
            'instruments[1].clarity[0].mainly: expected a whole number, got "5"',
        ),
        (
            lambda found, _: found["health"]["forms"][0].update(sem=0.42),
            'instruments[3].forms[0].sem: expected a number in quotes such as "0.42", got 0.42',
        ),
        (
            lambda found, _: found["fit"]["sections"][0].update(colour="red"),
            "instruments[2].sections[0].colour: there is no such key",
        ),
        (
            lambda found, _: found["evidence"]["sections"][0].update(split="yes"),
            'instruments[5].sections[0].split: expected true or false, got "yes"',
        ),
        (
            lambda _, data: data["fit"].update(importance_cut=2.5),
            'fit.importance_cut: expected a number in quotes such as "0.42", got 2.5',
        ),
        (
            lambda _, data: data["fit"]["competencies"][0]["weights"][0].update(weight="2"),
            'fit.competencies[0].weights[0].weight: expected a whole number, got "2"',
        ),
        (lambda _, data: data.pop("evidence_ladder"), "evidence_ladder: this key is missing"),
    ],
)
def test_a_fault_of_a_new_kind_is_named_with_its_path(change, message):
    with pytest.raises(CodebookError) as caught:
        codebook.load(own_changed(change))
    assert str(caught.value) == message


def test_a_framework_can_do_without_patterns_and_weights():
    def change(_, data):
        data.update(patterns=None, fit=None)

    framework = codebook.load(own_changed(change))
    assert (framework.patterns, framework.fit) == (None, None)
