import dataclasses
import re
from pathlib import Path

import markdown
import pytest
import yaml
from jinja2 import Environment, meta
from lxml import etree

from scorer.framework import Framework
from sitegen import framework, pagecontent, pages, pageviews
from sitegen.pageviews import Link

SMALL = Path(__file__).parent / "data" / "small"
REAL = Path(__file__).parent.parent / "framework"
# What mkdocs.yml turns on; a page must come through all of them unharmed.
EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "tables", "toc"]


def load(folder=SMALL) -> Framework:
    return framework.load(folder).framework


def page(path, source=None):
    return next(made for made in pages.render(source or load()) if made.path == path)


def parsed(made):
    """Return a page's front matter and its body as an XML tree, through Markdown."""
    _, front, body = made.text.split("---\n", 2)
    html = markdown.markdown(body, extensions=EXTENSIONS)
    return yaml.safe_load(front), etree.fromstring(f"<body>{html}</body>")


def words(element):
    return " ".join("".join(element.itertext()).split())


def after(tree, heading):
    """Return the elements between a heading and the next one that is as high."""
    inside = list(tree)
    start = next(i for i, e in enumerate(inside) if e.tag[0] == "h" and words(e) == heading)
    level = inside[start].tag
    rest = inside[start + 1 :]
    end = next((i for i, e in enumerate(rest) if re.match(r"h\d$", e.tag) and e.tag <= level), None)
    return rest[:end]


def test_there_is_a_page_for_the_framework_each_area_and_each_competency():
    assert [one.path for one in pages.render(load())] == [
        "framework/index.md",
        "framework/the-rooms/index.md",
        "framework/the-rooms/tidy-rooms.md",
        "framework/the-people/index.md",
        "framework/the-people/first-visit.md",
    ]


def test_navigation_has_a_section_for_each_area():
    assert pages.navigation(load()) == [
        "framework/index.md",
        {
            "The *rooms*": [
                "framework/the-rooms/index.md",
                {"Tidy rooms": "framework/the-rooms/tidy-rooms.md"},
            ]
        },
        {
            "The people": [
                "framework/the-people/index.md",
                {"First visit": "framework/the-people/first-visit.md"},
            ]
        },
    ]


def test_front_matter_holds_title_description_and_the_file_to_edit():
    front, _ = parsed(page("framework/the-rooms/index.md"))
    assert front == {
        "title": "The *rooms*",
        "description": (
            "Rooms that people can use <today>. "
            "An area of Keeping a village hall, with one competency."
        ),
        "source": "areas/the-rooms.yml",
    }


def test_a_competency_page_links_to_the_guidance_that_helps():
    link = Link(text="Tidying <together>", url="../../guidance/tidying.html")
    made = {one.path: one for one in pages.render(load(), {"tidy-rooms": (link,)})}
    _, tree = parsed(made["framework/the-rooms/tidy-rooms.md"])
    (found,) = [a for a in tree.iter("a") if a.get("href") == link.url]
    assert words(found) == "Tidying <together>"
    assert "Guidance that helps" in [words(h2) for h2 in tree.iter("h2")]
    _, other = parsed(made["framework/the-people/first-visit.md"])
    assert "Guidance that helps" not in [words(h2) for h2 in other.iter("h2")]


@pytest.mark.parametrize("folder", [SMALL, REAL])
def test_every_page_is_well_formed_with_one_main_heading_and_ids_of_its_own(folder):
    for made in pages.render(load(folder)):
        front, tree = parsed(made)
        assert [words(h1) for h1 in tree.iter("h1")] == [front["title"]]
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), made.path


@pytest.mark.parametrize("folder", [SMALL, REAL])
def test_every_link_inside_the_framework_leads_to_a_page_and_an_anchor(folder):
    trees = {
        Path(made.path).with_suffix(".html").as_posix(): parsed(made)[1]
        for made in pages.render(load(folder))
    }
    ids = {path: {e.get("id") for e in tree.iter() if e.get("id")} for path, tree in trees.items()}
    instruments = {f"{one.id}.html" for one in load(folder).instruments}
    for path, tree in trees.items():
        for link in tree.iter("a"):
            address, _, anchor = link.get("href").partition("#")
            if address.startswith("https:"):
                continue
            target = (Path("/") / Path(path).parent / address).resolve().relative_to("/").as_posix()
            target = target if address else path
            assert target in trees or target in instruments, (path, address)
            assert not anchor or anchor in ids[target], (path, address, anchor)


def test_texts_with_signs_of_html_and_markdown_come_out_as_they_were_written():
    _, tree = parsed(page("framework/the-rooms/index.md"))
    assert words(tree.find("h1")) == "The *rooms*"
    assert "Also known as “Bricks & mortar”." in words(tree)
    assert "Rooms that people can use <today>." in words(tree)


NASTY = "_a_ *b* `c` [d](e) <b>f</b> &amp; {#g .h} \\ # ![i](j) 1. \"k\" 'l' [^m] | n"


def test_no_text_can_become_markup():
    source = load()
    area = source.areas[0]
    competency = dataclasses.replace(
        area.competencies[0],
        title=NASTY,
        definition=NASTY,
        poles=(dataclasses.replace(area.competencies[0].poles[0], effective=NASTY),),
        why=dataclasses.replace(area.competencies[0].why, text=NASTY),
    )
    area = dataclasses.replace(area, title=NASTY, summary=NASTY, competencies=(competency,))
    source = dataclasses.replace(source, areas=(area,))
    shown = " ".join(NASTY.split())
    for path, times in (("the-rooms/tidy-rooms", 5), ("the-rooms/index", 4), ("index", 7)):
        _, tree = parsed(page(f"framework/{path}.md", source))
        assert words(tree).count(shown) == times, path
        assert not list(tree.iter("b"))
        assert not list(tree.iter("em"))
        assert not list(tree.iter("img"))


