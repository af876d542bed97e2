import json
from pathlib import Path

import pytest

from scorer import codebook
from scorer.answers import About, AnswersError, Problem, blank, read, to_data
from scorer.questions import forms
from scorer.samples import filled

FRAMEWORK = codebook.load(
    (Path(__file__).parent / "data" / "framework.json").read_text(encoding="utf-8")
)
SCALE = "Expected a whole number from 1 (never) to 5 (almost always)"
REASONS = '"skipped", "not_applicable" or "not_seen"'
CHOOSE = "Choose a file that you saved from a questionnaire."
CODEBOOK = "Score these answers with the codebook that they were given to."
COPY = "Open another copy of the file."


def saved(answers='{"fp-01": 4}', **keys):
    """Return the text of a saved file; keys and answers are JSON text, None drops a key."""
    texts = {
        "format": '"partnership-intelligence/answers"',
        "format_version": "1",
        "framework": json.dumps(
            {"id": "partnership-intelligence", "version": "1.0.0", "sha256": FRAMEWORK.sha256}
        ),
        "instrument": '"leader"',
        "form": '"short"',
        "answers": answers,
    }
    pairs = [f'"{key}": {value}' for key, value in (texts | keys).items() if value is not None]
    return "{" + ", ".join(pairs) + "}"


def framework(**keys):
    data = {"id": "partnership-intelligence", "version": "1.0.0", "sha256": FRAMEWORK.sha256}
    return json.dumps({key: value for key, value in (data | keys).items() if value is not None})


def numbered(table):
    """Return ids for a table whose inputs are too long or too alike to be ids."""
    return [f"case {number}" for number in range(len(table))]


def problems(text):
    with pytest.raises(AnswersError) as caught:
        read(text, FRAMEWORK)
    return [(problem.path, problem.message) for problem in caught.value.problems]


def test_answers_come_in_the_order_shown():
    answers = read(saved('{"uo-10": 1, "fp-04": 2, "fp-01": 5}'), FRAMEWORK)
    assert list(answers.values.items()) == [("fp-01", 5), ("fp-04", 2), ("uo-10", 1)]
    assert (answers.instrument, answers.form) == ("leader", "short")
    assert answers.framework_sha256 == FRAMEWORK.sha256


def test_a_reason_stands_in_place_of_an_answer():
    text = saved('{"fp-01": {"value": null, "reason": "not_applicable"}}')
    answers = read(text, FRAMEWORK)
    assert answers.values == {}
    assert answers.reasons == {"fp-01": "not_applicable"}


def test_a_file_without_answers_is_valid():
    assert read(saved("{}"), FRAMEWORK).values == {}


def test_a_blank_file_can_be_read_and_is_all_skipped():
    text = blank(FRAMEWORK, "leader", "short")
    assert '\n    "fp-01": {"value": null, "reason": "skipped"},\n' in text
    answers = read(text, FRAMEWORK)
    assert answers.values == {}
    assert list(answers.reasons) == list(FRAMEWORK.instrument("leader").form("short").items)
    assert set(answers.reasons.values()) == {"skipped"}


@pytest.mark.parametrize(("instrument", "form"), [("lead", "short"), ("leader", "long")])
def test_a_blank_file_of_an_unknown_form_is_a_key_error(instrument, form):
    with pytest.raises(KeyError):
        blank(FRAMEWORK, instrument, form)


UNREADABLE = [
    ("", "", f"The file is empty. {CHOOSE}"),
    (" \n", "", f"The file is empty. {CHOOSE}"),
    (
        '"' + "é" * 131_072 + '"',
        "",
        "The file is larger than 262,144 bytes, the most that an answers file may have. " + CHOOSE,
    ),
    (
        "\ufeff{}",
        "",
        'The file starts with a byte order mark. Save it as "UTF-8", not "UTF-8 with BOM".',
    ),
    (
        '{\n "\ud800": 1}',
        "line 2, column 3",
        f"Half a character stands here, so the text is damaged. {COPY}",
    ),
    (
        "[\n" * 17,
        "line 17, column 1",
        f"Brackets are nested deeper than 16 levels here; an answers file has 3. {CHOOSE}",
    ),
    (
        '{\n  "format" 1}',
        "line 2, column 12",
        "This is not valid JSON from here on. Mend it here, or open another copy of the file.",
    ),
    (
        '"\\',
        "line 1, column 1",
        "This is not valid JSON from here on. Mend it here, or open another copy of the file.",
    ),
    ("[]", "", f"Expected an object, got an array. {CHOOSE}"),
    ("3.0", "", f"Expected an object, got 3.0. {CHOOSE}"),
    ("null", "", f"Expected an object, got null. {CHOOSE}"),
    (
        "9" * 5_000,
        "",
        f"Expected an object, got a number of 5,000 characters. {CHOOSE}",
    ),
]

