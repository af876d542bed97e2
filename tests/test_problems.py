import json

from sitegen.problems import Problem, Problems, as_github, as_json, as_text, did_you_mean

LATE = Problem(path="framework/b.yml", line=2, column=1, code="late", message="second file")
PLAIN = Problem(path="framework/a.yml", line=10, column=3, code="plain", message="alone")
FULL = Problem(
    path="framework/a.yml",
    line=9,
    column=5,
    code="unknown-key",
    message='the key "tilte" is unknown',
    expected="one of id, title",
    hint='did you mean "title"?',
)


def test_text_has_file_line_column_code_and_message_and_then_expected_and_hint():
    assert str(FULL) == (
        'framework/a.yml:9:5: unknown-key: the key "tilte" is unknown\n'
        "    expected: one of id, title\n"
        '    hint: did you mean "title"?'
    )


def test_problems_stand_in_order_of_file_and_then_of_line_as_a_number():
    assert as_text([LATE, PLAIN, FULL]).splitlines()[::3] == [
        'framework/a.yml:9:5: unknown-key: the key "tilte" is unknown',
        "framework/a.yml:10:3: plain: alone",
    ]


def test_json_is_a_list_of_all_fields():
    assert json.loads(as_json([PLAIN])) == [
        {
            "path": "framework/a.yml",
            "line": 10,
            "column": 3,
            "code": "plain",
            "message": "alone",
            "expected": "",
            "hint": "",
        }
    ]


def test_github_annotation_escapes_what_would_end_a_field():
    problem = Problem(
        path="a,b:c.yml", line=1, column=2, code="x", message="100%\nsure", expected="more"
    )
    assert as_github([problem]) == (
        "::error file=a%2Cb%3Ac.yml,line=1,col=2,title=x::100%25%0Asure; expected: more"
    )


def test_collector_keeps_each_problem_once_and_in_order():
    problems = Problems([LATE])
    problems.add(PLAIN)
    problems.extend([PLAIN, FULL])
    assert [problem.line for problem in problems] == [9, 10, 2]
    assert len(problems) == 3


def test_empty_collector_is_false():
    assert not Problems()


def test_nearest_word_is_proposed_and_a_far_one_is_not():
    assert did_you_mean("tilte", ["title", "id"]) == 'did you mean "title"?'
    assert did_you_mean("zzz", ["title", "id"]) == ""
