from __future__ import annotations

import pytest

from sitegen import colours

CONFIG = """\
site_name: S
markdown_extensions:
  - x: !!python/name:a.b
extra:
  colours:
    light:
      accent: "#0b5560"
      muted: "#999999"
    dark:
      acent: "#86d0d2"
"""


def told(problems):
    return [(problem.code, problem.message, problem.expected, problem.hint) for problem in problems]


def test_every_pair_of_the_colours_that_we_ship_has_enough_contrast(tmp_path):
    assert colours.check(None, tmp_path / "mkdocs.yml") == []
    assert colours.check({}, tmp_path / "mkdocs.yml") == []


def test_each_mode_has_the_same_names():
    light, dark = colours.effective(None).values()
    assert list(light) == list(dark)
    assert {name for pair in colours.PAIRS for name in pair[:2]} <= set(light)


# The first two are the ends of the scale; the others are from WebAIM's contrast checker.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#0b5560", "#0b5560", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#ffffff", "#777777", 4.48),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert round(colours.contrast(one, other), 2) == ratio


def test_a_given_colour_stands_only_in_its_own_mode():
    assert colours.css({"light": {"accent": "#7A1F5C"}}) == (
        "@media not screen, screen and (prefers-color-scheme: light) {\n"
        "  :root { --pi-accent: #7a1f5c; }\n"
        "}\n"
    )
    assert colours.css({"dark": {"accent": "#f0b0dd", "ink": "#ffffff"}}) == (
        "@media screen and (prefers-color-scheme: dark) {\n"
        "  :root { --pi-accent: #f0b0dd; --pi-ink: #ffffff; }\n"
        "}\n"
    )


@pytest.mark.parametrize("nothing", [None, {}, {"light": {}}, {"light": None}])
def test_without_colours_there_is_no_style_sheet(nothing):
    assert colours.css(nothing) == ""


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (
            ["#0b5560"],
            (
                "colours",
                "extra.colours is no mapping",
                "light and dark, each with names and colours",
                "",
            ),
        ),
        (
            {"lihgt": {}},
            (
                "colours",
                'extra.colours has the unknown key "lihgt"',
                "light or dark",
                'did you mean "light"?',
            ),
        ),
        (
            {"light": "#0b5560"},
            ("colours", "extra.colours.light is no mapping", "names and colours", ""),
        ),
        (
            {"light": {"accent": "teal"}},
            (
                "colour",
                'extra.colours.light.accent is "teal", which is no colour',
                '# and six hexadecimal digits: "#0b5560"',
                "",
            ),
        ),
        (
            {"dark": {"accent": None}},
            (
                "colour",
                "extra.colours.dark.accent is empty, which is no colour",
                '# and six hexadecimal digits: "#0b5560"',
                "write it in quotes: # begins a comment in YAML",
            ),
        ),
        (
            {"light": {"accent": 123456}},
            (
                "colour",
                'extra.colours.light.accent is "123456", which is no colour',
                '# and six hexadecimal digits: "#0b5560"',
                "",
            ),
        ),
        (
            {"light": {"header-ink": "#8a8a8a"}},
            (
                "contrast",
                "light: header-ink (#8a8a8a) on header (#f4f1e8) has a contrast of 3.05:1",
                "at least 4.5:1",
                "",
            ),
        ),
        (
            {"dark": {"footer-focus": "#333333"}},
            (
                "contrast",
                "dark: footer-focus (#333333) on footer (#0a1113) has a contrast of 1.50:1",
                "at least 3.0:1",
                "",
            ),
        ),
    ],
)
def test_a_colour_that_will_not_do_is_told_exactly(tmp_path, given, problem):
    assert told(colours.check(given, tmp_path / "mkdocs.yml")) == [problem]


def test_an_unknown_name_is_told_with_the_nearest_one(tmp_path):
    [problem] = colours.check({"light": {"acent": "#0b5560"}}, tmp_path / "mkdocs.yml")
    assert (problem.code, problem.message, problem.hint) == (
        "colour-name",
        'extra.colours.light has the unknown name "acent"',
        'did you mean "accent"?',
    )
    assert problem.expected.startswith("one of paper, surface, ink, muted, line, accent, ")


def test_a_fault_is_placed_where_the_setting_stands(tmp_path):
    file = tmp_path / "mkdocs.yml"
    file.write_text(CONFIG, encoding="utf-8")
    given = {"light": {"muted": "#999999"}, "dark": {"acent": "#86d0d2"}}
    [name] = colours.check(given, file)
    assert (name.path, name.line, name.column) == ("mkdocs.yml", 10, 7)
    del given["dark"]
    pale = colours.check(given, file)
    assert {(problem.line, problem.column) for problem in pale} == {(8, 7)}
    assert [problem.message for problem in pale] == [
        "light: muted (#999999) on paper (#fbfaf6) has a contrast of 2.72:1",
        "light: muted (#999999) on surface (#ffffff) has a contrast of 2.84:1",
        "light: muted (#999999) on accent-soft (#e6efed) has a contrast of 2.43:1",
    ]