OTHER_FILES = [
    (
        {"format": None},
        "format",
        f'This key is missing; expected "partnership-intelligence/answers". {CHOOSE}',
    ),
    (
        {"format": '"partnership-intelligence/result"'},
        "format",
        (
            'Expected "partnership-intelligence/answers", '
            f'got "partnership-intelligence/result". {CHOOSE}'
        ),
    ),
    ({"format_version": None}, "format_version", f"This key is missing; expected 1. {CHOOSE}"),
    (
        {"format_version": "2"},
        "format_version",
        "Expected 1, got 2. Use a scorer of the same age as the file.",
    ),
    (
        {"format_version": "true"},
        "format_version",
        "Expected 1, got true. Use a scorer of the same age as the file.",
    ),
    (
        {"format_version": "1.0"},
        "format_version",
        "Expected 1, got 1.0. Use a scorer of the same age as the file.",
    ),
    ({"framework": None}, "framework", f"This key is missing. {COPY}"),
    ({"framework": '"1.0.0"'}, "framework", f'Expected an object, got "1.0.0". {CHOOSE}'),
    ({"framework": framework(sha256=None)}, "framework.sha256", f"This key is missing. {COPY}"),
    (
        {"framework": framework(hash="x")},
        "framework.hash",
        "There is no such key. Rename or remove it.",
    ),
    (
        {"framework": framework(id="other")},
        "framework.id",
        (
            "The answers belong to another framework. "
            f'Expected "partnership-intelligence", got "other". {CODEBOOK}'
        ),
    ),
    (
        {"framework": framework(version="0.9.0", sha256="x")},
        "framework.version",
        f'The answers were given to another version. Expected "1.0.0", got "0.9.0". {CODEBOOK}',
    ),
    (
        {"framework": framework(sha256="0" * 64)},
        "framework.sha256",
        (
            "The same version has another content there. "
            f'Expected "{FRAMEWORK.sha256[:40]}…", got "{"0" * 40}…". {CODEBOOK}'
        ),
    ),
    ({"instrument": None}, "instrument", f"This key is missing. {COPY}"),
    (
        {"instrument": '"lead"'},
        "instrument",
        f'Expected "leader", got "lead". Did you mean "leader"? {CHOOSE}',
    ),
    ({"instrument": "[]"}, "instrument", f'Expected "leader", got an array. {CHOOSE}'),
    ({"form": None}, "form", f"This key is missing. {COPY}"),
    ({"form": '"long"'}, "form", f'Expected "short" or "full", got "long". {CHOOSE}'),
    (
        {"form": '"Short"'},
        "form",
        f'Expected "short" or "full", got "Short". Did you mean "short"? {CHOOSE}',
    ),
    ({"form": "null"}, "form", f'Expected "short" or "full", got null. {CHOOSE}'),
    ({"answers": None}, "answers", f"This key is missing. {COPY}"),
    ({"answers": "[4, 3]"}, "answers", f"Expected an object, got an array. {CHOOSE}"),
    (
        {"anwsers": "{}"},
        "anwsers",
        'There is no such key. Did you mean "answers"? Rename or remove it.',
    ),
    ({"Note 1": "1"}, '["Note 1"]', "There is no such key. Rename or remove it."),
    ({"\\u202e": "1"}, '["\\u202e"]', "There is no such key. Rename or remove it."),
    (
        {"form": '"full", "form": "short"'},
        "form",
        "This key stands more than once. Keep one of them.",
    ),
]

