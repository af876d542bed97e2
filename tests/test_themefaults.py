from __future__ import annotations

import re

from lxml import etree

from sitegen import themefaults

HTML = "http://www.w3.org/1999/xhtml"


def mended(body):
    root = etree.fromstring(f'<html xmlns="{HTML}"><body>{body}</body></html>')
    themefaults.mend(root)
    text = etree.tostring(root[0], encoding="unicode")
    return text.removeprefix(f'<body xmlns="{HTML}">').removesuffix("</body>")


def test_a_menu_inside_the_menu_is_a_group_and_the_outer_one_stays_a_landmark():
    inner = '<nav data-md-level="1" aria-labelledby="a" aria-expanded="true">x</nav>'
    assert mended(f'<nav aria-label="Menu" data-md-level="0">{inner}</nav>') == (
        '<nav aria-label="Menu" data-md-level="0">'
        '<div data-md-level="1" aria-labelledby="a" role="group">x</div></nav>'
    )


def test_a_menu_has_no_space_between_its_boxes_but_keeps_that_of_its_words():
    menu = '<nav class="md-nav"> <ul>\n  <li> <span>One\n   <i>x</i> two</span> </li>\n</ul> </nav>'
    assert mended(f"{menu} after") == (
        '<nav class="md-nav"> <ul><li><span>One <i>x</i> two</span></li></ul></nav> after'
    )


def test_the_open_page_says_so_in_the_menu():
    assert mended(
        '<a class="md-nav__link md-nav__link--active" href="#">x</a><a href="y">y</a>'
    ) == (
        '<a class="md-nav__link md-nav__link--active" href="#" aria-current="page">x</a>'
        '<a href="y">y</a>'
    )


def test_the_switch_of_the_contents_in_the_menu_is_in_the_keyboards_reach():
    label = '<label class="md-nav__link md-nav__link--active" for="__toc"'
    assert mended(f"{label}>x</label>") == f'{label} tabindex="0">x</label>'


def test_a_table_scrolls_in_a_box_that_has_its_caption_as_a_name():
    table = "<table><caption>How <em>many</em></caption></table>after"
    assert mended(table) == (
        '<div class="pi-table" role="group" tabindex="0" aria-label="How many">'
        '<table class="pi-grid"><caption>How <em>many</em></caption></table></div>after'
    )


def test_a_table_without_a_caption_is_named_by_the_heading_before_it():
    body = "<h1>First</h1><h2>Second</h2><p>x</p><table></table><h2>Third</h2>"
    assert 'aria-label="Second"' in mended(body)


def test_a_head_over_a_column_says_so_unless_it_is_empty():
    row = "<tr><th></th><th><b>How many</b></th><th scope='row'>x</th></tr>"
    found = mended(f"<table><thead>{row}</thead><tbody><tr><th>y</th></tr></tbody></table>")
    heads = re.findall(r"<th\b([^>]*)>", found)
    assert heads == ["/", ' scope="col"', ' scope="row"', ""]


def test_a_box_that_can_be_reached_already_is_left_alone():
    body = (
        '<div class="pi-table" role="region" tabindex="0" aria-label="n"><table class="t"/></div>'
    )
    assert mended(body) == body
    assert mended(body.replace("pi-table", "own")) == body.replace("pi-table", "own")


def test_on_a_phone_each_column_of_sentences_keeps_a_width_through_its_longest_text():
    long, longer, head = "one " * 9, "two " * 10, "<thead><tr><th/><th/><th/></tr></thead>"
    rows = f"<tr><th>a</th><td>{long}</td><td>1</td></tr><tr><td>{longer}</td><td>2</td></tr>"
    marked = f'<td class="pi-words">{longer}</td>'
    body = mended(f'<table class="t">{head}<tbody>{rows}</tbody></table>')
    assert body.count("pi-words") == 1
    assert marked in body


def test_a_column_of_sentences_may_be_narrow_in_a_table_of_two():
    row = f"<tr><td>{'one ' * 9}</td><td>{'two ' * 9}</td></tr>"
    body = f"<table><thead><tr><th/><th/></tr></thead><tbody>{row}</tbody></table>"
    assert "pi-words" not in mended(body)


def test_a_long_menu_keeps_the_entries_around_the_open_page():
    def menu(count, active):
        entries = "".join(
            f'<li class="{"md-nav__item--active" if n == active else "x"}">{n}</li>'
            for n in range(count)
        )
        root = etree.fromstring(
            f'<html xmlns="{HTML}"><ul class="md-nav__list">{entries}</ul></html>'
        )
        themefaults.mend(root)
        return [int(item.text) for item in root[0]]

    assert menu(24, 3) == list(range(24))
    assert menu(100, 50) == list(range(38, 62))
    assert menu(100, 2) == list(range(24))
    assert menu(100, 99) == list(range(76, 100))
    assert menu(100, None) == list(range(24))