def test_overview_has_every_area_competency_task_and_component():
    _, tree = parsed(page("framework/index.md", load(REAL)))
    assert "It has four areas and 16 competencies." in words(tree)
    headings = [words(h3) for h3 in tree.iter("h3")]
    assert headings == [area.title for area in load(REAL).areas]
    links = [link.get("href") for link in tree.iter("a")]
    assert "managing-self/range-of-contributions.html" in links
    anchors = [term.get("id") for term in tree.iter("dt") if term.get("id")]
    assert anchors == [
        "task-shared-objectives",
        "task-capacity-to-act",
        "component-self-awareness",
        "component-self-regulation",
        "component-motivation",
        "component-empathy",
        "component-social-skill",
    ]


def test_competency_page_shows_both_poles_in_a_table_with_caption_and_scope():
    _, tree = parsed(page("framework/the-rooms/tidy-rooms.md"))
    table = next(tree.iter("table"))
    assert words(table.find("caption")) == "Two ways of acting that a colleague could see"
    assert [(words(th), th.get("scope")) for th in table.iter("th")] == [
        ("What it looks like", "col"),
        ("What it does not look like", "col"),
    ]
    assert [words(td) for td in table.iter("td")][:2] == [
        "Puts chairs back where they were.",
        "Leaves chairs where they fell.",
    ]


def test_competency_page_names_levels_by_the_words_of_the_scale():
    _, tree = parsed(page("framework/focus-on-purpose/shared-vision.md", load(REAL)))
    assert [words(e) for e in after(tree, "What you could do next") if e.tag == "h3"] == [
        "Where you answer “never” or “rarely”",
        "Where you answer “sometimes”",
        "Where you answer “often” or “almost always”",
    ]


def test_competency_page_asks_for_outcomes_before_processes():
    _, tree = parsed(page("framework/the-rooms/tidy-rooms.md"))
    inside = after(tree, "Evidence to look for")
    assert [words(e) for e in inside if e.tag == "h3"] == ["What changed", "How you worked"]
    assert [len(list(e)) for e in inside if e.tag == "ul"] == [2, 1]


def test_each_reference_leads_back_to_the_places_that_cite_it():
    for folder in (SMALL, REAL):
        for made in pages.render(load(folder)):
            _, tree = parsed(made)
            cited = [a for a in tree.iter("a") if (a.get("href") or "").startswith("#ref-")]
            back = [a for a in tree.iter("a") if (a.get("href") or "").startswith("#cite-")]
            assert sorted(a.get("id") for a in cited) == sorted(a.get("href")[1:] for a in back)
            assert all(a.get("aria-label").startswith("Back to citation ") for a in back)


def test_sources_are_linked_where_the_text_names_them_and_named_where_it_does_not():
    source = load()
    area = source.areas[0]
    why = dataclasses.replace(
        area.competencies[0].why, text="The rota (1998) has it. So it is, says The rota (1998)."
    )
    competency = dataclasses.replace(area.competencies[0], why=why)
    source = dataclasses.replace(
        source, areas=(dataclasses.replace(area, competencies=(competency,)),)
    )
    _, tree = parsed(page("framework/the-rooms/tidy-rooms.md", source))
    (paragraph,) = after(tree, "Why it matters")
    assert words(paragraph) == (
        "The rota (1998) has it. So it is, says The rota (1998). Sources: The minutes (2001)."
    )
    assert [link.get("href") for link in paragraph.iter("a")] == [
        "#ref-rota-1998",
        "#ref-rota-1998",
        "#ref-minutes-2001",
    ]
    (references,) = after(tree, "References")
    assert [entry.get("id") for entry in references] == ["ref-rota-1998", "ref-minutes-2001"]


def test_statements_say_how_they_count_which_forms_have_them_and_that_they_are_ours():
    _, tree = parsed(page("framework/the-rooms/tidy-rooms.md"))
    text, table = after(tree, "Statements in the questionnaire")
    assert words(text) == (
        "Three statements ask about this competency. The wording is ours, "
        "and nobody has yet tested it with a sample of leaders."
    )
    rows = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert rows[1] == [
        "I put my chairs back where they were. room-01",
        "as answered",
        "Quick form, Long form",
    ]
    assert rows[3] == [
        "I leave chairs where they fell. room-03",
        "turned round: “seldom” counts as “mostly”",
        "Long form",
    ]


def test_competency_page_links_tasks_and_components_on_the_overview():
    _, tree = parsed(page("framework/the-rooms/tidy-rooms.md"))
    _, links = after(tree, "What it draws on")
    assert [link.get("href") for link in links.iter("a")] == [
        "../index.html#component-patience",
        "../index.html#task-open-doors",
    ]


def test_templates_use_every_field_of_their_page_and_no_other_variable():
    environment = Environment(autoescape=True)
    environment.filters["heading"] = str
    for view, name in (
        (pageviews.OverviewPage, "framework"),
        (pageviews.AreaPage, "area"),
        (pageviews.CompetencyPage, "competency"),
    ):
        text = (pages.TEMPLATES / f"{name}.md.j2").read_text(encoding="utf-8")
        assert set(re.findall(r"\bpage\.(\w+)", text)) == {
            field.name for field in dataclasses.fields(view) if field.name != "description"
        }
        assert meta.find_undeclared_variables(environment.parse(text)) <= {"page"}


def test_numbers_below_ten_are_words():
    assert pagecontent.counted(1, "area", "areas") == "one area"
    assert pagecontent.counted(9, "area", "areas") == "nine areas"
    assert pagecontent.counted(10, "area", "areas") == "10 areas"
