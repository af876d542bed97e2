"""The report of a comparison: what moved, what stayed about level, and what chance can do."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from scorer.blocks import (
    Bars,
    BarsRow,
    Bullets,
    Facts,
    FactsRow,
    Figure,
    Notice,
    Paragraph,
    Part,
    Point,
    Report,
    Section,
    Shift,
    ShiftRow,
    Table,
    section,
)
from scorer.days import day_text
from scorer.footers import footer
from scorer.framework import HealthCheck, Placement, SelfAssessment
from scorer.problems import by_id
from scorer.words import counted, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scorer.blocks import Block
    from scorer.comparingresult import ComparingResult, PassMove, Run, ScoreMove, StepMove
    from scorer.comparingresult import Part as Compared
    from scorer.framework import Framework

__all__ = ["report"]

_NOTHING: Final = "nothing written"
# Scoring rule: the smallest difference is set so that chance alone reaches it this often.
_BY_CHANCE: Final = 10
_FEW: Final = 5
_LISTED: Final = 12
_IN_LINE: Final = 4


def report(result: ComparingResult, framework: Framework) -> Report:
    """Return the report of a comparison; ``framework`` is that of the later file."""
    instrument = framework.instrument(result.instrument)
    return Report(
        language=framework.language,
        instrument=instrument.title,
        heading="What moved between two files",
        sections=tuple(_sections(result, framework)),
        footer=footer(framework),
        fingerprint=result.framework_sha256,
    )


def _sections(result: ComparingResult, framework: Framework) -> Iterator[Section]:
    names = _names(result)
    yield section("in-short", "In short", _in_short(result, framework))
    for part in result.parts:
        title = framework.instrument(part.instrument).title
        for section_id, heading, blocks in _of_part(part, framework, names):
            lead = f"{title}: " if len(result.parts) > 1 else ""
            text = f"{lead}{heading[0].lower()}{heading[1:]}" if lead else heading
            yield section(section_id, text, blocks)
    yield section("left-out", "What only one of them has", _left_out(result, framework, names))
    yield section("limits", "What it cannot say", (Bullets(items=tuple(_cautions(result))),))


def _of_part(
    part: Compared, framework: Framework, names: tuple[str, str]
) -> Iterator[tuple[str, str, Iterable[Block]]]:
    """Find the sections of a part: their ids, headings and blocks."""
    if part.scores:
        yield "scores", "What moved", _scores(part, framework, names)
    if part.passes:
        yield "patterns", "Patterns before and after", _patterns(part, framework, names)
    if part.steps:
        title = "Evidence of outcomes" if part.scores else "Evidence before and after"
        yield "evidence", title, _steps(part, framework, names)


def _names(result: ComparingResult) -> tuple[str, str]:
    """Return what the two files are called: their days, where these tell them apart."""
    before, after = result.earlier.date, result.later.date
    if before and after and before != after:
        return day_text(before), day_text(after)
    return "Earlier file", "Later file"


def _in_short(result: ComparingResult, framework: Framework) -> Iterator[Block]:
    yield from _notices(result)
    yield Facts(
        rows=(
            _file("Earlier file", result.earlier, framework, result),
            _file("Later file", result.later, framework, result),
        )
    )
    yield Paragraph(
        text=f"Both files answer {result.answered} of the {counted(result.of, 'question')} that "
        "they share. Everything below rests on those alone, so a number can differ from the one "
        "in your report."
        if result.answered
        else "No question is answered in both files. You see what each of them has."
    )
    found = [line for part in result.parts for line in _told(part, framework)]
    yield Bullets(items=tuple(found))


def _notices(result: ComparingResult) -> Iterator[Notice]:
    """Yield what makes the comparison doubtful."""
    if result.same_answers:
        text = (
            "Both files hold the same answers. You may have opened one file twice, so check "
            "their names."
        )
        yield Notice(lead="The same answers twice", items=(text,))
    plural = {"person": "people", "partnership": "partnerships", "organisation": "organisations"}
    for label in result.other:
        before, after = (
            quoted(getattr(run, label).strip()) for run in (result.earlier, result.later)
        )
        text = (
            f"The files name {before} and {after}. What moved may be the difference between the "
            "two, and no change."
        )
        yield Notice(lead=f"Two {plural[label]}", items=(text,))
    if result.out_of_order:
        text = (
            "The file that you gave as the earlier one was saved on the later day. Every move "
            "below then points the wrong way."
        )
        yield Notice(lead="The days are the wrong way round", items=(text,))


def _file(term: str, run: Run, framework: Framework, result: ComparingResult) -> FactsRow:
    """Return where a file comes from."""
    titles = {each.id: each.title for each in framework.instrument(result.instrument).forms}
    given = (run.person, run.partnership, run.organisation)
    about = [each.strip() for each in given if each]
    parts = [
        f"{titles.get(run.form, run.form)}.",
        f"Version {run.framework_version} of the framework.",
        *([f"About {listed(quoted(each) for each in about)}."] if about else []),
    ]
    return FactsRow(
        term=term,
        word=day_text(run.date) if run.date else "No date",
        value=None,
        text=" ".join(parts),
    )


def _told(part: Compared, framework: Framework) -> Iterator[str]:
    """Say in a few words what a part shows."""
    titles = _titles(part, framework)
    for level in ("area", "dimension", "competency"):
        scores = [each for each in part.scores if each.level == level and each.move]
        moved = [each for each in scores if each.move != "level"]
        yield from (_moved(each, titles) for each in moved)
        if scores and not moved:
            limit = scores[0].smallest
            yield f"No {level} moved by {limit} or more. Smaller differences can be chance."
    for each in part.passes:
        title = _pass_title(part, each.id, framework)
        yield (
            f"{quoted(title)}: {len(each.moved) or 'none'} of {counted(each.answered, 'feature')} "
            "went to another pattern."
            if each.answered
            else f"{quoted(title)}: no feature is answered in both files."
        )
    if part.steps:
        yield _told_steps(part.steps)


def _told_steps(steps: Sequence[StepMove]) -> str:
    higher, lower = (sum(each.move == way for each in steps) for way in ("up", "down"))
    new = sum(each.before is None and each.after is not None for each in steps)
    gone = sum(each.before is not None and each.after is None for each in steps)
    if not (higher or lower or new or gone):
        return "Evidence: every step is the same."
    parts = [f"{higher} on a higher step", f"{lower} on a lower one"]
    parts += [f"{new} only in the later file"] if new else []
    parts += [f"{gone} only in the earlier one"] if gone else []
    return f"Evidence: {listed(parts)}."


def _moved(score: ScoreMove, titles: dict[str, str]) -> str:
    way = "higher" if score.move == "up" else "lower"
    return (
        f"{quoted(titles[score.id])} went from {score.before} to {score.after}: "
        f"{_size(score.change)} {way}."
    )


def _size(change: str | None) -> str:
    return str(abs(Decimal(change or "0")))


def _scores(part: Compared, framework: Framework, names: tuple[str, str]) -> Iterator[Block]:
    for level in ("area", "dimension", "competency"):
        scores = [each for each in part.scores if each.level == level]
        if scores:
            yield Part(
                title={"area": "Areas", "dimension": "Dimensions"}.get(level, "Competencies"),
                blocks=tuple(_level(scores, part, framework, names)),
            )


def _level(
    scores: Sequence[ScoreMove], part: Compared, framework: Framework, names: tuple[str, str]
) -> Iterator[Paragraph | Bullets | Figure]:
    titles, limit = _titles(part, framework), scores[0].smallest
    moved = [each for each in scores if each.move in ("up", "down")]
    level = [titles[each.id] for each in scores if each.move == "level"]
    open_ = [titles[each.id] for each in scores if each.move is None]
    if moved:
        yield Paragraph(text=f"These moved by {limit} or more:")
        yield Bullets(items=tuple(_moved(each, titles) for each in moved))
    if level:
        lead = "The rest stayed" if moved else "These stayed"
        yield from _named(f"{lead} about level, which means less than {limit} apart:", level)
    if open_:
        yield from _named("Too few questions are answered in both files to compare:", open_)
    yield _shift(scores, part, framework, names)


def _shift(
    scores: Sequence[ScoreMove], part: Compared, framework: Framework, names: tuple[str, str]
) -> Figure:
    titles = _titles(part, framework)
    kind = {"area": "Areas", "dimension": "Dimensions"}.get(scores[0].level, "Competencies")
    rows = tuple(
        ShiftRow(label=titles[each.id], before=each.before, after=each.after) for each in scores
    )
    spoken = [f"{row.label} {row.before} to {row.after}" for row in rows if row.before]
    words = {"up": "Higher", "down": "Lower", "level": "About level", None: "Too few answers"}
    return Figure(
        chart=Shift(
            title=f"{kind}, before and after",
            description=f"From a hollow dot to a filled one. {'; '.join(spoken)}.",
            points=_points(part, framework),
            names=names,
            rows=rows,
        ),
        table=Table(
            caption=f"{kind} over the questions that both files answer",
            head=(kind, *names, "Move", "Answered in both"),
            rows=tuple(
                (
                    titles[each.id],
                    each.before or "no score",
                    each.after or "no score",
                    words[each.move],
                    f"{each.answered} of {each.of}",
                )
                for each in scores
            ),
        ),
    )


def _points(part: Compared, framework: Framework) -> tuple[Point, ...]:
    """Return the scale that the scores lie on."""
    instrument = framework.instrument(part.instrument)
    if isinstance(instrument, SelfAssessment):
        scale = framework.scale(instrument.scale)
        return tuple(Point(value=each.value, word=each.word) for each in scale.points)
    check = framework.one_of(HealthCheck, part.instrument)
    states = check.dimensions[0].items[0].states
    return tuple(Point(value=value, word="") for value in range(1, len(states) + 1))


def _patterns(part: Compared, framework: Framework, names: tuple[str, str]) -> Iterator[Block]:
    yield Paragraph(
        text="You see how many features each pattern has, over those that both files answer. "
        "There is no position and no distance between patterns."
    )
    for each in part.passes:
        yield Part(
            title=_pass_title(part, each.id, framework),
            blocks=tuple(_pass(each, part, framework, names)),
        )


def _pass(
    each: PassMove, part: Compared, framework: Framework, names: tuple[str, str]
) -> Iterator[Paragraph | Table | Figure]:
    if not each.answered:
        yield Paragraph(text="No feature is answered in both files.")
        return
    titles = _pattern_titles(framework)
    rows = [
        (titles[pattern], (first, second))
        for pattern, first, second in zip(each.patterns, each.before, each.after, strict=True)
    ]
    title = f"{_pass_title(part, each.id, framework)}: features by pattern"
    yield Figure(
        chart=Bars(
            title=title,
            description=" ".join(
                f"{name}: {', '.join(f'{label} {values[place]}' for label, values in rows)}."
                for place, name in enumerate(names)
            ),
            most=each.of,
            series=names,
            rows=tuple(BarsRow(label=label, values=values) for label, values in rows),
        ),
        table=Table(
            caption=title,
            head=("Pattern", *names),
            rows=tuple((label, *map(str, values)) for label, values in rows),
        ),
    )
    if each.moved:
        wordings = _wordings(part, framework)
        yield Table(
            caption="Features that went to another pattern",
            head=("Feature", *names),
            rows=tuple(
                (wordings[one.id], titles[one.before], titles[one.after]) for one in each.moved
            ),
        )
    else:
        yield Paragraph(
            text=f"All {each.answered} features kept their pattern."
            if each.answered > 1
            else "The one feature that both answer kept its pattern."
        )


def _steps(part: Compared, framework: Framework, names: tuple[str, str]) -> Iterator[Block]:
    ladder = [step.title for step in framework.evidence_ladder]
    wordings = _wordings(part, framework)
    shown = [each for each in part.steps if (each.before, each.after) != (None, None)]
    yield Paragraph(
        text="Each row is one step of the evidence ladder. Steps are never averaged, and no "
        "margin goes with them: another step is another description."
    )
    words = {"up": "Higher", "down": "Lower", "level": "The same", None: "Only in one file"}
    missing = _NOTHING if not part.scores else "not answered"
    if shown:
        yield Table(
            caption="The strongest step of each"
            if not part.scores
            else "Evidence of outcomes, question by question",
            head=("Evidence", *names, "Move"),
            rows=tuple(
                (
                    wordings[each.id],
                    *(
                        missing if step is None else f"{step}. {ladder[step - 1]}"
                        for step in (each.before, each.after)
                    ),
                    words[each.move],
                )
                for each in shown
            ),
        )
    left = len(part.steps) - len(shown)
    if left:
        yield Paragraph(text=f"Neither file has anything on the other {left}.")


def _left_out(
    result: ComparingResult, framework: Framework, names: tuple[str, str]
) -> Iterator[Block]:
    found = [block for part in result.parts for block in _alone(part, framework, names)]
    yield from found or [Paragraph(text="Nothing: both files ask and answer the same questions.")]


def _alone(part: Compared, framework: Framework, names: tuple[str, str]) -> Iterator[Block]:
    wordings = _wordings(part, framework)
    for name, asked in zip(names, part.only_asked, strict=True):
        if asked:
            yield Paragraph(
                text=f"{name} alone asks {counted(len(asked), 'question')}: the forms or the "
                "versions differ."
            )
    for name, answered in zip(names, part.only_answered, strict=True):
        if len(answered) > _LISTED:
            yield Paragraph(text=f"{name} alone answers {len(answered)} of the shared questions.")
        elif answered:
            yield Paragraph(text=f"{name} alone answers:")
            yield Bullets(items=tuple(wordings[each] for each in answered))
    if part.changed:
        yield Paragraph(
            text="These have the same id in both versions, but another meaning. "
            "Their answers, their place or their direction changed, so they are left out:"
        )
        yield Bullets(items=tuple(f"{each}: {wordings[each]}" for each in part.changed))


def _named(lead: str, titles: Sequence[str]) -> Iterator[Paragraph | Bullets]:
    """Yield a few titles within a sentence, and more of them as a list."""
    if len(titles) > _IN_LINE:
        yield Paragraph(text=lead)
        yield Bullets(items=tuple(titles))
    else:
        yield Paragraph(text=f"{lead} {listed(quoted(each) for each in titles)}.")


def _cautions(result: ComparingResult) -> Iterator[str]:
    scores = [score for part in result.parts for score in part.scores if score.move is not None]
    yield (
        "It takes both files to come from one person. If two people answered, it shows how they "
        "differ, and no change."
    )
    yield (
        "Mood, a recent event and memory move answers too. You may also judge more strictly "
        "because you have learned what good looks like."
    )
    if scores:
        yield (
            "The smallest difference is our convention, from an assumed margin of error. If "
            f"nothing had changed, chance would part two scores so far about once in {_BY_CHANCE} "
            "times."
        )
    if len(scores) >= _FEW:
        often = (len(scores) + _BY_CHANCE // 2) // _BY_CHANCE
        yield (
            f"{len(scores)} scores are compared here. About {often} of them could move that far "
            "by chance alone."
        )
    if any(score.level == "competency" for score in scores):
        yield (
            "A competency rests on few questions, so its smallest difference is wider than that "
            "of an area."
        )
    if any(score.answered < score.of for score in scores):
        yield (
            "Some scores leave out questions that one file does not answer. They are less certain."
        )
    if any(part.passes for part in result.parts):
        yield (
            "Nobody has tested how steady the choice of a pattern is. Take a feature that went "
            "to another pattern as a question to ask."
        )
    if result.parts[0].instrument != result.instrument:
        yield "Your own view of what is important is not compared here."
    if any(part.steps and not part.scores for part in result.parts):
        yield (
            "A higher step can mean a better record of what happened before, and not new results."
        )
    yield "A change that you see here need not come from anything that you did."


def _titles(part: Compared, framework: Framework) -> dict[str, str]:
    """Return what the scores of a part are called."""
    titles = {area.id: area.title for area in framework.areas}
    for area in framework.areas:
        titles |= {each.id: each.title for each in area.competencies}
    instrument = framework.instrument(part.instrument)
    if isinstance(instrument, HealthCheck):
        titles |= {each.id: each.title for each in instrument.dimensions}
    return titles


def _wordings(part: Compared, framework: Framework) -> dict[str, str]:
    """Return what the later form's questions are called: a title, or the wording itself."""
    questions = by_id(framework, part.instrument, part.forms[1])
    wordings = {each: question.title or question.wording for each, question in questions.items()}
    instrument = framework.instrument(part.instrument)
    if isinstance(instrument, Placement) and len(instrument.passes) > 1:
        for one in instrument.passes:
            wordings |= {
                each: f"{text} ({one.title})"
                for each, text in wordings.items()
                if each.endswith(f"-{one.id}")
            }
    return wordings


def _pass_title(part: Compared, pass_id: str, framework: Framework) -> str:
    placement = framework.one_of(Placement, part.instrument)
    return next(each.title for each in placement.passes if each.id == pass_id)


def _pattern_titles(framework: Framework) -> dict[str, str]:
    patterns = framework.patterns.patterns if framework.patterns else ()
    return {each.id: each.title for each in patterns}
