"""The report of a placement: a profile in words, counts and tables, never a place on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scorer.blocks import (
    Bars,
    BarsRow,
    Bullets,
    Facts,
    FactsRow,
    Figure,
    Matrix,
    MatrixRow,
    Paragraph,
    Report,
    Section,
    Table,
    section,
)
from scorer.footers import footer
from scorer.framework import Placement, Workbook
from scorer.words import counted, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.blocks import Block
    from scorer.framework import Axis, Clarity, Framework, Pattern, Patterns
    from scorer.placementresult import AxisCounts, Pick, PlacementResult, Profile

__all__ = ["facts", "headline", "profile_figure", "report", "verdict_rules"]

# A number and its sign stay on one line.
_PERCENT: Final = "\N{NO-BREAK SPACE}%"


def report(result: PlacementResult, framework: Framework) -> Report:
    """Return the report of a placement.

    ValueError when the framework has no patterns.
    """
    if framework.patterns is None:
        raise ValueError("the framework has no patterns")
    instrument = framework.one_of(Placement, result.instrument)
    return Report(
        language=framework.language,
        instrument=instrument.title,
        heading="Your partnership’s pattern",
        sections=tuple(_sections(result, instrument, framework, framework.patterns)),
        footer=footer(framework),
        fingerprint=result.framework_sha256,
    )


def headline(profile: Profile, patterns: Patterns) -> str:
    """Return the verdict in words: Clearly Coordination."""
    if profile.verdict == "too_few":
        return "Too few answers"
    lead = {"clear": "Clearly ", "mainly": "Mainly ", "mixed": "Mixed: "}[profile.verdict]
    if profile.verdict == "mixed" and len(profile.patterns) == 1:
        lead = "Mixed, most often "
    return f"{lead}{listed(_title(patterns, each) for each in profile.patterns)}"


def facts(profiles: Sequence[Profile], instrument: Placement, patterns: Patterns) -> Facts:
    """Return each pass with its verdict and the counts behind it."""
    return Facts(
        rows=tuple(
            FactsRow(
                term=_pass_title(instrument, profile.id),
                word=headline(profile, patterns),
                value=None,
                text=_behind(profile, instrument, patterns),
            )
            for profile in profiles
        )
    )


def profile_figure(
    profiles: Sequence[Profile], instrument: Placement, patterns: Patterns
) -> Figure:
    """Return how many features each pattern has, with a bar for each pass."""
    names = tuple(_pass_title(instrument, profile.id) for profile in profiles)
    shown = [(pattern.title, _counts(profiles, pattern)) for pattern in patterns.patterns]
    title = "Features that you gave to each pattern"
    return Figure(
        chart=Bars(
            title=title,
            description=f"{_spoken(shown, names)} The order of the patterns means nothing.",
            most=len(instrument.features),
            series=names,
            rows=tuple(BarsRow(label=label, values=values) for label, values in shown),
        ),
        table=Table(
            caption=title,
            head=("Pattern", *names),
            rows=(
                *((label, *map(str, values)) for label, values in shown),
                ("Answered", *(f"{each.answered} of {each.of}" for each in profiles)),
            ),
        ),
    )


def verdict_rules(profiles: Sequence[Profile], instrument: Placement) -> tuple[Paragraph, ...]:
    """Return how the verdicts follow from the counts, and how often chance gives them."""
    found: list[Paragraph] = []
    for clarity in instrument.clarity:
        chances = {each.chance for each in profiles if each.answered == clarity.answered}
        found += [
            Paragraph(
                text=f"{_limits(clarity)} Anything else is mixed, and names every pattern within "
                f"{instrument.within} of the top. With answers picked at random, "
                f"{chance.clear}{_PERCENT} of profiles would be clear, and "
                f"{chance.clear_or_mainly}{_PERCENT} clear or mainly."
            )
            for chance in chances
            if chance is not None
        ]
    if found:
        found.append(Paragraph(text="These limits are our convention. Nobody has tested them."))
    return tuple(found)


def _limits(clarity: Clarity) -> str:
    mainly = f"from {clarity.mainly}, or " if clarity.mainly else ""
    return (
        f"With {counted(clarity.answered, 'answer')}, a pattern is clear from {clarity.clear} on. "
        f"It is mainly that pattern {mainly}when it is {clarity.lead} ahead of any other."
    )


def _sections(
    result: PlacementResult, instrument: Placement, framework: Framework, patterns: Patterns
) -> Iterator[Section]:
    profiles = result.profiles
    yield section("in-short", "In short", _in_short(result, instrument, patterns))
    yield section(
        "profile",
        "Your profile",
        (profile_figure(profiles, instrument, patterns), *verdict_rules(profiles, instrument)),
    )
    yield section("features", "Feature by feature", (_features(result, instrument, patterns),))
    if result.comparison is not None:
        yield section("differ", "Where the two differ", _differ(result, instrument, patterns))
    if any(each.verdict != "too_few" for each in profiles):
        yield section("axes", "On two axes", _axes(profiles, instrument, patterns))
    yield section(
        "next", "What to do next", (Bullets(items=tuple(_next(result, instrument, framework))),)
    )
    yield section("limits", "What it cannot say", (Bullets(items=instrument.limits),))


def _in_short(
    result: PlacementResult, instrument: Placement, patterns: Patterns
) -> Iterator[Block]:
    yield facts(result.profiles, instrument, patterns)
    named = {pattern for profile in result.profiles for pattern in profile.patterns}
    if named:
        yield Paragraph(text="In a few words, the patterns that are named:")
        yield Facts(
            rows=tuple(
                FactsRow(term=each.title, word=None, value=None, text=each.text)
                for each in patterns.patterns
                if each.id in named
            )
        )
    yield Paragraph(
        text="This is a profile, and no pattern is further on than another. "
        "It is how one person sees the partnership."
    )


def _behind(profile: Profile, instrument: Placement, patterns: Patterns) -> str:
    """Return the counts that a verdict rests on."""
    if profile.verdict == "too_few":
        return (
            f"You answered {profile.answered} of {counted(profile.of, 'feature')}, "
            f"and a profile needs {instrument.minimum}."
        )
    count = {each.pattern: each.count for each in profile.counts}
    parts = [f"{_title(patterns, each)} has {count[each]}" for each in profile.patterns]
    return f"{listed(parts)} of the {profile.answered} features that you answered."


def _counts(profiles: Sequence[Profile], pattern: Pattern) -> tuple[int, ...]:
    return tuple(
        next(each.count for each in profile.counts if each.pattern == pattern.id)
        for profile in profiles
    )


def _spoken(shown: Sequence[tuple[str, tuple[int, ...]]], names: Sequence[str]) -> str:
    """Return the counts of each pass in a sentence, for those who cannot see the bars."""
    return " ".join(
        f"{name}: {', '.join(f'{label} {values[place]}' for label, values in shown)}."
        for place, name in enumerate(names)
    )


def _features(result: PlacementResult, instrument: Placement, patterns: Patterns) -> Table:
    return Table(
        caption="What you picked for each feature",
        head=("Feature", *(_pass_title(instrument, each.id) for each in result.profiles)),
        rows=tuple(
            (
                feature.title,
                *(_picked(pick, feature.id, instrument, patterns) for pick in row.picks),
            )
            for feature, row in zip(instrument.features, result.features, strict=True)
        ),
    )


def _picked(pick: Pick, feature_id: str, instrument: Placement, patterns: Patterns) -> str:
    if pick.pattern is None:
        return instrument.opt_out if pick.reason == "not_applicable" else "Left out"
    feature = next(each for each in instrument.features if each.id == feature_id)
    text = next(each.text for each in feature.descriptions if each.pattern == pick.pattern)
    return f"{_title(patterns, pick.pattern)}: {text}"


def _differ(result: PlacementResult, instrument: Placement, patterns: Patterns) -> Iterator[Block]:
    comparison = result.comparison
    if comparison is None or not comparison.answered:
        yield Paragraph(
            text="You answered no feature in both passes, so there is nothing to compare."
        )
        return
    same = "all" if comparison.same == comparison.answered else comparison.same or "none"
    yield Paragraph(
        text=f"You answered {counted(comparison.answered, 'feature')} in both passes, "
        f"and picked the same pattern for {same} of them."
    )
    titles = {each.id: each.title for each in instrument.features}
    names = [_pass_title(instrument, each) for each in (comparison.first, comparison.second)]
    if comparison.differ:
        picks = {each.id: each.picks for each in result.features}
        yield Table(
            caption="Features for which the two differ",
            head=("Feature", *names),
            rows=tuple(
                (titles[each], *(_title(patterns, pick.pattern or "") for pick in picks[each][:2]))
                for each in comparison.differ
            ),
        )
    yield _crossed(result, names, patterns)


def _crossed(result: PlacementResult, names: Sequence[str], patterns: Patterns) -> Figure:
    """Return the features by their patterns in both passes."""
    comparison = result.comparison
    rows = comparison.table if comparison else ()
    columns = tuple(pattern.title for pattern in patterns.patterns)
    title = f"Features by {quoted(names[0])} and {quoted(names[1])}"
    return Figure(
        chart=Matrix(
            title=title,
            description=f"Rows: {names[0]}. Columns: {names[1]}. Each circle counts features. "
            "Those on the diagonal are the same in both.",
            columns=columns,
            rows=tuple(
                MatrixRow(label=_title(patterns, row.pattern), counts=row.counts) for row in rows
            ),
        ),
        table=Table(
            caption=f"{title}: rows are the first, columns the second",
            head=("Pattern", *columns),
            rows=tuple(
                (_title(patterns, row.pattern), *(str(count) for count in row.counts))
                for row in rows
            ),
        ),
    )


def _axes(
    profiles: Sequence[Profile], instrument: Placement, patterns: Patterns
) -> Iterator[Block]:
    yield Paragraph(
        text="Each pattern stands at one end of two axes. Which end is our own reading, "
        "so take this as one way to look at your picks."
    )
    shown = [each for each in profiles if each.verdict != "too_few"]
    rows = (
        (axis.title, *(_ends(axis, counts) for counts in row))
        for axis, row in (
            (patterns.across, [each.across for each in shown]),
            (patterns.up, [each.up for each in shown]),
        )
    )
    yield Table(
        caption="Features at each end of the axes",
        head=("Axis", *(_pass_title(instrument, each.id) for each in shown)),
        rows=tuple(rows),
    )


def _ends(axis: Axis, counts: AxisCounts) -> str:
    return f"{counts.low} {axis.low}, {counts.high} {axis.high}"


def _next(result: PlacementResult, instrument: Placement, framework: Framework) -> Iterator[str]:
    """Find what is worth doing with this profile."""
    verdicts = {profile.verdict for profile in result.profiles}
    if "too_few" in verdicts:
        each_pass = " of each pass" if len(result.profiles) > 1 else ""
        yield f"Answer at least {instrument.minimum} features{each_pass} to get a profile."
    if result.comparison is not None and result.comparison.differ:
        yield "Take one feature where the two differ. Ask what would have to change first, and who."
    elif result.comparison is not None and result.comparison.answered:
        yield "You see no difference between the two. Ask a partner who may see one."
    if "mixed" in verdicts:
        yield (
            "A mixed profile can hide several kinds of work. "
            "List the pieces of work, and ask which pattern each one shows."
        )
    yield (
        "Ask two partners from other organisations to answer on their own. "
        "Then compare your picks feature by feature, and talk about the reasons."
    )
    for workbook in framework.all_of(Workbook):
        if workbook.kind == "fit" and verdicts != {"too_few"}:
            yield (
                f"Save your answers and open them in {quoted(workbook.title)}. "
                "It sets this profile against your own strengths."
            )


def _title(patterns: Patterns, pattern_id: str) -> str:
    return next(each.title for each in patterns.patterns if each.id == pattern_id)


def _pass_title(instrument: Placement, pass_id: str) -> str:
    return next(each.title for each in instrument.passes if each.id == pass_id)
