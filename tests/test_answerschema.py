"""The published schema accepts what the scorer reads, and refuses what it refuses."""

import copy
import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from scorer import codebook
from scorer.answers import AnswersError, blank, read
from scorer.questions import forms
from scorer.samples import filled
from sitegen.answerschema import NAME, publish, schema

FRAMEWORK = codebook.default()
SCHEMA = schema(FRAMEWORK)
VALIDATOR = Draft202012Validator(SCHEMA)
FORMS = [(one.id, form) for one in FRAMEWORK.instruments for form in forms(one)]
law = settings(max_examples=300, derandomize=True, deadline=None, database=None)


@cache
def text_of(instrument, form):
    return filled(FRAMEWORK, instrument, form)


def file(instrument="leader", form="short", **keys):
    return json.loads(text_of(instrument, form)) | keys


def is_read(data):
    try:
        read(json.dumps(data), FRAMEWORK)
    except AnswersError:
        return False
    return True


def test_it_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("instrument", "form"), FORMS, ids=[" ".join(each) for each in FORMS])
def test_what_a_form_saves_is_valid(instrument, form):
    about = {"person": "Me", "partnership": "Ours", "organisation": "Mine"}
    data = file(instrument, form, about=about | {"date": "2026-11-21", "id": "0f" * 16})
    assert VALIDATOR.is_valid(data)
    assert VALIDATOR.is_valid(json.loads(blank(FRAMEWORK, instrument, form)))


def put(place, value):
    """Return a change that puts a value at a place: keys from the top; ... drops it."""

    def change(data):
        *way, last = place
        for key in way:
            data = data[key]
        if value is ...:
            del data[last]
        else:
            data[last] = value

    return change


EVIDENCE = ("answers", "evidence-shared-vision")
REFUSED = [
    ("leader", "short", put(["format"], "other")),
    ("leader", "short", put(["format_version"], 2)),
    ("leader", "short", put(["format_version"], value=True)),
    ("leader", "short", put(["answers"], ...)),
    ("leader", "short", put(["answers"], [])),
    ("leader", "short", put(["note"], "x")),
    ("leader", "short", put(["framework", "version"], "0.9.0")),
    ("leader", "short", put(["framework", "sha256"], ...)),
    ("leader", "short", put(["instrument"], "lead")),
    ("leader", "short", put(["form"], "long")),
    ("leader", "short", put(["form"], "quick")),
    ("leader", "short", put(["instrument"], "health")),
    ("leader", "short", put(["about"], "me")),
    ("leader", "short", put(["about"], {"person": "x" * 81})),
    ("leader", "short", put(["about"], {"person": " "})),
    ("leader", "short", put(["about"], {"email": "x"})),
    ("leader", "short", put(["about"], {"date": "21/11/2026"})),
    ("leader", "short", put(["about"], {"date": "2026-11-21\n"})),
    ("leader", "short", put(["about"], {"id": "0F" * 16})),
    ("leader", "short", put(["answers", "fp-01"], 6)),
    ("leader", "short", put(["answers", "fp-01"], value=True)),
    ("leader", "short", put(["answers", "fp-01"], "4")),
    ("leader", "short", put(["answers", "fp-01"], None)),
    ("leader", "short", put(["answers", "fp-01"], {"value": 4, "reason": "skipped"})),
    ("leader", "short", put(["answers", "fp-01"], {"value": None})),
    ("leader", "short", put(["answers", "fp-01"], {"value": None, "reason": "lost"})),
    ("leader", "short", put(["answers", "fp-02"], 4)),
    ("leader", "short", put(["answers", "xx-01"], 4)),
    ("partnership-type", "both", put(["answers", "pt-01-now"], "co-operation")),
    ("partnership-type", "now", put(["answers", "pt-01-needs"], "cooperation")),
    ("health", "meeting", put(["answers", "hp-01-agreed"], 3)),
    ("health", "meeting", put(["answers", "hp-01-by"], "tomorrow")),
    ("health", "meeting", put(["answers", "hp-01-action"], "x" * 201)),
    ("preparing", "quick", put(["answers", "lean"], [])),
    ("preparing", "quick", put(["answers", "lean"], ["shared-vision", "shared-vision"])),
    ("preparing", "quick", put(["answers", "lean"], "shared-vision")),
    ("evidence", "person", put(EVIDENCE, [])),
    ("evidence", "person", put(EVIDENCE, [{}] * 6)),
    ("evidence", "person", put(EVIDENCE, ["text"])),
    ("evidence", "person", put((*EVIDENCE, 0, "strength"), "strong")),
    ("evidence", "person", put((*EVIDENCE, 0, "claim"), "")),
    ("evidence", "person", put((*EVIDENCE, 0, "claim"), "x" * 4001)),
    ("evidence", "person", put((*EVIDENCE, 0, "note"), "x")),
]


