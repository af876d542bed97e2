"""The framework as the content of pages: every word and address that their templates show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scorer.framework import SelfAssessment
from sitegen.pageviews import (
    AreaPage,
    AreaSummary,
    CompetencyPage,
    CompetencySummary,
    Contrast,
    Idea,
    Level,
    Link,
    OverviewPage,
    Passage,
    Reference,
    Statement,
)
from sitegen.prose.descriptions import describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scorer.framework import (
        Area,
        Competency,
        Component,
        EvidencePrompt,
        Framework,
        Item,
        Scale,
        Source,
        Task,
    )

__all__ = [
    "area_page",
    "competencies_by_id",
    "competency_page",
    "components",
    "counted",
    "forms_by_item",
    "overview_page",
]


def overview_page(framework: Framework) -> OverviewPage:
    """Return the content of ``framework/index.html``."""
    number = sum(len(area.competencies) for area in framework.areas)
    areas = counted(len(framework.areas), "area", "areas")
    competencies = counted(number, "competency", "competencies")
    return OverviewPage(
        title="The framework",
        description=describe(
            f"{framework.title}: {areas} and {competencies}, each with a page of its own.",
            "Each page says what it looks like, why it matters and what you could do next.",
        ),
        name=framework.title,
        areas_counted=areas,
        competencies_counted=competencies,
        areas=tuple(_area_summary(area) for area in framework.areas),
        tasks=tuple(
            _idea(framework, task, "task", _drawing_on(framework, task.id))
            for task in framework.leadership_tasks
        ),
        components=tuple(
            _idea(framework, component, "component", _drawing_on(framework, component.id))
            for component in framework.emotional_intelligence
        ),
        instruments=tuple(
            Link(text=instrument.title, url=f"../{instrument.id}.html")
            for instrument in framework.instruments
        ),
        version=framework.version,
        licence=framework.licence,
        citation=framework.citation,
        references=_references(framework.sources),
    )


def area_page(framework: Framework, area: Area) -> AreaPage:
    """Return the content of ``framework/<area>/index.html``."""
    source = _sources(framework, (area.source,))
    text, unnamed = _passage(area.description, source)
    competencies = counted(len(area.competencies), "competency", "competencies")
    return AreaPage(
        title=area.title,
        description=describe(area.summary, f"An area of {framework.title}, with {competencies}."),
        position=f"Area {framework.areas.index(area) + 1} of {len(framework.areas)}",
        framework=Link(text="the framework", url="../index.html"),
        also_known_as=area.also_known_as,
        summary=area.summary,
        text=text,
        more_sources=unnamed,
        competencies_counted=competencies,
        competencies=tuple(_competency_summary(one, "") for one in area.competencies),
        references=_references(source),
    )


def forms_by_item(framework: Framework) -> dict[str, list[str]]:
    """Return the titles of the forms that show an item, by its id."""
    forms: dict[str, list[str]] = {}
    for instrument in framework.all_of(SelfAssessment):
        for form in instrument.forms:
            for item in form.items:
                forms.setdefault(item, []).append(form.title)
    return forms


def competency_page(
    framework: Framework,
    area: Area,
    competency: Competency,
    forms: Mapping[str, Sequence[str]],
    guidance: tuple[Link, ...] = (),
) -> CompetencyPage:
    """Return the content of ``framework/<area>/<competency>.html``.

    ``forms`` is what :func:`forms_by_item` returns; ``guidance`` the pages that help.
    """
    sources = _sources(framework, competency.why.sources)
    why, unnamed = _passage(competency.why.text, sources)
    scale = framework.scale(framework.all_of(SelfAssessment)[0].scale)
    position = area.competencies.index(competency) + 1
    return CompetencyPage(
        title=competency.title,
        description=describe(
            competency.definition, f"A competency in {area.title}, from {framework.title}."
        ),
        position=f"Competency {position} of {len(area.competencies)}",
        area=Link(text=area.title, url="index.html"),
        definition=competency.definition,
        contrasts=tuple(
            Contrast(effective=pole.effective, ineffective=pole.ineffective)
            for pole in competency.poles
        ),
        why=why,
        more_sources=unnamed,
        levels=_levels(competency, scale),
        outcomes=_prompts(competency.evidence, "outcome"),
        processes=_prompts(competency.evidence, "process"),
        components=_ideas(
            framework.emotional_intelligence, competency.emotional_intelligence, "component"
        ),
        tasks=_ideas(framework.leadership_tasks, competency.leadership_tasks, "task"),
        guidance=guidance,
        statements_counted=counted(len(competency.items), "statement", "statements").capitalize(),
        statements=tuple(
            _statement(item, scale, forms.get(item.id, ())) for item in competency.items
        ),
        references=_references(sources),
    )


def components(framework: Framework, root: str) -> tuple[Idea, ...]:
    """Return the components of emotional intelligence with what draws on each.

    ``root`` is the way from the page to the site's root.
    """
    return tuple(
        _idea(framework, one, "component", _drawing_on(framework, one.id, f"{root}framework/"))
        for one in framework.emotional_intelligence
    )


def competencies_by_id(framework: Framework, root: str) -> dict[str, CompetencySummary]:
    """Return every competency by its id, with its page's address from elsewhere."""
    return {
        competency.id: _competency_summary(competency, f"{root}framework/{area.id}/")
        for area in framework.areas
        for competency in area.competencies
    }


