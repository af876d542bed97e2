"""The report of a fit: what matters beside what you do, in four cells and in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from scorer import fit, placementreport
from scorer.areas import headline
from scorer.blocks import (
    Bullets,
    Dots,
    DotsRow,
    Facts,
    FactsRow,
    Figure,
    Notice,
    Paragraph,
    Part,
    Plane,
    PlaneMark,
    Point,
    Report,
    Section,
    Side,
    Table,
    section,
)
from scorer.footers import footer
from scorer.framework import Placement, SelfAssessment, Workbook
from scorer.words import counted, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scorer.blocks import Block
    from scorer.fitresult import Cell, FitPlace, FitResult, FitView, Importance
    from scorer.framework import Competency, Fit, Framework, Instrument, Patterns, Scale
    from scorer.placementresult import Profile
    from scorer.result import Flag, Score

__all__ = ["report", "views"]

_CELLS: Final[Mapping[Cell, str]] = {
    "lean_on": "Lean on",
    "work_on": "Work on",
    "keep": "Keep",
    "leave": "Leave",
    "not_answered": "Not answered",
}
_VIEWS: Final[Mapping[Importance, str]] = {
    "pattern": "How they fit: importance by pattern",
    "own": "How they fit: importance as you see it",
}
_BOTH: Final = "both"
_NONE: Final = "none"
_SWITCH: Final[Mapping[str, str]] = {
    _BOTH: "Both: importance as you see it, then by pattern",
    "pattern": "Importance by pattern: our weights",
    "own": "Importance as you see it",
    _NONE: "Strengths only, without importance",
}
_FLAGS: Final[Mapping[str, str]] = {
    "all_equal": "You gave the same answer to every statement about yourself.",
    "longest_run": "You gave the same answer to many statements in a row.",
    "inconsistency": "Some of your answers to opposite statements do not fit together.",
    "acquiescence": "You tended to give one kind of answer, also where statements are opposites.",
}
_LARGEST: Final = "The largest shortfalls"
# More names make a sentence that is hard to read.
_MANY: Final = 4
_ORIGINS: Final = {"pattern": "Our weights", "own": "You", "both": "You and our weights"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reading:
    """A result with what its ids stand for."""

    result: FitResult
    framework: Framework
    fit: Fit
    patterns: Patterns
    workbook: Workbook
    placement: Placement | None
    leader: SelfAssessment
    scale: Scale
    """Of the statements about the leader."""
    titles: dict[str, str]
    """Area or competency id -> title."""
    competencies: dict[str, tuple[Competency, ...]]
    """Place id -> the competencies that it stands for."""

    @property
    def noun(self) -> str:
        """What the places are called."""
        return self.result.level

    @property
    def nouns(self) -> str:
        """The same for several of them."""
        return {"area": "areas", "competency": "competencies"}[self.result.level]


def views(result: FitResult) -> tuple[tuple[str, str], ...]:
    """Return the ids and titles of the views between which a reader can switch.

    The first is shown unless another is asked for. Empty where the answers give no importance.
    """
    found: list[str] = [each.id for each in result.views]
    if not found:
        return ()
    shown = [*found, _NONE] if len(found) == 1 else [_BOTH, *found, _NONE]
    return tuple((each, _SWITCH[each]) for each in shown)


def report(result: FitResult, framework: Framework, view: str | None = None) -> Report:
    """Return the report of a fit.

    ``view`` is one of ``views``: it leaves one origin of importance, or none. Without it, every
    origin that the answers allow has a section, the reader's own first. ValueError when the
    framework has no patterns or no weights.
    """
    reading = _read(result, framework)
    return Report(
        language=framework.language,
        instrument=reading.workbook.title,
        heading="How you and your partnership fit",
        sections=tuple(_sections(reading, view)),
        footer=footer(framework),
        fingerprint=result.framework_sha256,
    )


def _read(result: FitResult, framework: Framework) -> _Reading:
    if framework.fit is None or framework.patterns is None:
        raise ValueError("the framework has no patterns or no weights")
    workbook = framework.one_of(Workbook, result.instrument)
    inner = [framework.instrument(each.instrument) for each in workbook.sections if each.instrument]
    leader = _first(inner, SelfAssessment)
    if leader is None:
        raise ValueError("the form does not ask about the leader")
    each_competency = [each for area in framework.areas for each in area.competencies]
    return _Reading(
        result=result,
        framework=framework,
        fit=framework.fit,
        patterns=framework.patterns,
        workbook=workbook,
        placement=_first(inner, Placement),
        leader=leader,
        scale=framework.scale(leader.scale),
        titles={area.id: area.title for area in framework.areas}
        | {each.id: each.title for each in each_competency},
        competencies={area.id: area.competencies for area in framework.areas}
        | {each.id: (each,) for each in each_competency},
    )


def _first[Kind: Instrument](instruments: Iterable[Instrument], kind: type[Kind]) -> Kind | None:
    return next((each for each in instruments if isinstance(each, kind)), None)


def _sections(reading: _Reading, asked: str | None) -> Iterator[Section]:
    result = reading.result
    # The reader's own view is the last to be worked out and the first to be shown.
    shown = [view for view in reversed(result.views) if asked in {None, _BOTH, view.id}]
    yield section("in-short", "In short", _in_short(reading, shown))
    yield section("about-you", "About you", _about_you(reading))
    if result.profiles and reading.placement is not None:
        yield section("partnership", "About the partnership", _partnership(reading))
    for view in shown:
        yield section(f"fit-{view.id}", _VIEWS[view.id], _view(reading, view))
    if result.means and any(view.id == "pattern" for view in shown):
        yield section("means", "A detail: weighted means", _means(reading))
    if _weighed(shown):
        yield section("weights", "Why the weights are what they are", _weights(reading))
    yield section("limits", "What it cannot say", (Bullets(items=reading.workbook.limits),))


def _weighed(shown: Iterable[FitView]) -> bool:
    """Return whether our weights count for any place that is shown."""
    return any(place.basis in {"pattern", "both"} for view in shown for place in view.places)


def _in_short(reading: _Reading, shown: Sequence[FitView]) -> Iterator[Block]:
    result = reading.result
    form = reading.workbook.form(result.form).title
    yield Paragraph(
        text=f"You used this form: {quoted(form)}. "
        f"You answered {result.answered} of its {result.of} statements and features."
    )
    if not shown:
        yield Paragraph(text=_strengths_alone(reading))
    for view in shown:
        rows = [
            FactsRow(
                term=_CELLS[cell],
                word=None,
                value=None,
                text=_some(reading, names),
            )
            for cell, names in _by_cell(reading, view).items()
        ]
        rows += _named(reading, view)
        yield Part(title=_VIEWS[view.id], blocks=(Facts(rows=tuple(rows)),))
    if shown:
        yield _caution(reading, weighed=_weighed(shown))


def _named(reading: _Reading, view: FitView) -> Iterator[FactsRow]:
    if view.shortfalls:
        text = _some(reading, [reading.titles[each] for each in view.shortfalls])
        yield FactsRow(term=_LARGEST, word=None, value=None, text=text)


def _some(reading: _Reading, names: Sequence[str]) -> str:
    """Return the names as a sentence, or how many there are where it would grow too long."""
    if len(names) > _MANY:
        return f"{counted(len(names), reading.noun, reading.nouns)}, named below."
    return f"{listed(names)}."


def _strengths_alone(reading: _Reading) -> str:
    if reading.result.views:
        return "Importance is left out here, so this report shows your strengths alone."
    missing = (
        "There are too few answers for a profile of your partnership, and no rating of your own."
    )
    if not any(area.answered for area in reading.result.areas):
        return f"{missing} You answered no statement about yourself either."
    return f"{missing} So this report shows your strengths alone."


def _caution(reading: _Reading, *, weighed: bool) -> Notice:
    status = {
        "author": "The weights are the judgement of this framework’s authors.",
        "panel": "The weights were rated by a panel.",
        "mixed": "Some weights were rated by a panel. The others are the authors’ judgement.",
    }[reading.result.assumptions["weights"]]
    return Notice(
        lead="Use this to begin a conversation, and for nothing more.",
        items=(
            f"{status} Nobody has tested which competencies a pattern asks for."
            if weighed
            else "Importance is as you see it. Others in the partnership may see it otherwise.",
            "There is no single number for how well you fit. Chance would move it too much.",
            "More of a strength than your partnership asks for never counts against you.",
        ),
    )


def _by_cell(reading: _Reading, view: FitView) -> dict[Cell, list[str]]:
    """Return the titles in each cell that holds any, in the order of the cells."""
    found = {
        cell: [reading.titles[place.id] for place in view.places if place.cell == cell]
        for cell in _CELLS
    }
    return {cell: names for cell, names in found.items() if names}


def _about_you(reading: _Reading) -> Iterator[Block]:
    result = reading.result
    if result.flags:
        yield Notice(
            lead="You may want to look at your answers about yourself again.",
            items=tuple(_flag(each) for each in result.flags),
        )
    yield Paragraph(
        text=f"These are your own scores in {quoted(reading.leader.title)}, from "
        f"{reading.scale.minimum} ({_word(reading, 0)}) to "
        f"{reading.scale.maximum} ({_word(reading, -1)}). "
        "People tend to rate themselves somewhat high."
    )
    scores: list[tuple[Score, bool]] = [
        (each, each is area) for area in result.areas for each in (area, *area.competencies)
    ]
    if result.level == "competency":
        yield Paragraph(
            text="An area has an interval round its score. A competency rests on too few "
            "statements for one, so take its word and its score as a rough guide."
        )
    title = "Your strengths as you see them"
    yield Figure(
        chart=Dots(
            title=title,
            description=" ".join(
                f"{reading.titles[area.id]}: {headline(area)}." for area in result.areas
            ),
            points=tuple(Point(value=each.value, word=each.word) for each in reading.scale.points),
            rows=tuple(
                DotsRow(
                    label=reading.titles[each.id],
                    value=each.value,
                    # The error of so few items is too wide for an interval to say much.
                    low=each.low if is_area else None,
                    high=each.high if is_area else None,
                    counts=each.counts,
                    strong=is_area,
                )
                for each, is_area in scores
            ),
        ),
        table=Table(
            caption=title,
            head=("Area or competency", "Score", "Interval", "Answered"),
            rows=tuple(
                (
                    reading.titles[each.id],
                    headline(each),
                    f"{each.low} to {each.high}" if is_area and each.low else "–",
                    f"{each.answered} of {each.of}",
                )
                for each, is_area in scores
            ),
        ),
    )


def _flag(flag: Flag) -> str:
    return f"{_FLAGS[flag.id]} That can be right. It never changes a score."


def _word(reading: _Reading, place: int) -> str:
    return reading.scale.points[place].word


def _partnership(reading: _Reading) -> Iterator[Block]:
    profiles, placement = reading.result.profiles, reading.placement
    if placement is None:
        return
    yield placementreport.facts(profiles, placement, reading.patterns)
    yield placementreport.profile_figure(profiles, placement, reading.patterns)
    yield from placementreport.verdict_rules(profiles, placement)


def _view(reading: _Reading, view: FitView) -> Iterator[Block]:
    yield Paragraph(text=_source(reading, view))
    yield Paragraph(
        text=f"Important means {reading.fit.importance_cut} of 3 or more, and a strength is "
        f"{reading.fit.strength_cut} of {reading.scale.maximum} or more. "
        "Both limits are our convention."
    )
    if reading.result.level == "area":
        yield Paragraph(
            text="This form compares areas, as one statement is too little to score a "
            "competency. An area’s importance is the mean of the more important half of its "
            "competencies. The reason is that an area matters for what it is most needed for. "
            "This too is our convention. An area below "
            f"{reading.fit.importance_cut} can still hold a competency that matters a lot. "
            "One above it can hold some that matter less."
        )
    yield _plane(reading, view)
    for cell, names in _by_cell(reading, view).items():
        yield Part(
            title=_CELLS[cell],
            blocks=(Paragraph(text=_meaning(reading, cell)), Bullets(items=tuple(names))),
        )
    yield from _shortfalls(reading, view)


def _source(reading: _Reading, view: FitView) -> str:
    """Return where the importance of a view comes from."""
    result = reading.result
    profile = _basis(result)
    by_pattern = ""
    if profile is not None and reading.placement is not None:
        title = next(each.title for each in reading.placement.passes if each.id == profile.id)
        by_pattern = (
            f"our weights for the patterns in {quoted(title)} "
            f"({placementreport.headline(profile, reading.patterns)})"
        )
    if view.id == "pattern":
        mixed = (
            " The weights of several patterns are mixed in the shares of your answers."
            if profile is not None and sum(each.count > 0 for each in profile.counts) > 1
            else ""
        )
        return f"Importance comes from {by_pattern}.{mixed}"
    rated = (
        f"Importance is yours for {result.own_answered} of {result.own_of} competencies. "
        f"Your ratings{_range(reading)} are put on the scale of the weights, from 1 to 3."
    )
    if result.own_answered == result.own_of:
        return rated
    rest = f"come from {by_pattern}" if by_pattern else "have no importance, and stay out"
    return f"{rated} The others {rest}."


def _range(reading: _Reading) -> str:
    """Return the range of the reader's own ratings, with a space before it."""
    for step in reading.workbook.sections:
        for field in step.fields:
            if field.scale is not None and field.for_each == "competencies":
                scale = reading.framework.scale(field.scale)
                return f" from {scale.minimum} to {scale.maximum}"
    return ""