@pytest.mark.parametrize(
    ("instrument", "form", "change"), REFUSED, ids=[str(place) for place in range(len(REFUSED))]
)
def test_what_the_scorer_refuses_for_its_structure_is_not_valid(instrument, form, change):
    data = file(instrument, form)
    assert VALIDATOR.is_valid(data)
    change(data)
    assert not is_read(data)
    assert not VALIDATOR.is_valid(data)


SCORER_ALONE = [
    ('"fp-01": 4', '"fp-01": 4.0'),
    ('"fp-01": 4', '"fp-01": 4, "fp-01": 4'),
    ('"format_version": 1', '"format_version": 1.0'),
    ('"answers": ', '"about": {"date": "2026-02-30"}, "answers": '),
]


@pytest.mark.parametrize(("old", "new"), SCORER_ALONE, ids=[new for _, new in SCORER_ALONE])
def test_what_only_the_scorer_can_see_is_known(old, new):
    text = json.dumps(file() | {"answers": {"fp-01": 4}}).replace(old, new)
    assert new in text
    with pytest.raises(AnswersError):
        read(text, FRAMEWORK)
    assert VALIDATOR.is_valid(json.loads(text))


def test_the_fault_is_named_in_the_form_that_the_file_is_about():
    data = file("partnership-type", "now")
    data["answers"]["pt-01-now"] = 3
    (error,) = VALIDATOR.iter_errors(data)
    assert list(error.absolute_path) == ["answers", "pt-01-now"]


def places(data, path=()):
    """Find every place of a file, as keys from the top."""
    inside = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in inside:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 7),
    st.sampled_from(
        ["", " ", "x", "x" * 81, "x" * 201, "x" * 4001, "skipped", "cooperation", "2026-11-21"]
    ),
    st.text(max_size=5),
    st.sampled_from([[], {}, [{}], ["shared-vision"], {"value": None, "reason": "not_seen"}]),
)


@law
@given(st.sampled_from(FORMS), st.data())
def test_a_changed_file_is_valid_exactly_when_the_scorer_reads_it(which, data):
    found = copy.deepcopy(file(*which, about={"person": "Me", "date": "2026-11-21"}))
    # Most places are answers, so the rest is drawn as often as they are.
    everywhere = list(places(found))
    outside = [place for place in everywhere if place[0] != "answers" or len(place) == 1]
    place = data.draw(st.one_of(st.sampled_from(outside), st.sampled_from(everywhere)))
    target = found
    for key in place[:-1]:
        target = target[key]
    doing = data.draw(st.sampled_from(["replace", "drop", "add"]))
    if doing == "drop":
        del target[place[-1]]
    elif doing == "replace":
        target[place[-1]] = data.draw(values)
    elif isinstance(target, dict):
        target[data.draw(st.sampled_from(["extra", "reason", "hp-01", "person"]))] = data.draw(
            values
        )
    else:
        target.append(data.draw(values))
    assert VALIDATOR.is_valid(found) == is_read(found)


def test_it_is_published_without_an_address_that_is_no_address(tmp_path):
    publish(FRAMEWORK, tmp_path / "files")
    written = json.loads((tmp_path / "files" / NAME).read_text(encoding="utf-8"))
    assert NAME == "saved-file.schema.json"
    assert written == SCHEMA
    assert "$id" not in written


@pytest.mark.parametrize("address", ["https://pi.uk/a", "https://pi.uk/a/"])
def test_a_lasting_address_becomes_its_id(tmp_path, address):
    publish(FRAMEWORK, tmp_path, address)
    written = json.loads((tmp_path / NAME).read_text(encoding="utf-8"))
    assert written["$id"] == "https://pi.uk/a/saved-file.schema.json"
