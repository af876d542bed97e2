import pytest

from sitegen import pagechecks

TEXT = "A description of this very page, of no fewer than fifty characters."


def page(body, *, title="Start", description=TEXT):
    head = f"<title>{title}</title>" + (
        f'\n<meta name="description" content="{description}"/>' if description else ""
    )
    return (
        '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en">'
        f"<head>{head}</head><body>\n{body}\n</body></html>\n"
    )


def check(tmp_path, **pages):
    """Check pages given by name, with __ for a slash."""
    files = []
    for name, text in pages.items():
        file = tmp_path / f"{name.lstrip('_').replace('__', '/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return [str(problem) for problem in pagechecks.check(tmp_path, files)]


SVG = 'svg xmlns="http://www.w3.org/2000/svg"'
TABLE = "<table><tr><td>1</td></tr></table>"


@pytest.mark.parametrize(
    "body",
    [
        '<img src="a.png" alt=""/><img src="b.png" alt="A chart"/>',
        f'<{SVG} role="img"><title>A chart</title></svg>',
        f'<{SVG} role="img"><title>A chart</title><svg><path d=""/></svg></svg>',
        f'<{SVG} aria-hidden="true"></svg><span aria-hidden="true"><{SVG}></svg></span>',
        f'<div hidden=""><p><{SVG}></svg></p></div>',
        f'<a href="a.html" aria-label="Start"><{SVG}></svg></a>',
        f'<label for="a"><span>Search</span><{SVG}></svg></label>',
        f"<button><{SVG}></svg> Back to top</button>",
        (
            f'<figure><{SVG} role="img"><title>A</title></svg>{TABLE}'
            "<figcaption>A</figcaption></figure>"
        ),
        (
            f'<figure><{SVG} role="img"><title>A</title></svg><figcaption>A</figcaption></figure>'
            f"<!-- The same in numbers. --><details>{TABLE}</details>"
        ),
        "<figure><pre>x</pre><figcaption>A</figcaption></figure>",
        "<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>",
    ],
)
def test_good_page_has_no_problem(tmp_path, body):
    assert check(tmp_path, index=page(f"<h1>A</h1>{body}")) == []


DRAWING = (
    "page-drawing: a drawing is neither named nor hidden\n"
    '    expected: role="img" with a title, or aria-hidden="true", or a control with a name'
)
NO_TABLE = (
    "page-figure: a figure with a drawing has no table of what it shows\n"
    "    expected: a table in the figure or right after it"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '\n<img src="a.png"/>',
            (
                "5:1: page-image: the image a.png has no alternative text\n"
                '    expected: alt="…", or alt="" for a decoration'
            ),
        ),
        (f"<p>A</p>\n<{SVG}></svg>", f"5:1: {DRAWING}"),
        (f'<a href="a.html">\n<{SVG}><title>A</title></svg></a>', f"5:1: {DRAWING}"),
        (f'<a href="a.html"><b aria-hidden="true">A</b>\n<{SVG}></svg></a>', f"5:1: {DRAWING}"),
        (
            f'<{SVG} role="img"><title> </title></svg>',
            (
                "4:1: page-drawing: a drawing with the role of an image has no title\n"
                "    expected: <title> with text"
            ),
        ),
        ("\n\n<figure>A</figure>", "6:1: page-figure: a figure has no caption"),
        (
            (
                f'\n<figure><{SVG} role="img"><title>A</title></svg><figcaption>A</figcaption>'
                f"</figure><p>A</p>{TABLE}"
            ),
            f"5:1: {NO_TABLE}",
        ),
        (
            "<h2>A</h2>\n<h4>B</h4>",
            (
                "5:1: page-heading: a heading of level 4 follows one of level 2\n"
                "    expected: at most level 3"
            ),
        ),
        (
            "\n<h1>B</h1>",
            (
                "5:1: page-heading: the page has 2 headings of the first level\n"
                "    expected: exactly one"
            ),
        ),
    ],
)
def test_fault_is_told_with_its_line(tmp_path, body, expected):
    assert check(tmp_path, index=page(f"<h1>A</h1>{body}")) == [f"site/index.html:{expected}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            page("<p>A</p>"),
            (
                "1:1: page-heading: the page has 0 headings of the first level\n"
                "    expected: exactly one"
            ),
        ),
        (page("<h1>A</h1>", title=" "), "2:1: page-title: the page has no title"),
        (
            page("<h1>A</h1>", description=""),
            "1:1: page-description: the page has no description",
        ),
        (
            page("<h1>A</h1>", description="Too short."),
            ("3:1: page-description: the description has 10 characters\n    expected: 50 to 160"),
        ),
    ],
)
def test_what_a_page_says_of_itself_is_checked(tmp_path, text, expected):
    assert check(tmp_path, index=text) == [f"site/index.html:{expected}"]


def test_two_pages_differ_in_title_and_description(tmp_path):
    found = check(
        tmp_path,
        index=page('<h1>A</h1><a href="b.html">B</a>'),
        b=page('<h1>B</h1><a href="index.html">A</a>'),
    )
    assert found == [
        "site/b.html:2:1: page-title: the page has the title of index.html",
        "site/b.html:3:1: page-description: the page has the description of index.html",
    ]


def linked(name, *addresses, rel=""):
    links = "".join(f'<a href="{address}"{rel}>A</a>' for address in addresses)
    return page(f"<h1>A</h1>{links}", title=name, description=f"{name}: {TEXT}")


def test_page_is_reached_by_a_chain_of_relative_links(tmp_path):
    found = check(
        tmp_path,
        index=linked("Start", "a/?x=1#top", "https://a.example/c.html", "mailto:a@b.example"),
        a__index=linked("A", "b%20b.html", "../index.html", "#x"),
        **{"a__b b": linked("B", "../c.html")},
        c=linked("C"),
    )
    assert found == []


def test_page_that_only_other_lost_pages_or_previous_and_next_link_to_is_an_orphan(tmp_path):
    found = check(
        tmp_path,
        index=linked("Start", "b.html", rel=' rel="next"'),
        a=linked("A", "b.html"),
        b=linked("B", "a.html"),
    )
    assert found == [
        "site/a.html:1:1: page-orphan: no links lead here from index.html",
        "site/b.html:1:1: page-orphan: no links lead here from index.html",
    ]


def test_page_that_only_the_report_of_all_pages_links_to_is_an_orphan(tmp_path):
    found = check(
        tmp_path,
        index=linked("Start", "validation.html", "a/b.html"),
        validation=linked("Report", "index.html", "a/b.html", "c.html"),
        a__b=linked("B"),
        c=linked("C"),
    )
    assert found == ["site/c.html:1:1: page-orphan: no links lead here from index.html"]


def test_page_for_unknown_addresses_needs_neither_links_nor_a_description(tmp_path):
    found = check(
        tmp_path,
        index=page("<h1>A</h1>"),
        _404=page("<h1>A</h1>", description=""),
    )
    assert found == []