def _basis(result: FitResult) -> Profile | None:
    return next((each for each in result.profiles if each.id == result.basis), None)


def _plane(reading: _Reading, view: FitView) -> Figure:
    numbers = {place.id: number for number, place in enumerate(view.places, 1)}
    title = f"Importance and strength of each {reading.noun}"
    cells = (_CELLS["work_on"], _CELLS["lean_on"], _CELLS["leave"], _CELLS["keep"])
    spoken = (f"{_CELLS[cell]}: {number}." for cell, number in view.cells.items())
    return Figure(
        chart=Plane(
            title=title,
            description=f"How many {reading.nouns} each cell holds. {' '.join(spoken)}",
            across=Side(
                title="strength",
                low=_word(reading, 0),
                high=_word(reading, -1),
                start=str(reading.scale.minimum),
                end=str(reading.scale.maximum),
                cut=str(reading.fit.strength_cut),
            ),
            up=Side(
                title="importance",
                low="asks little",
                high="asks much",
                start="1",
                end="3",
                cut=str(reading.fit.importance_cut),
            ),
            cells=cells,
            marks=tuple(
                PlaneMark(
                    number=numbers[place.id],
                    label=reading.titles[place.id],
                    across=place.strength_shown,
                    up=place.importance_shown,
                )
                for place in view.places
                if place.strength_shown is not None and place.importance_shown is not None
            ),
        ),
        table=Table(
            caption=f"{title}, as numbers",
            head=(
                reading.noun.capitalize(),
                "Number",
                "Importance",
                "Set by",
                "Strength",
                "Cell",
                "Shortfall",
            ),
            rows=tuple(_row(reading, place, numbers[place.id]) for place in view.places),
        ),
    )