ANSWERS = [
    ("0", "", f"{SCALE}, got 0."),
    ("6", "", f"{SCALE}, got 6."),
    ("-1", "", f"{SCALE}, got -1."),
    ("true", "", f"{SCALE}, got true. true and false are not answers."),
    ("3.0", "", f"{SCALE}, got 3.0. Write 3 alone, without quotes or decimals."),
    ("3.5", "", f"{SCALE}, got 3.5."),
    ("1e999", "", f"{SCALE}, got 1e999."),
    ('"3"', "", f'{SCALE}, got "3". Write 3 alone, without quotes or decimals.'),
    ('"often"', "", f'{SCALE}, got "often".'),
    ('"\\ud800"', "", f'{SCALE}, got "\\ud800".'),
    ('"\\u001b[2J"', "", f'{SCALE}, got "\\u001b[2J".'),
    ('"' + "x" * 50 + '"', "", f'{SCALE}, got "{"x" * 40}…".'),
    ("NaN", "", f"{SCALE}, got NaN. JSON has no such number."),
    ("-Infinity", "", f"{SCALE}, got -Infinity. JSON has no such number."),
    ("1" * 5_000, "", f"{SCALE}, got a number of 5,000 characters."),
    ("[4]", "", f"{SCALE}, got an array."),
    (
        "null",
        "",
        (
            "null alone does not say why there is no answer. "
            'Write {"value": null, "reason": "skipped"} or remove the item.'
        ),
    ),
    ('{"value": null}', ".reason", f"The reason is missing. Write {REASONS}."),
    ('{"reason": "skipped"}', ".value", "This key is missing. Write null beside the reason."),
    (
        '{"value": 4, "reason": "skipped"}',
        ".value",
        "Expected null beside a reason, got 4. Write an answer alone, without braces.",
    ),
    (
        '{"value": null, "reason": "skiped"}',
        ".reason",
        f'Expected {REASONS}, got "skiped". Did you mean "skipped"?',
    ),
    ('{"value": null, "reason": null}', ".reason", f"Expected {REASONS}, got null."),
    (
        '{"value": null, "reason": "skipped", "note": "x"}',
        ".note",
        "There is no such key. Rename or remove it.",
    ),
    (
        '{"value": null, "reason": "skipped", "reason": "skipped"}',
        ".reason",
        "This key stands more than once. Keep one of them.",
    ),
]

ITEMS = [
    ("fp-1", 'There is no such item. Did you mean "fp-01"? Rename or remove it.'),
    ("FP_01", 'There is no such item. Did you mean "fp-01"? Rename or remove it.'),
    ("xyz", "There is no such item. Rename or remove it."),
    ("x" * 50, "There is no such item. Rename or remove it."),
    ("fp-02", 'This item is not in the form "short" but in "full". Remove it or name that form.'),
    (
        "fp-99",
        f'This item was retired in version 0.9.0; its successor is "fp-01". {CODEBOOK}',
    ),
    ("fp-98", f"This item was retired in version 0.9.0. {CODEBOOK}"),
]


@pytest.mark.parametrize(("text", "path", "message"), UNREADABLE, ids=numbered(UNREADABLE))
def test_a_text_that_is_no_answers_file_is_refused(text, path, message):
    assert problems(text) == [(path, message)]


@pytest.mark.parametrize(("keys", "path", "message"), OTHER_FILES, ids=numbered(OTHER_FILES))
def test_a_wrong_key_is_named(keys, path, message):
    assert problems(saved(**keys)) == [(path, message)]


@pytest.mark.parametrize(("answer", "path", "message"), ANSWERS, ids=numbered(ANSWERS))
def test_a_wrong_answer_is_named(answer, path, message):
    assert problems(saved('{"fp-01": ' + answer + "}")) == [(f'answers["fp-01"]{path}', message)]


@pytest.mark.parametrize(("item", "message"), ITEMS, ids=numbered(ITEMS))
def test_a_wrong_item_is_named(item, message):
    short = item if len(item) <= 40 else item[:40] + "…"
    path = f"answers.{item}" if item == "xyz" else f'answers["{short}"]'
    assert problems(saved('{"' + item + '": 3}')) == [(path, message)]


