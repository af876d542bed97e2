from __future__ import annotations

import html5lib
import pytest
from lxml import etree

from sitegen import xhtml

HTML = "{http://www.w3.org/1999/xhtml}"


def page(body: str, head: str = "") -> str:
    return (
        '<!doctype html><html lang="en"><head><title>t</title>'
        f'<meta charset="utf-8">{head}</head><body>{body}</body></html>'
    )


def body_of(source: str) -> str:
    text = xhtml.to_xhtml(page(source)).decode()
    return text[text.index("<body>") + 6 : text.index("</body>")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a<br>b", "<p>a<br/>b</p>"),
        ("<div></div>", "<div></div>"),
        ("<p>a & b &nbsp;", "<p>a &amp; b \N{NO-BREAK SPACE}</p>"),
        ("<input type=checkbox autocomplete=off>", '<input type="checkbox"/>'),
        ("<input type=text autocomplete=off>", '<input type="text" autocomplete="off"/>'),
        ("<a tabindex>x</a>", "<a>x</a>"),
        ("<noscript>n</noscript>t", "t"),
        ("<p>a<!-- c -->b</p>", "<p>ab</p>"),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>',
            (
                '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'
                '<path d="M0 0"></path></svg>'
            ),
        ),
        (
            '<table><tbody><tr><td style="text-align: right;">1</td></tr></tbody></table>',
            (
                '<div class="pi-table" role="group" tabindex="0" aria-label="Table">'
                '<table class="pi-grid"><tbody><tr><td class="pi-right">1</td></tr></tbody>'
                "</table></div>"
            ),
        ),
        ("<p hidden>x</p>", '<p hidden="">x</p>'),
    ],
)
def test_markup_becomes_xhtml(source, expected):
    assert body_of(source) == expected


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('<p style="color:red">x</p>', "style attribute on <p>: the page's policy blocks it"),
        ('<p onclick="x()">x</p>', "onclick handler on <p>: the page's policy blocks it"),
        (
            '<script type="application/json">{"a": "<"}</script>',
            "inline <script> with < or & reads differently in HTML and XHTML",
        ),
        ('<p a"b="1">x</p>', 'a name that XML does not allow: Coercing non-XML name: a"b'),
        ("<pre>\n\nx</pre>", "a line break that HTML and XHTML read differently"),
    ],
)
def test_what_the_syntaxes_read_differently_is_refused(source, message):
    with pytest.raises(xhtml.XhtmlError) as caught:
        xhtml.to_xhtml(page(source))
    assert str(caught.value) == message


def test_html_and_xml_parsers_read_the_same_tree():
    data = xhtml.to_xhtml(
        page('<h1 id="a">x &lt; y</h1><ul><li>1<li>2</ul><svg><title>t</title></svg><p></p>')
    )
    as_xml = etree.fromstring(data)
    as_html = html5lib.parse(data, transport_encoding="utf-8")

    def shape(element):
        children = [shape(child) for child in element]
        # Only the HTML parser counts a namespace declaration as an attribute.
        attributes = {k: v for k, v in element.attrib.items() if "xmlns" not in k}
        return element.tag, attributes, element.text or "", children

    # HTML moves the line end after </body> into the body; XML leaves it outside.
    xml_body, html_body = shape(as_xml[1]), shape(as_html[1])
    assert xml_body == html_body


def test_the_language_is_given_for_both_syntaxes():
    root = etree.fromstring(xhtml.to_xhtml(page("")))
    assert root.get("lang") == "en"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
