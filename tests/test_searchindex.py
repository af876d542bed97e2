import json

from lxml import etree

from sitegen import searchindex

PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><body><nav>Skip to</nav>{}</body></html>'


def found(article, title="Page"):
    text = f'<article xmlns="http://www.w3.org/1999/xhtml">{article}</article>'
    return [
        (one.anchor, one.title, one.blocks)
        for one in searchindex.sections(etree.fromstring(text), title)
    ]


def test_a_page_is_parted_at_its_headings():
    assert found(
        "<h1>Trust</h1><p>It <em>grows</em>.</p>"
        '<h2 id="slow">How <code>slow</code>?</h2><p>Very.</p>'
        '<h3 id="why">Why</h3><h4>No address</h4><p>Fear.</p>'
    ) == [
        ("", "Page", ["It grows."]),
        ("slow", "How slow?", ["Very."]),
        ("why", "Why", ["Fear."]),
    ]


def test_words_before_the_page_heading_belong_to_the_page():
    assert found("<p>First.</p><h1>Trust</h1><p>Second.</p>") == [
        ("", "Page", ["First.", "Second."])
    ]


def test_each_item_of_a_list_is_a_block():
    assert found(
        "<ul><li>One</li><li>Two<ul><li>Three</li></ul></li><li><p>Four</p></li></ul>"
    ) == [("", "Page", ["One", "Two", "Three", "Four"])]


def test_cells_of_a_row_do_not_run_together():
    assert found(
        "<table><caption>Both</caption><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><th>Says.</th><td>Does.</td><td></td></tr>"
        "<tr><td>Hears</td>\n<td>Sees</td></tr></tbody></table>"
    ) == [("", "Page", ["Both", "Says. · Does.", "Hears · Sees"])]


def test_what_nobody_reads_is_left_out():
    assert found(
        "<p>a<br/>b<!-- no --> c</p><script>x</script><svg><text>12</text></svg>"
        "<p hidden='hidden'>later</p><dialog><p>sure?</p></dialog><button>Start</button>"
        "<nav>menu</nav><footer>foot</footer>"
    ) == [("", "Page", ["a b c"])]


def test_a_mark_leaves_an_element_out_and_a_marked_heading_all_to_the_next_heading():
    assert found(
        "<p>In</p><div data-unsearched=''><p>out</p></div>tail"
        "<h2 id='r' data-unsearched=''>References</h2><p>out</p><ul><li>out</li></ul>"
        "<h2 id='s'>More</h2><p>In</p>"
    ) == [("", "Page", ["In", "tail"]), ("s", "More", ["In"])]


def test_an_entry_is_found_by_itself_and_not_on_its_page():
    assert found(
        "<p>Before</p><ul><li id='ref-a' data-entry='A (1900)'>A 1900.</li><li>Rest</li></ul>"
    ) == [("", "Page", ["Before", "Rest"]), ("ref-a", "A (1900)", ["A 1900."])]


def test_an_entry_within_a_section_that_is_left_out_is_found():
    assert found(
        "<h2 id='x' data-unsearched=''>X</h2><p>out</p>"
        "<table><tr id='a-01' data-entry='a-01: I ask.'><td>They ask.</td></tr></table>"
    ) == [("", "Page", []), ("a-01", "a-01: I ask.", ["They ask."])]


def test_the_index_keeps_its_pages_boosts_and_settings(tmp_path):
    (tmp_path / "search").mkdir()
    (tmp_path / "g").mkdir()
    body = '<article><h1>R&amp;D</h1><p>1 &lt; 2</p><h2 id="b">B</h2><p>é</p></article>'
    (tmp_path / "g" / "a.html").write_text(PAGE.format(body), encoding="utf-8")
    (tmp_path / "bare.html").write_text(PAGE.format("<p>Bare</p>"), encoding="utf-8")
    (tmp_path / "unlisted.html").write_text(PAGE.format("<p>Out</p>"), encoding="utf-8")
    old = {
        "config": {"lang": ["en"]},
        "docs": [
            {"location": "g/a.html", "title": "R&amp;D", "text": "old", "boost": 2},
            {"location": "g/a.html#gone", "title": "Gone", "text": "old", "boost": 2},
            {"location": "bare.html", "title": "Bare", "text": "old"},
        ],
    }
    file = tmp_path / "search" / "search_index.json"
    file.write_text(json.dumps(old), encoding="utf-8")
    searchindex.rebuild(tmp_path)
    text = file.read_text(encoding="utf-8")
    assert "é" in text
    assert json.loads(text) == {
        "config": {"lang": ["en"]},
        "docs": [
            {"location": "g/a.html", "title": "R&amp;D", "text": "<p>1 &lt; 2</p>", "boost": 2},
            {"location": "g/a.html#b", "title": "B", "text": "<p>é</p>", "boost": 2},
            {"location": "bare.html", "title": "Bare", "text": "<p>Bare</p>"},
        ],
    }


def test_a_site_without_a_search_stays_as_it_is(tmp_path):
    searchindex.rebuild(tmp_path)
    assert list(tmp_path.iterdir()) == []
