"""The sentences of the report that depend on the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.view import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from scorer.reading import Reading
    from scorer.result import Flag, Score

__all__ = [
    "about",
    "counted",
    "decimal_text",
    "levels",
    "listed",
    "missing",
    "notices",
    "quoted",
    "score_range",
    "turned_round",
    "withheld",
]


def quoted(text: str) -> str:
    """Return the text in quotation marks."""
    return f"“{text}”"


def listed(parts: Iterable[str]) -> str:
    """Return the parts as words list them: a, b and c."""
    *head, last = parts
    return f"{', '.join(head)} and {last}" if head else last


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return the number with its noun: 1 area, 2 areas."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def decimal_text(value: Fraction) -> str:
    """Return up to three decimals, and an ellipsis when more follow: 3.75, 3.666…."""
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    thousandths, rest = divmod(abs(value.numerator) * 1000, value.denominator)
    whole, decimals = divmod(thousandths, 1000)
    text = f"{sign}{whole}.{decimals:03d}"
    return f"{text}…" if rest else text.rstrip("0").rstrip(".")


def about(reading: Reading) -> tuple[str, ...]:
    """Return what was answered, and what the report is and is not."""
    return (
        _answered(reading),
        (
            "This is your own view of your work, and nobody else has been asked. "
            "People tend to rate themselves somewhat higher than their supervisors rate them. "
            "Read high scores with that in mind."
        ),
        (
            "There is no overall score, no type of leader and no comparison with other people. "
            "The words come from the answers that you chose. "
            "Where one word ends and the next begins is our convention, not a tested norm."
        ),
    )


def _answered(reading: Reading) -> str:
    result = reading.result
    form = reading.form.title[:1].lower() + reading.form.title[1:]
    if result.answered == result.of:
        first = f"You answered all {result.of} statements of the {form}."
    else:
        first = f"You answered {result.answered} of the {result.of} statements of the {form}."
    rest = f"The question was: {quoted(reading.instrument.setting)}"
    return " ".join(part for part in (first, missing(reading), rest) if part)


def missing(reading: Reading) -> str:
    """Return how many answers are missing and why; empty when none is."""
    words = {
        "skipped": "left out",
        "not_applicable": f"marked {quoted(reading.scale.opt_out)}",
        "not_seen": "not seen",
    }
    reasons = [(n, words[reason]) for reason, n in reading.result.missing.items() if n]
    if not reasons:
        return ""
    total = sum(number for number, _ in reasons)
    if len(reasons) == 1:
        other = "The other one was" if total == 1 else f"The other {total} were"
        return f"{other} {reasons[0][1]}."
    return f"Of the other {total}, {listed(f'{_was(n).lower()} {word}' for n, word in reasons)}."


def _was(number: int) -> str:
    return f"{number} was" if number == 1 else f"{number} were"


def notices(reading: Reading) -> tuple[Notice, ...]:
    """Return a notice for each flag."""
    return tuple(_notice(reading, flag) for flag in reading.result.flags)


def _notice(reading: Reading, flag: Flag) -> Notice:
    if flag.id == "all_equal":
        answer = reading.words[int(flag.value)]
        return Notice(
            seen=f"You gave the same answer, {quoted(answer)}, to every statement that you "
            "answered.",
            fine="Some statements describe the opposite of a competency, so one answer for all "
            "is unusual. It may still be how you see your work.",
        )
    if flag.id == "longest_run":
        return Notice(
            seen=f"You gave the same answer to {flag.value} statements in a row.",
            fine="This can happen when one word really fits, and also when pages are answered "
            "quickly.",
        )
    if flag.id == "inconsistency":
        return Notice(
            seen="Some of your answers to opposite statements do not fit together.",
            fine=f"Over {flag.pairs} pairs, with one of each turned round, they were {flag.value} "
            f"points apart on average; we mention {flag.limit} or more. Both can be true of "
            "different meetings or partners. A statement may also have been misread.",
        )
    end = reading.words[
        reading.scale.minimum if flag.value.startswith("-") else reading.scale.maximum
    ]
    return Notice(
        seen=f"You tended to answer towards {quoted(end)}, also where statements are opposites.",
        fine=f"This comes from {flag.pairs} pairs of opposite statements. A changeable period can "
        "make both true in turn. It can also be a habit of answering.",
    )


def score_range(reading: Reading, score: Score) -> str:
    """Return in words how far the answers of a score reach, as they count."""
    if score.lowest is None or score.highest is None:
        return "You gave no answers here."
    if score.lowest == score.highest:
        one = "Your answer counts as" if score.answered == 1 else "All your answers count as"
        return f"{one} {quoted(reading.words[score.lowest])}."
    return (
        f"Your answers count from {quoted(reading.words[score.lowest])} "
        f"to {quoted(reading.words[score.highest])}."
    )


def turned_round(reading: Reading) -> tuple[str, ...]:
    """Return how opposite statements count; empty when the form has none."""
    if not any(working.reverse for working in reading.workings.values()):
        return ()
    lowest = quoted(reading.words[reading.scale.minimum])
    highest = quoted(reading.words[reading.scale.maximum])
    return (
        (
            "Some statements describe the opposite of a competency. Their answers are turned "
            f"round before they count: {lowest} then counts as {highest}."
        ),
    )


def withheld(reading: Reading, score: Score, scored_competencies: int | None) -> str:
    """Return why a score was withheld, with the numbers of the rule.

    ``scored_competencies`` is None for a competency.
    """
    minimum = reading.form.minimum
    if score.rule == "all_not_applicable":
        return f"No score: you marked every statement {quoted(reading.scale.opt_out)}."
    if score.rule == "too_few_competencies":
        return (
            f"No score: {counted(scored_competencies or 0, 'competency', 'competencies')} "
            f"could be scored, and at least {minimum.area_competencies} are needed."
        )
    needed = minimum.competency_items if scored_competencies is None else minimum.area_items
    return (
        f"No score: you answered {score.answered} of {score.of}, and at least {needed} are needed."
    )


def levels(reading: Reading) -> tuple[str, ...]:
    """Return which areas can be called higher than others, and what is about level."""
    scored = [(area.id, area.title) for area, score in reading.areas if score.value is not None]
    if len(scored) < 2:
        return ("There are too few scores to compare areas.",)
    smallest = reading.form.planning.smallest_difference
    comparisons = reading.result.comparisons
    if not comparisons:
        return (
            (
                f"These areas are about level. No two of them differ by {smallest} or more, and "
                "smaller differences can be chance."
            ),
        )
    titles = dict(scored)
    higher = tuple(
        f"{titles[area_id]} can be called higher than "
        f"{listed(titles[c.lower] for c in comparisons if c.higher == area_id)}."
        for area_id in dict.fromkeys(c.higher for c in comparisons)
    )
    every_pair = len(scored) * (len(scored) - 1) // 2
    if len(comparisons) == every_pair:
        return (*higher, f"Each of these differences is {smallest} or more.")
    return (
        *higher,
        (
            f"All other pairs of areas are about level: they differ by less than {smallest}, "
            "which can be chance."
        ),
    )
