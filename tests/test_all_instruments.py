"""What holds for every form of every instrument, of the real framework and of an invented one."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from scorer import codebook, kinds, render, report, samples, text
from scorer.answers import AnswersError, blank, read, to_data
from scorer.markdown import as_markdown
from scorer.plain import as_text
from scorer.problems import by_id
from scorer.questions import MEETING, forms
from scorer.serialise import to_json
from sitegen import framework

if TYPE_CHECKING:
    from scorer.framework import Framework

DATA = Path(__file__).parent / "data"
law = settings(max_examples=150, derandomize=True, deadline=None, database=None)


def invented():
    with TemporaryDirectory() as kept:
        folder = Path(kept) / "hall"
        shutil.copytree(DATA / "small", folder)
        shutil.copytree(DATA / "added", folder, dirs_exist_ok=True)
        return framework.load(folder).framework


@dataclass(frozen=True)
class Asked:
    """A form of an instrument."""

    framework: Framework
    instrument: str
    form: str

    def __repr__(self):
        return f"{self.instrument}-{self.form}"

    def text(self, answers, **others):
        data = json.loads(blank(self.framework, self.instrument, self.form))
        return json.dumps(data | others | {"answers": answers})

    def result(self, text):
        return kinds.score(read(text, self.framework), self.framework)

    @property
    def questions(self):
        return by_id(self.framework, self.instrument, self.form)


EVERY = [
    Asked(each, one.id, form)
    for each in (codebook.default(), invented())
    for one in each.instruments
    for form in forms(one)
]
every = pytest.mark.parametrize("asked", EVERY, ids=repr)
BY_NAME = {repr(each): each for each in EVERY}
any_name = st.sampled_from(list(BY_NAME))


def laid_out(asked, result):
    """Every way to lay a result out: (fragment, document) and texts, of every view."""
    views = [each for each, _ in kinds.views(result, asked.framework)]
    for view in views or [None]:
        blocks = kinds.report(result, asked.framework, view)
        if blocks is None:
            yield (
                *report.both(result, asked.framework),
                text.as_text(result, asked.framework),
                text.as_text(result, asked.framework, with_working=True),
            )
        else:
            yield (*render.both(blocks), as_text(blocks), as_markdown(blocks))


def well_formed(asked, result):
    """Lay a result out in every way, parse the XHTML, and return the plain texts."""
    said = []
    for fragment, document, *texts in laid_out(asked, result):
        part = etree.fromstring(f"<div>{fragment}</div>")
        whole = etree.fromstring(document.encode())
        ids = whole.xpath("//@id")
        assert len(part) > 0
        assert whole.tag == "{http://www.w3.org/1999/xhtml}html"
        assert len(ids) == len(set(ids))
        assert all(each.strip() for each in texts)
        said += texts
    return said


def test_the_real_instruments_and_their_forms_are_all_here():
    assert [repr(each) for each in EVERY if each.framework is EVERY[0].framework] == [
        "leader-short",
        "leader-full",
        "partnership-type-both",
        "partnership-type-now",
        "fit-short",
        "fit-full",
        "health-full",
        "health-meeting",
        "preparing-quick",
        "preparing-short",
        "evidence-person",
        "evidence-partnership",
        "reflection-alone",
        "reflection-group",
    ]


@every
def test_every_question_answered_is_read_scored_and_laid_out(asked):
    saved = samples.filled(asked.framework, asked.instrument, asked.form)
    given = json.loads(saved)["answers"]
    assert list(given) == list(asked.questions)
    assert to_data(read(saved, asked.framework)) == given
    result = asked.result(saved)
    assert (result.instrument, result.form) == (asked.instrument, asked.form)
    for said in well_formed(asked, result):
        assert asked.framework.instrument(asked.instrument).title.replace("*", "") in said


NOTHING = {
    "self-assessment": "No score: ",
    "placement": "Too few answers",
    "fit": "There are too few answers for a profile of your partnership",
    "health-check": "which is too few for a score",
    "preparation": "You gave no answers about yourself, so there is nothing to list.",
    "evidence": "Nothing is written yet about any of the ",
    "reflection": "You gave no answer to ",
}


@every
def test_an_empty_record_says_in_words_that_there_is_not_enough(asked):
    kind = asked.framework.instrument(asked.instrument).kind
    expected = "Nothing has been recorded yet." if asked.form == MEETING else NOTHING[kind]
    for saved in (
        asked.text({}),
        blank(asked.framework, asked.instrument, asked.form),
    ):
        result = asked.result(saved)
        for said in well_formed(asked, result):
            assert expected in " ".join(said.split())


@every
def test_a_blank_file_asks_every_question_and_skips_each(asked):
    found = read(blank(asked.framework, asked.instrument, asked.form), asked.framework)
    assert dict(found.reasons) == dict.fromkeys(asked.questions, "skipped")


@every
def test_the_result_does_not_depend_on_the_order_of_the_file_or_on_the_time(asked):
    given = json.loads(samples.filled(asked.framework, asked.instrument, asked.form))["answers"]
    turned = dict(reversed(given.items()))
    first, second, third = (
        to_json(asked.result(asked.text(each))) for each in (given, given, turned)
    )
    assert first == second == third
    assert json.loads(first)["form"] == asked.form


@pytest.mark.parametrize("asked", [each for each in EVERY if each.form != MEETING], ids=repr)
def test_the_readers_own_labels_change_nothing_in_a_result(asked):
    given = json.loads(samples.filled(asked.framework, asked.instrument, asked.form))["answers"]
    about = {"person": "A & B", "partnership": "<b>C</b>", "date": "2026-11-21"}
    plain, labelled = asked.result(asked.text(given)), asked.result(asked.text(given, about=about))
    assert to_json(plain) == to_json(labelled)


# Laws


def answers_to(question, *, inside=False):
    if question.type == "entries":
        fields = {each.id: answers_to(each, inside=True) for each in question.fields}
        entry = st.fixed_dictionaries({}, optional=fields)
        return st.lists(entry, min_size=1, max_size=min(question.at_most, 2))
    if question.type == "date":
        given = st.dates().map(lambda day: day.isoformat())
    elif question.options:
        values = [option.value for option in question.options]
        given = st.sampled_from(values)
        if question.type == "choices":
            given = st.lists(given, unique=True, min_size=1, max_size=4)
    else:
        given = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30).filter(
            str.strip
        )
    if inside:
        return given
    reasons = ["skipped", *(["not_applicable"] if question.opt_out else [])]
    missing = st.sampled_from(reasons).map(lambda reason: {"value": None, "reason": reason})
    return given | missing


@st.composite
def partial(draw):
    """The name of a form, and a file with answers to some of its questions."""
    asked = BY_NAME[draw(any_name)]
    some = draw(st.sets(st.sampled_from(sorted(asked.questions)), max_size=30))
    answers = {each: draw(answers_to(asked.questions[each])) for each in sorted(some)}
    return repr(asked), asked.text(answers)


@law
@given(partial())
def test_whatever_is_answered_is_scored_and_gives_well_formed_xhtml(drawn):
    name, saved = drawn
    result = BY_NAME[name].result(saved)
    well_formed(BY_NAME[name], result)
    json.loads(to_json(result))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 9) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


def places(data, path=()):
    """Find the place of every value in JSON data."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in pairs:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