def test_an_item_that_is_answered_twice_is_named_even_when_the_answers_agree():
    assert problems(saved('{"fp-01": 3, "fp-01": 3}')) == [
        ('answers["fp-01"]', "This item is answered more than once. Keep one answer.")
    ]


def test_every_problem_is_reported_at_once():
    text = saved(
        '{"fp-01": true, "fp-02": 3, "xx-01": 2}', framework=framework(version="2.0.0"), note="1"
    )
    assert [path for path, _ in problems(text)] == [
        "note",
        "framework.version",
        'answers["fp-01"]',
        'answers["fp-02"]',
        'answers["xx-01"]',
    ]


def test_answers_are_checked_even_when_the_form_is_unknown():
    text = saved('{"fp-02": 9, "fp-01": 3}', form='"long"')
    assert [path for path, _ in problems(text)] == ["form", 'answers["fp-02"]']


def test_a_file_with_thousands_of_problems_is_refused_quickly():
    many = ", ".join(f'"fp{number}": 3' for number in range(15_000))
    found = problems(saved("{" + many + "}"))
    assert len(found) == 101
    assert found[-1] == ("", "There are more than 100 problems; mend these first.")


@pytest.mark.parametrize(
    "text",
    ['"\\' * 80_000, '{"a": "' + "[" * 100_000, '"' * 99_999],
    ids=["escapes", "brackets", "quotes"],
)
def test_the_depth_of_hostile_text_is_measured_in_one_pass(text):
    assert problems(text)[0][1].startswith("This is not valid JSON")


def test_brackets_inside_a_string_do_not_count_as_depth():
    assert problems(saved(form='"' + "[{" * 20 + '\\"["'))[0][0] == "form"


def test_sixteen_levels_are_read_and_refused_for_what_they_are():
    assert problems("[" * 16 + "]" * 16) == [("", f"Expected an object, got an array. {CHOOSE}")]


def test_a_file_of_exactly_the_largest_size_is_read():
    text = saved()
    assert read(text + " " * (262_144 - len(text)), FRAMEWORK).values == {"fp-01": 4}


def test_the_error_reads_as_one_line_for_each_problem():
    error = AnswersError([Problem("form", "Wrong."), Problem("", "Empty.")])
    assert str(error) == "form: Wrong.\nEmpty."


OWN = codebook.default()
FORMS = [(one.id, form) for one in OWN.instruments for form in forms(one)]
NAMES = [f"{instrument} {form}" for instrument, form in FORMS]


def own(instrument, form, **keys):
    """Return the text of a file of one of our own instruments; keys are data."""
    return json.dumps(json.loads(blank(OWN, instrument, form)) | keys)


