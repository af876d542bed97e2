"""Laws that hold for whatever a reader writes into a workbook."""

import dataclasses
import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer import (
    codebook,
    evidence,
    evidencereport,
    preparation,
    preparationreport,
    reflection,
    reflectionreport,
    samples,
)
from scorer.answers import blank, read
from scorer.markdown import as_markdown
from scorer.plain import as_text
from scorer.problems import by_id
from scorer.render import both
from scorer.serialise import to_json

FRAMEWORK = codebook.default()
KINDS = {
    "preparing": (preparation.score, preparationreport.report),
    "evidence": (evidence.score, evidencereport.report),
    "reflection": (reflection.score, reflectionreport.report),
}
FORMS = [(name, form.id) for name in KINDS for form in FRAMEWORK.instrument(name).forms]
law = settings(max_examples=60, derandomize=True, deadline=None, database=None)


def texts(most):
    every = st.characters(exclude_categories=("Cs",))
    return st.text(every, min_size=1, max_size=most).filter(str.strip)


def answers_to(question):
    if question.type == "entries":
        fields = {each.id: answers_to(each) for each in question.fields}
        entry = st.fixed_dictionaries({}, optional=fields)
        return st.lists(entry, min_size=1, max_size=min(question.at_most, 3))
    if question.type == "date":
        return st.dates().map(lambda day: f"{day:%Y-%m-%d}".zfill(10))
    if question.type == "text":
        return texts(40)
    if question.type == "long-text":
        return texts(400)
    values = [option.value for option in question.options]
    if question.type == "choices":
        return st.lists(st.sampled_from(values), min_size=1, max_size=6, unique=True)
    return st.sampled_from(values)


def records(instrument, form):
    questions = by_id(FRAMEWORK, instrument, form).values()
    drawn = {each.id: answers_to(each) for each in questions}
    some = st.sets(st.sampled_from(sorted(drawn)), max_size=8)
    return some.flatmap(
        lambda ids: st.fixed_dictionaries({name: drawn[name] for name in sorted(ids)})
    )


any_record = st.sampled_from(FORMS).flatmap(
    lambda where: st.tuples(st.just(where), records(*where))
)


def saved(instrument, form, answers):
    data = json.loads(blank(FRAMEWORK, instrument, form)) | {"answers": answers}
    return read(json.dumps(data), FRAMEWORK)


def reported(instrument, form, answers):
    score, report = KINDS[instrument]
    result = score(saved(instrument, form, answers), FRAMEWORK)
    return result, report(result, FRAMEWORK)


def strings(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from strings(each)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from strings(getattr(part, field.name))


def typed(answer, question):
    """Yield the texts of an answer; a day is shown in words and so is none of them."""
    if question.type == "entries":
        for entry in answer:
            for field in question.fields:
                if field.id in entry:
                    yield from typed(entry[field.id], field)
    elif question.type in ("text", "long-text"):
        yield answer


@law
@given(any_record)
def test_every_text_stands_in_the_report_as_it_was_typed(record):
    (instrument, form), answers = record
    _, report = reported(instrument, form, answers)
    shown = set(strings(report))
    questions = by_id(FRAMEWORK, instrument, form)
    for name, answer in answers.items():
        assert set(typed(answer, questions[name])) <= shown


@law
@given(any_record)
def test_every_record_has_a_report_that_can_be_laid_out(record):
    (instrument, form), answers = record
    _, report = reported(instrument, form, answers)
    fragment, _ = both(report)
    ET.fromstring(fragment)  # noqa: S314 -- our own text
    assert as_text(report).startswith(report.instrument[:20])
    assert as_markdown(report).startswith("# ")
    ids = [section.id for section in report.sections]
    assert len(ids) == len(set(ids))
    assert all(section.blocks for section in report.sections)


@law
@given(any_record)
def test_the_order_of_the_file_changes_nothing(record):
    (instrument, form), answers = record
    score, _ = KINDS[instrument]
    turned = dict(reversed(answers.items()))
    results = [
        to_json(score(saved(instrument, form, each), FRAMEWORK)) for each in (answers, turned)
    ]
    assert results[0] == results[1]


@law
@given(any_record)
def test_the_result_holds_all_that_was_written(record):
    (instrument, form), answers = record
    result, _ = reported(instrument, form, answers)
    questions = by_id(FRAMEWORK, instrument, form)
    kept = set(strings(result.answers))
    for name, answer in answers.items():
        assert set(typed(answer, questions[name])) <= kept
    assert result.answered <= len(answers)
    assert result.of == len(questions)


@law
@given(st.sampled_from(("person", "partnership")).flatmap(lambda form: records("evidence", form)))
def test_every_entry_of_evidence_is_counted_once(answers):
    form = "partnership" if any(name.startswith("dimension") for name in answers) else "person"
    result, _ = reported("evidence", form, answers)
    assert sum(result.steps) + result.unplaced == result.entries
    for subject in result.subjects:
        assert sorted(subject.outcomes + subject.processes) == list(range(1, subject.entries + 1))
        assert (subject.id in result.without) == (subject.entries == 0)


@law
@given(records("reflection", "group"))
def test_every_behaviour_is_in_one_list(answers):
    result, _ = reported("reflection", "group", answers)
    numbers = [number for group in result.groups for number in group.entries]
    assert sorted((*numbers, *result.not_marked)) == list(range(1, result.behaviours + 1))


@law
@given(records("preparing", "quick"))
def test_what_is_named_first_weighs_no_less_than_what_is_not(answers):
    result, _ = reported("preparing", "quick", answers)
    for first, every in (
        (result.lean_on_first, result.lean_on),
        (result.work_on_first, result.work_on),
    ):
        named = [each.weight or 0 for each in every if each.id in first]
        others = [each.weight or 0 for each in every if each.id not in first]
        assert len(named) >= min(3, len(every))
        assert not others or min(named) > max(others)


@law
@given(
    st.sampled_from((("leader", "short"), ("leader", "full"), ("health", "full"))).flatmap(
        lambda where: st.tuples(st.just(where), records(*where))
    )
)
def test_claims_from_any_questionnaire_can_be_saved_as_evidence(record):
    (instrument, form), answers = record
    found = evidence.claims(saved(instrument, form, answers), FRAMEWORK)
    target = "partnership" if instrument == "health" else "person"
    given = saved("evidence", target, found)
    assert set(given.entries) == set(found)


@pytest.mark.parametrize(("instrument", "form"), FORMS)
def test_a_filled_form_has_a_report(instrument, form):
    answers = json.loads(samples.filled(FRAMEWORK, instrument, form))["answers"]
    result, report = reported(instrument, form, answers)
    assert result.answered == result.of
    assert "open" not in [section.id for section in report.sections]
    assert "Made up." in set(strings(report))
