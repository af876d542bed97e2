"""What the numbers of a report can and cannot say, and how they are worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.reading import Reading

__all__ = ["limits", "working_lead"]


def limits(reading: Reading) -> tuple[str, ...]:
    """Return what the numbers can and cannot say, one paragraph each."""
    planning = reading.form.planning
    low, high = reading.scale.minimum, reading.scale.maximum
    competency = (
        f" and {planning.competency_sem} for a competency" if planning.competency_sem else ""
    )
    paragraphs = [
        (
            f"A score is the mean of your answers, from {low} ({reading.words[low]}) to {high} "
            f"({reading.words[high]}). Opposite statements are turned round first."
        ),
        (
            "Its word is the answer nearest to the score that is shown. These edges are our "
            "convention. They have not been tested against what partnerships achieve."
        ),
        (
            f"The interval reaches one planning standard error of measurement (SEM) to each side: "
            f"{planning.area_sem} points for an area{competency}. A planning SEM is assumed, not "
            "measured. It stands until answers from real people have been analysed."
        ),
        (
            "If the assumption holds, about two in three such intervals hold the score that you "
            "would average over many such questionnaires."
        ),
        (
            f"Two areas are called different only when they are {planning.smallest_difference} or "
            "more apart. If two were truly level, chance would part them so far about once in ten "
            "times."
        ),
    ]
    if not reading.scores_competencies:
        paragraphs.append(
            "The short form has one statement for each competency. One statement is too little "
            "to score a competency, so only areas have scores here. The full form gives both."
        )
    if any(score.value is not None and score.answered < score.of for _, score in reading.areas):
        paragraphs.append(
            "Some scores leave out statements that you did not answer. They are less certain "
            "than their intervals show."
        )
    paragraphs.append(
        "Self-ratings run high. Over many studies, people rated their own work above their "
        "supervisors’ ratings by about a third of a standard deviation "
        "(Heidemeier and Moser 2009: d\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}.32)."
    )
    paragraphs.append(
        "The scores say how often you believe that you do these things. They cannot say how "
        "well, or what came of it. The views of colleagues and evidence of results can."
    )
    return tuple(paragraphs)


def working_lead(reading: Reading) -> tuple[str, ...]:
    """Return the rules that the tables below apply."""
    minimum = reading.form.minimum
    total = reading.scale.minimum + reading.scale.maximum
    if reading.scores_competencies:
        rule = (
            f"A competency is the mean of its answers and needs {minimum.competency_items}. "
            f"An area is the mean of its competencies. It needs {minimum.area_competencies} of "
            f"them with a score, and {minimum.area_items} answers."
        )
    else:
        rule = f"An area is the mean of its answers and needs {minimum.area_items}."
    return (
        f"A reversed statement counts as {total} minus your answer. {rule}",
        (
            "Means are kept as exact fractions and rounded once, to one decimal; a half goes up. "
            "The words are taken from the rounded number. An interval is kept within the scale."
        ),
    )