def own_problems(instrument, form, **keys):
    with pytest.raises(AnswersError) as caught:
        read(own(instrument, form, **keys), OWN)
    return [(problem.path, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize(("instrument", "form"), FORMS, ids=NAMES)
def test_what_a_form_saves_is_read_and_written_back(instrument, form):
    text = filled(OWN, instrument, form)
    assert to_data(read(text, OWN)) == json.loads(text)["answers"]
    blank_text = blank(OWN, instrument, form)
    assert to_data(read(blank_text, OWN)) == json.loads(blank_text)["answers"]


def test_each_type_of_answer_has_its_own_mapping():
    entry = {"claim": "We met.", "strength": "output", "date": "May"}
    answers = read(
        own(
            "evidence",
            "person",
            answers={"evidence-shared-vision": [entry, {}], "title": "Ours", "for-whom": "All"},
        ),
        OWN,
    )
    assert list(answers.texts.items()) == [("title", "Ours"), ("for-whom", "All")]
    first, second = answers.entries["evidence-shared-vision"]
    assert (first.picks, list(first.texts)) == ({"strength": "output"}, ["claim", "date"])
    assert (second.picks, second.texts) == ({}, {})
    assert (answers.values, answers.picks, answers.many) == ({}, {}, {})


def test_named_options_are_picks_and_several_keep_the_order_of_the_question():
    chosen = ["shared-success", "shared-vision"]
    answers = read(
        own("preparing", "quick", answers={"pattern": "cooperation", "lean": chosen}), OWN
    )
    assert answers.picks == {"pattern": "cooperation"}
    assert answers.many == {"lean": ("shared-vision", "shared-success")}


def test_what_the_file_is_about_is_read():
    about = {"person": "Me", "partnership": "Ours", "date": "2026-11-21", "id": "0f" * 16}
    answers = read(own("leader", "short", about=about), OWN)
    assert answers.about == About(**about)
    assert answers.about.organisation is None
    assert read(own("leader", "short"), OWN).about == About()
    assert read(own("leader", "short", about={}), OWN).about == About()


ABOUT = [
    ("me", "about", 'Expected an object, got "me". Remove it or mend it.'),
    (
        {"person": ""},
        "about.person",
        'Expected a text of 1 to 80 characters, got "". Shorten or remove it.',
    ),
    (
        {"person": " \n"},
        "about.person",
        'Expected a text of 1 to 80 characters, got " \\n". Shorten or remove it.',
    ),
    (
        {"partnership": "x" * 81},
        "about.partnership",
        f'Expected a text of 1 to 80 characters, got "{"x" * 40}…". Shorten or remove it.',
    ),
    (
        {"organisation": 3},
        "about.organisation",
        "Expected a text of 1 to 80 characters, got 3. Shorten or remove it.",
    ),
    (
        {"date": "2026-02-30"},
        "about.date",
        'Expected a day such as "2026-11-21", got "2026-02-30".',
    ),
    ({"date": "20261121"}, "about.date", 'Expected a day such as "2026-11-21", got "20261121".'),
    (
        {"date": "2026-11-21\n"},
        "about.date",
        'Expected a day such as "2026-11-21", got "2026-11-21\\n".',
    ),
    (
        {"id": "0F" * 16},
        "about.id",
        f'Expected 32 digits from 0 to f, got "{"0F" * 16}". Remove it or mend it.',
    ),
    ({"id": 7}, "about.id", "Expected 32 digits from 0 to f, got 7. Remove it or mend it."),
    (
        {"persons": "Me"},
        "about.persons",
        'There is no such key. Did you mean "person"? Rename or remove it.',
    ),
]


@pytest.mark.parametrize(("about", "path", "message"), ABOUT, ids=numbered(ABOUT))
def test_what_is_wrong_about_the_file_is_named(about, path, message):
    assert own_problems("leader", "short", about=about) == [(path, message)]


# In the order shown, which the seed fixes.
PATTERNS = '"cooperation", "coordination", "competition" or "co-evolving"'
LADDER = '"none", "activity", "output", "outcome-tracked" or "outcome-changed"'
EVIDENCE = 'answers["evidence-shared-vision"]'
TYPES = [
    (
        ("partnership-type", "now"),
        {"pt-01-now": "co-operation"},
        'answers["pt-01-now"]',
        f'Expected {PATTERNS}, got "co-operation". Did you mean "cooperation"?',
    ),
    (
        ("partnership-type", "now"),
        {"pt-01-now": 1},
        'answers["pt-01-now"]',
        f"Expected {PATTERNS}, got 1.",
    ),
    (
        ("health", "full"),
        {"hp-01": 6},
        'answers["hp-01"]',
        "Expected a whole number from 1 to 5, got 6.",
    ),
    (
        ("health", "meeting"),
        {"hp-01-agreed": 3},
        'answers["hp-01-agreed"]',
        'Expected "1", "2", "3", "4", "5" or "disagreement", got 3.',
    ),
    (
        ("health", "meeting"),
        {"hp-01-by": "2026-13-01"},
        'answers["hp-01-by"]',
        'Expected a day such as "2026-11-21", got "2026-13-01".',
    ),
    (
        ("health", "meeting"),
        {"hp-01-action": "x" * 201},
        'answers["hp-01-action"]',
        "Expected at most 200 characters, got 201. Shorten the text.",
    ),
    (
        ("health", "meeting"),
        {"hp-01-note": "x" * 4_001},
        'answers["hp-01-note"]',
        "Expected at most 4,000 characters, got 4,001. Shorten the text.",
    ),
    (
        ("health", "meeting"),
        {"hp-01-note": 3},
        'answers["hp-01-note"]',
        "Expected a text, got 3. Put it in quotation marks.",
    ),
    (
        ("health", "meeting"),
        {"hp-01-note": " "},
        'answers["hp-01-note"]',
        "The text is empty. Remove it.",
    ),
    (
        ("health", "meeting"),
        {"hp-01-note": None},
        'answers["hp-01-note"]',
        (
            "null alone does not say why there is no answer. "
            'Write {"value": null, "reason": "skipped"} or remove the item.'
        ),
    ),
    (
        ("preparing", "quick"),
        {"lean": []},
        "answers.lean",
        "Expected a list with at least one choice, got an empty array.",
    ),
    (
        ("preparing", "quick"),
        {"lean": "shared-vision"},
        "answers.lean",
        'Expected a list with at least one choice, got "shared-vision".',
    ),
    (
        ("preparing", "quick"),
        {"lean": ["shared-vision", "shared-vision"]},
        "answers.lean[1]",
        '"shared-vision" is chosen already. Remove it.',
    ),
    (
        ("evidence", "person"),
        {"evidence-shared-vision": []},
        EVIDENCE,
        "Expected a list with at least one entry, got an empty array.",
    ),
    (
        ("evidence", "person"),
        {"evidence-shared-vision": "We met."},
        EVIDENCE,
        'Expected a list with at least one entry, got "We met.".',
    ),
    (
        ("evidence", "person"),
        {"evidence-shared-vision": [{}] * 6},
        EVIDENCE,
        "Expected at most 5 entries, got 6.",
    ),
    (
        ("evidence", "person"),
        {"evidence-shared-vision": [{}, "We met."]},
        f"{EVIDENCE}[1]",
        'Expected an object, got "We met.".',
    ),
    (
        ("evidence", "person"),
        {"evidence-shared-vision": [{"strenght": "output"}]},
        f"{EVIDENCE}[0].strenght",
        'There is no such key. Did you mean "strength"? Rename or remove it.',
    ),
    (
        ("evidence", "person"),
        {"evidence-shared-vision": [{"strength": "weak"}]},
        f"{EVIDENCE}[0].strength",
        f'Expected {LADDER}, got "weak".',
    ),
    (
        ("evidence", "person"),
        {"evidence-shared-vision": [{"claim": ""}]},
        f"{EVIDENCE}[0].claim",
        "The text is empty. Remove it.",
    ),
    (
        ("evidence", "person"),
        {"dimension-evidence-shared-purpose": []},
        'answers["dimension-evidence-shared-purpose"]',
        'This item is not in the form "person" but in "partnership". Remove it or name that form.',
    ),
    (
        ("partnership-type", "now"),
        {"pt-01-needs": "cooperation"},
        'answers["pt-01-needs"]',
        'This item is not in the form "now" but in "both". Remove it or name that form.',
    ),
]


@pytest.mark.parametrize(("which", "given", "path", "message"), TYPES, ids=numbered(TYPES))
def test_a_wrong_answer_of_each_type_is_named(which, given, path, message):
    assert own_problems(*which, answers=given) == [(path, message)]


@pytest.mark.parametrize(
    ("which", "given"),
    [
        (("health", "meeting"), {"hp-01-action": "x" * 200, "hp-01-note": "x" * 4_000}),
        (("health", "meeting"), {"hp-01-by": "2028-02-29", "hp-01-agreed": "disagreement"}),
        (("evidence", "person"), {"evidence-shared-vision": [{}] * 5}),
    ],
)
def test_the_longest_answers_are_read(which, given):
    assert to_data(read(own(*which, answers=given), OWN)) == given


def test_a_repeated_key_of_an_entry_is_named():
    text = own("evidence", "person", answers={"evidence-shared-vision": [{"claim": "A"}]})
    with pytest.raises(AnswersError) as caught:
        read(text.replace('"claim": "A"', '"claim": "A", "claim": "A"'), OWN)
    assert caught.value.problems == (
        Problem(f"{EVIDENCE}[0].claim", "This key stands more than once. Keep one of them."),
    )