def _row(reading: _Reading, place: FitPlace, number: int) -> tuple[str, ...]:
    return (
        reading.titles[place.id],
        str(number),
        place.importance_shown or "–",
        _ORIGINS[place.basis] if place.basis else "–",
        place.strength_shown or "–",
        _CELLS[place.cell],
        place.shortfall_shown or "–",
    )


def _meaning(reading: _Reading, cell: Cell) -> str:
    cut = reading.fit.strength_cut
    wait = (
        "They can wait."
        if reading.result.level == "competency"
        else "They can wait, unless one of their competencies matters a lot."
    )
    return {
        "lean_on": f"These matter here, and your answers come to {cut} or more. Use them first.",
        "work_on": f"These matter here, and your answers come to less than {cut}.",
        "keep": f"These matter less here, and your answers come to {cut} or more. "
        "They do no harm, and a change of purpose may call for them.",
        "leave": f"These matter less here, and your answers come to less than {cut}. {wait}",
        "not_answered": "Importance or strength is missing here. "
        f"These {reading.nouns} stand in no cell and in no list.",
    }[cell]


def _shortfalls(reading: _Reading, view: FitView) -> Iterator[Part]:
    """Return the largest shortfalls with their suggestions, or that there is none."""
    places = {place.id: place for place in view.places}
    missing = view.cells["not_answered"]
    cut = reading.fit.strength_cut
    left_out = (
        f" {counted(missing, reading.noun, reading.nouns).capitalize()} without both numbers "
        f"{'is' if missing == 1 else 'are'} left out."
        if missing
        else ""
    )
    if not view.shortfalls:
        text = (
            f"No {reading.noun} has both numbers, so there is nothing to list."
            if missing == len(view.places)
            else f"No {reading.noun} with both numbers falls short of {cut}.{left_out}"
        )
        yield Part(title=_LARGEST, blocks=(Paragraph(text=text),))
        return
    how = f"A shortfall is importance times how far a strength lies below {cut}.{left_out}"
    if any(places[each].cell == "leave" for each in view.shortfalls):
        how += (
            f" What stands under {quoted(_CELLS['leave'])} is here as its distance is large. "
            f"It matters less, so begin with what stands under {quoted(_CELLS['work_on'])}."
            if any(place.cell == "work_on" for place in view.places)
            else f" What stands under {quoted(_CELLS['leave'])} is here as its distance is large, "
            "though it matters less."
        )
    if len(view.shortfalls) > reading.fit.listed:
        how += " Several are equal, so all of them are named."
    rows = tuple(
        FactsRow(
            term=reading.titles[each],
            word=None,
            value=places[each].shortfall_shown,
            text=f"Importance {places[each].importance_shown}, "
            f"strength {places[each].strength_shown}.",
        )
        for each in view.shortfalls
    )
    yield Part(title=_LARGEST, blocks=(Paragraph(text=how), Facts(rows=rows)))
    for each in view.shortfalls:
        yield Part(
            title=f"What you could try: {reading.titles[each]}",
            blocks=tuple(_suggestions(reading, places[each])),
        )


