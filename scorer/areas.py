"""Area by area: the sentence, the chart and the table of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer import figurecolumns, figures
from scorer.blocks import Dots, DotsRow, Point
from scorer.view import AreaView, ScoreRow, SpreadView
from scorer.words import score_range, withheld

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.figure import Drawing
    from scorer.framework import Area
    from scorer.reading import Reading
    from scorer.result import AreaScore, Score

__all__ = ["areas", "headline", "interval", "spread", "why_withheld"]


def headline(score: Score) -> str:
    """Return the word with its number: often (3.8)."""
    return "no score" if score.value is None else f"{score.word} ({score.value})"


def interval(score: Score) -> str | None:
    """Return the interval in words; None when there is no score."""
    return None if score.low is None else f"{score.low} to {score.high}"


def why_withheld(reading: Reading, score: AreaScore) -> str | None:
    """Return why an area has no score; None when it has one."""
    if score.rule is None:
        return None
    scored = sum(competency.value is not None for competency in score.competencies)
    return withheld(reading, score, scored)


def areas(reading: Reading) -> tuple[AreaView, ...]:
    """Return each area as words, chart and table."""
    return tuple(_area(reading, area, score) for area, score in reading.areas)


def _area(reading: Reading, area: Area, score: AreaScore) -> AreaView:
    titles = {competency.id: competency.title for competency in area.competencies}
    scores: list[tuple[str, Score]] = [(area.title, score)]
    scores += [(titles[competency.id], competency) for competency in score.competencies]
    title = f"{area.title}: {headline(score)}"
    rows = [_score_row(area.title, score, why_withheld(reading, score), is_area=True)]
    rows += [
        _score_row(titles[c.id], c, withheld(reading, c, None) if c.rule else None, is_area=False)
        for c in score.competencies
    ]
    return AreaView(
        id=f"pi-area-{area.id}",
        title=area.title,
        description=area.summary,
        sentence=why_withheld(reading, score)
        or f"{score_range(reading, score)} Read the score as somewhere from {interval(score)}.",
        chart=_drawn(reading, scores, title) if score.answered else None,
        caption=f"{area.title}: scores, and how many answers fell on each word",
        words=tuple(reading.words.values()),
        rows=tuple(rows),
    )


def _drawn(reading: Reading, scores: Sequence[tuple[str, Score]], title: str) -> Drawing:
    """Return the picture of an area, the first score, and its competencies, the rest."""
    return figures.draw(
        Dots(
            title=title,
            description=" ".join(_spoken(reading, name, score) for name, score in scores),
            points=_points(reading),
            rows=tuple(
                DotsRow(
                    label=name,
                    value=score.value,
                    low=score.low,
                    high=score.high,
                    counts=score.counts,
                    strong=place == 0,
                )
                for place, (name, score) in enumerate(scores)
            ),
        )
    )


def _points(reading: Reading) -> tuple[Point, ...]:
    return tuple(Point(value=each.value, word=each.word) for each in reading.scale.points)


def _spoken(reading: Reading, name: str, score: Score) -> str:
    counts = _counts(reading, score.counts)
    if score.value is None:
        return f"{name}: no score. {counts}"
    return f"{name}: {score.value}, interval {score.low} to {score.high}. {counts}"


def _counts(reading: Reading, counts: Sequence[int]) -> str:
    words = zip(reading.scale.points, counts, strict=True)
    return f"Answers: {', '.join(f'{point.word} {count}' for point, count in words)}."


def _score_row(title: str, score: Score, reason: str | None, *, is_area: bool) -> ScoreRow:
    return ScoreRow(
        title=title,
        is_area=is_area,
        score=headline(score),
        interval=interval(score),
        withheld=reason,
        answered=f"{score.answered} of {score.of}",
        counts=score.counts,
    )


def spread(reading: Reading) -> SpreadView:
    """Return how all answers fell on the scale."""
    result = reading.result
    return SpreadView(
        sentence="This is how often each word came up in your answers. "
        "Answers to opposite statements are counted after they were turned round.",
        chart=figurecolumns.draw(
            _points(reading),
            result.counts,
            title="How your answers spread",
            description=_counts(reading, result.counts),
        )
        if result.answered
        else None,
        words=tuple(reading.words.values()),
        counts=result.counts,
        total=result.answered,
    )