@st.composite
def damaged(draw):
    """The name of a form, and a filled-in file of it in which a few things are changed."""
    asked = BY_NAME[draw(any_name)]
    data = json.loads(samples.filled(asked.framework, asked.instrument, asked.form))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(sorted(places(data), key=repr)))
        inner = data
        for step in path[:-1]:
            inner = inner[step]
        change = draw(st.sampled_from(["replace", "remove", "add"]))
        if change == "remove":
            del inner[path[-1]]
        elif change == "replace":
            inner[path[-1]] = draw(json_values)
        elif isinstance(inner, dict):
            inner[draw(st.text(max_size=8))] = draw(json_values)
        else:
            inner.append(draw(json_values))
        if not data:
            break
    return repr(asked), json.dumps(data)


def read_or_refused(name, saved):
    """Score a file; one that is refused says why, and no other error is raised."""
    asked = BY_NAME[name]
    try:
        found = read(saved, asked.framework)
    except AnswersError as error:
        assert error.problems  # noqa: PT017
        assert all(each.message.strip() for each in error.problems)  # noqa: PT017
        return
    result = kinds.score(found, asked.framework)
    list(laid_out(asked, result))


@law
@given(damaged())
def test_a_damaged_file_is_refused_with_problems_and_never_fails(drawn):
    read_or_refused(*drawn)


@st.composite
def cut(draw):
    """The name of a form, and the text of its file with a run of characters replaced."""
    asked = BY_NAME[draw(any_name)]
    saved = samples.filled(asked.framework, asked.instrument, asked.form)
    start = draw(st.integers(0, len(saved)))
    length = draw(st.integers(0, 20))
    return repr(asked), saved[:start] + draw(st.text(max_size=4)) + saved[start + length :]


@law
@given(cut())
def test_a_text_with_a_damaged_run_is_refused_with_problems_and_never_fails(drawn):
    read_or_refused(*drawn)


@every
def test_an_unknown_question_and_another_frameworks_file_are_refused_in_words(asked):
    with pytest.raises(AnswersError, match="There is no such item") as caught:
        read(asked.text({"no-such-question": 1}), asked.framework)
    assert [each.path for each in caught.value.problems] == ['answers["no-such-question"]']
    other = next(each.framework for each in EVERY if each.framework is not asked.framework)
    with pytest.raises(AnswersError, match="belong to another framework"):
        read(asked.text({}), other)