def _suggestions(reading: _Reading, place: FitPlace) -> Iterator[Paragraph | Bullets]:
    """Return the development suggestions of a place: of an area, one for each competency."""
    level = _level(Decimal(place.strength_shown or 0), reading.scale)
    found = [
        (each.title, (each.development.low, each.development.middle, each.development.high)[level])
        for each in reading.competencies[place.id]
    ]
    if len(found) == 1:
        yield Bullets(items=found[0][1])
        return
    yield Paragraph(text="One idea for each competency of the area:")
    yield Bullets(items=tuple(f"{title}: {ideas[0]}" for title, ideas in found if ideas))


def _level(value: Decimal, scale: Scale) -> int:
    """Return 0 for a word below the middle of the scale, 1 on it and 2 above it."""
    middle = Decimal(scale.minimum + scale.maximum) / 2
    half = Decimal("0.5")
    return (value >= middle - half) + (value >= middle + half)


def _means(reading: _Reading) -> Iterator[Block]:
    result = reading.result
    titles = {each.id: each.title for each in reading.patterns.patterns}
    yield Paragraph(
        text="Each mean takes your strengths with the weights of one pattern. "
        "Chance alone can part such means, so they rank nothing."
    )
    yield Table(
        caption="Your strengths, weighted by each pattern",
        head=("Pattern", "Weighted mean"),
        rows=tuple((titles[each.pattern], each.value) for each in result.means),
    )
    smallest = reading.fit.no_difference
    if not result.differences:
        yield Paragraph(
            text=f"No two of them differ by {smallest} or more. We call that no difference."
        )
        return
    yield Bullets(
        items=tuple(
            f"{titles[each.higher]} and {titles[each.lower]} differ by {each.difference}."
            for each in result.differences
        )
    )
    yield Paragraph(
        text=f"Any other two differ by less than {smallest}. We call that no difference."
    )


