"""From an instrument's kind to its scoring and its report."""

import dataclasses

import pytest

from scorer import codebook, kinds, samples
from scorer.answers import AnswersError, blank, read
from scorer.minutesresult import MinutesResult

FRAMEWORK = codebook.default()


def given(instrument, form):
    return read(samples.filled(FRAMEWORK, instrument, form), FRAMEWORK)


def test_a_self_assessment_alone_has_a_report_that_is_not_made_of_blocks():
    without = set()
    for one in FRAMEWORK.instruments:
        result = kinds.score(given(one.id, one.forms[0].id), FRAMEWORK)
        if kinds.report(result, FRAMEWORK) is None:
            without.add(one.kind)
    assert without == {"self-assessment"}


def test_a_meetings_form_gives_minutes_and_any_other_a_members_own_result():
    assert isinstance(kinds.score(given("health", "meeting"), FRAMEWORK), MinutesResult)
    own = kinds.score(given("health", "full"), FRAMEWORK)
    assert not isinstance(own, MinutesResult)
    assert kinds.report(own, FRAMEWORK).heading == "How you see your partnership"


def test_answers_that_were_read_with_another_framework_are_not_scored():
    other = dataclasses.replace(given("leader", "short"), framework_sha256="0" * 64)
    with pytest.raises(ValueError, match="the answers were read with another framework"):
        kinds.score(other, FRAMEWORK)


def test_an_unknown_instrument_is_a_key_error():
    with pytest.raises(KeyError, match="no-such"):
        kinds.kind_of("no-such", "short", FRAMEWORK)


def test_minutes_are_not_made_of_other_answers():
    with pytest.raises(AnswersError, match='this is a file of "leader"') as caught:
        kinds.minutes_of(given("leader", "short"), FRAMEWORK)
    assert [each.path for each in caught.value.problems] == ["instrument"]


def test_a_fit_has_views_and_a_report_of_each():
    result = kinds.score(given("fit", "full"), FRAMEWORK)
    views = [each for each, _ in kinds.views(result, FRAMEWORK)]
    reports = [kinds.report(result, FRAMEWORK, each) for each in views]
    assert len(views) > 1
    assert kinds.report(result, FRAMEWORK) == reports[0]
    assert all(each != reports[0] for each in reports[1:])


def test_an_unknown_view_and_a_view_of_what_has_none_are_refused():
    for instrument in ("fit", "health"):
        result = kinds.score(given(instrument, "full"), FRAMEWORK)
        with pytest.raises(ValueError, match='there is no view "sideways"'):
            kinds.report(result, FRAMEWORK, "sideways")
    empty = read(blank(FRAMEWORK, "health", "full"), FRAMEWORK)
    assert kinds.views(kinds.score(empty, FRAMEWORK), FRAMEWORK) == ()