_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(number: int, one: str, many: str) -> str:
    """Return ``four areas``: words below ten, figures from there."""
    figure = _WORDS[number] if number < len(_WORDS) else str(number)
    return f"{figure} {one if number == 1 else many}"


def _area_summary(area: Area) -> AreaSummary:
    return AreaSummary(
        link=Link(text=area.title, url=f"{area.id}/index.html"),
        summary=area.summary,
        competencies=tuple(_competency_summary(one, f"{area.id}/") for one in area.competencies),
    )


def _competency_summary(competency: Competency, folder: str) -> CompetencySummary:
    link = Link(text=competency.title, url=f"{folder}{competency.id}.html")
    return CompetencySummary(link=link, definition=competency.definition)


def _drawing_on(framework: Framework, idea: str, folder: str = "") -> tuple[Link, ...]:
    return tuple(
        Link(text=competency.title, url=f"{folder}{area.id}/{competency.id}.html")
        for area in framework.areas
        for competency in area.competencies
        if idea in competency.emotional_intelligence or idea in competency.leadership_tasks
    )


def _idea(
    framework: Framework, idea: Component | Task, kind: str, competencies: tuple[Link, ...]
) -> Idea:
    (source,) = _sources(framework, (idea.source,))
    return Idea(
        anchor=f"{kind}-{idea.id}",
        title=idea.title,
        definition=idea.definition,
        source=_source_link(source),
        competencies=competencies,
    )


def _ideas(
    known: Sequence[Component] | Sequence[Task], ids: Iterable[str], kind: str
) -> tuple[Link, ...]:
    titles = {idea.id: idea.title for idea in known}
    return tuple(Link(text=titles[one], url=f"../index.html#{kind}-{one}") for one in ids)


def _sources(framework: Framework, ids: Iterable[str]) -> tuple[Source, ...]:
    wanted = set(ids)
    return tuple(source for source in framework.sources if source.id in wanted)


def _source_link(source: Source) -> Link:
    return Link(text=source.short, url=f"#ref-{source.id}")


def _references(sources: Iterable[Source]) -> tuple[Reference, ...]:
    return tuple(
        Reference(anchor=f"ref-{source.id}", short=source.short, text=source.text, url=source.url)
        for source in sources
    )


def _passage(text: str, sources: Sequence[Source]) -> tuple[Passage, tuple[Link, ...]]:
    """Link each source's name where the text has it; return also the sources it does not name."""
    links = {source.short: _source_link(source) for source in sources}
    names = sorted(links, key=len, reverse=True)
    pieces = re.split("(" + "|".join(re.escape(name) for name in names) + ")", text)
    passage = tuple(links.get(piece, Link(text=piece)) for piece in pieces if piece)
    return passage, tuple(link for name, link in links.items() if name not in pieces)


def _levels(competency: Competency, scale: Scale) -> tuple[Level, ...]:
    """Name the levels by the scale's words: below its middle, at it, above it."""
    words = [f"“{point.word}”" for point in scale.points]
    middle = len(words) // 2
    development = competency.development
    return tuple(
        Level(title=f"Where you answer {' or '.join(chosen)}", suggestions=suggestions)
        for chosen, suggestions in (
            (words[:middle], development.low),
            (words[middle : middle + 1], development.middle),
            (words[middle + 1 :], development.high),
        )
    )


def _prompts(evidence: Iterable[EvidencePrompt], kind: str) -> tuple[str, ...]:
    return tuple(prompt.prompt for prompt in evidence if prompt.kind == kind)


def _statement(item: Item, scale: Scale, forms: Sequence[str]) -> Statement:
    first, last = scale.points[0].word, scale.points[-1].word
    counts = f"turned round: “{first}” counts as “{last}”" if item.reverse else "as answered"
    return Statement(id=item.id, text=item.self_wording, counts=counts, forms=", ".join(forms))