def _weights(reading: _Reading) -> Iterator[Block]:
    """Return all weights, and the reasons for those of the patterns that the profile names."""
    profile = _basis(reading.result)
    titles = {each.id: each.title for each in reading.patterns.patterns}
    weight = fit.weights(reading.fit)
    yield Paragraph(
        text="A weight runs from 1, asks little, to 3, asks much. Below the weights stand the "
        "reasons for the patterns that your profile names. The site gives the others."
    )
    yield Table(
        caption="How much each pattern asks of each competency",
        head=("Competency", *titles.values()),
        rows=tuple(
            (
                reading.titles[each.competency],
                *(str(weight[pattern][each.competency]) for pattern in titles),
            )
            for each in reading.fit.competencies
        ),
    )
    for pattern in profile.patterns if profile else ():
        table = Table(
            caption=f"What {quoted(titles[pattern])} asks of each competency, and why",
            head=("Competency", "Weight", "Reason", "Rated by"),
            rows=tuple(_reasons(reading, pattern)),
        )
        yield Part(title=f"Reasons for {quoted(titles[pattern])}", blocks=(table,))


def _reasons(reading: _Reading, pattern: str) -> Iterator[tuple[str, ...]]:
    by = {"author": "the authors", "panel": "a panel"}
    for each in reading.fit.competencies:
        for weight in each.weights:
            if weight.pattern == pattern:
                title = reading.titles[each.competency]
                yield title, str(weight.weight), weight.reason, by[weight.status]
