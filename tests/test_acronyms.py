import pytest

from sitegen.prose import acronyms
from sitegen.prose.lexicon import Lexicon
from sitegen.prose.prosetext import blocks

LEXICON = Lexicon(
    acronyms={"LSP": ["local strategic partnership"], "OPM": ["adviser to public", "Public’s own"]},
    common={"NHS": "known to all"},
)

UNKNOWN = 'hint: give its words in docs/data/prose.yml, under "acronyms"'


def lint(markdown):
    return [str(problem) for problem in acronyms.check(blocks("x.md", markdown), LEXICON)]


@pytest.mark.parametrize(
    "markdown",
    [
        "Each Local strategic\npartnership (LSP) is one. An LSP has a board.\n\nLSPs met.",
        "OPM, an adviser to public services, wrote it.",
        "It was the public's own OPM.",
        "The NHS, the NHS's staff and I agree.",
        "Plan A has an R2 of 3.",
        "See `XYZ` and [a page](XYZ.md).",
        "See README.md.",
        "| XYZ |\n| - |\n| ABC |\n",
    ],
)
def test_acronym_that_is_explained_or_known_is_fine(markdown):
    assert lint(markdown) == []


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "The LSPs met.\n\nA local strategic partnership (LSP) is one.",
            (
                'x.md:1:5: prose-acronym: "LSP" is not explained where the page first uses it\n'
                '    expected: "local strategic partnership" in the same paragraph'
            ),
        ),
        (
            "## What OPM did\n\nOPM, an adviser to public services, wrote.",
            (
                'x.md:1:9: prose-acronym: "OPM" is not explained where the page first uses it\n'
                '    expected: "adviser to public" or "Public’s own" in the same paragraph'
            ),
        ),
        (
            "- An XYZ, and the XYZ again.",
            f'x.md:1:6: prose-acronym: the acronym "XYZ" is unknown\n    {UNKNOWN}',
        ),
        (
            "It is a COVID19 or 3D2Es.",
            f'x.md:1:9: prose-acronym: the acronym "COVID19" is unknown\n    {UNKNOWN}',
        ),
    ],
)
def test_acronym_that_is_not_explained_is_told_once(markdown, expected):
    assert lint(markdown) == [expected]
