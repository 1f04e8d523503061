"""What is refused when a form file is read: every problem at once, with the file, the component and what to do."""

import json

import pytest

from engine.errors import DefinitionError, Problem
from forms.components import ChoiceQuestion
from forms.reader import read_form

TEXT: dict[str, object] = {"type": "textfield", "id": "F_a", "key": "a", "label": "A"}
RADIO: dict[str, object] = {"type": "radio", "id": "F_a", "key": "a", "label": "A"}


def refused(*components: dict[str, object], **schema: object) -> list[Problem]:
    whole = {"type": "default", "id": "f", "components": list(components), **schema}
    with pytest.raises(DefinitionError) as refusal:
        read_form(json.dumps(whole).encode(), "forms/f.json")
    return refusal.value.problems


def rows(*components: dict[str, object], **more: object) -> dict[str, object]:
    return {"type": "dynamiclist", "id": "L", "path": "goals", "label": "Goals", "components": list(components), **more}


def test_every_problem_is_told_at_once_with_its_place() -> None:
    found = refused(
        {"type": "iframe", "id": "F_1", "key": "map"},
        {**TEXT, "conditional": {"hide": "=b ="}},
        {**RADIO, "id": "F_2", "key": "b"},
    )
    assert [(problem.file, problem.element, problem.field) for problem in found] == [
        ("forms/f.json", "map", "type"),
        ("forms/f.json", "a", "conditional.hide"),
        ("forms/f.json", "b", "values"),
    ]
    assert "textfield" in found[0].message


@pytest.mark.parametrize(
    "kind", ["iframe", "html", "image", "table", "expression", "taglist", "documentPreview", "", "x"]
)
def test_a_component_that_cannot_be_used_is_refused_by_name(kind: str) -> None:
    [problem] = refused({**TEXT, "type": kind})
    assert repr(kind) in problem.message


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"key": ""}, "key"),
        ({"key": "a.b"}, "key"),
        ({"key": "case"}, "key"),
        ({"id": ""}, "id"),
        ({"label": ""}, "label"),
        ({"label": "={1}"}, "label"),
        ({"label": "For {{ name }}"}, "label"),
        ({"label": 5}, "label"),
        ({"description": "=x"}, "description"),
        ({"readonly": "=x"}, "readonly"),
        ({"readonly": True}, "readonly"),
        ({"defaultValue": "=x"}, "defaultValue"),
        ({"defaultValue": 5}, "defaultValue"),
        ({"conditional": {"hide": "a = 1"}}, "conditional.hide"),
        ({"conditional": {"hide": '=a = "x"'}}, "conditional.hide"),
        ({"conditional": {"hide": "=this.b"}}, "conditional.hide"),
        ({"conditional": {"hide": '=__import__("os").system("id")'}}, "conditional.hide"),
        ({"conditional": {"show": "=x"}}, "conditional.show"),
        ({"validate": {"required": "yes"}}, "validate.required"),
        ({"validate": {"maxLength": -1}}, "validate.maxLength"),
        ({"validate": {"maxLength": "=x"}}, "validate.maxLength"),
        ({"validate": {"maximumLength": 5}}, "validate.maximumLength"),
        ({"validate": {"pattern": "["}}, "validate.pattern"),
        ({"validate": {"pattern": "(?=a)"}}, "validate.pattern"),
        ({"validate": {"pattern": "a" * 301}}, "validate.pattern"),
        ({"validate": {"validationType": "postcode"}}, "validate.validationType"),
        ({"validate": []}, "validate"),
        ({"properties": {"rule": "=a > 1"}}, "properties.rule"),
        ({"properties": {"ruleMessage": "No"}}, "properties.ruleMessage"),
        ({"properties": {"rule2": "=a >", "ruleMessage2": "No"}}, "properties.rule2"),
        ({"properties": {"rule": "=a", "ruleMessage": "{{ a + }}"}}, "properties.ruleMessage"),
        ({"properties": {"rule": "=a", "ruleMessage": "=b"}}, "properties.ruleMessage"),
        ({"properties": {"rule": "=a", "ruleMessage": "Not {{ this.b }}"}}, "properties.ruleMessage"),
        ({"properties": {"required_message": "No"}}, "properties.required_message"),
        ({"properties": {"when": "past"}}, "properties.when"),
        ({"properties": {"prefill": "=a"}}, "properties.prefill"),
    ],
)
def test_what_a_question_cannot_carry_is_refused_with_its_attribute(change: dict[str, object], field: str) -> None:
    found = refused({**TEXT, **change})
    assert field in {problem.field for problem in found}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, "values"),
        ({"values": []}, "values"),
        ({"valuesKey": "list"}, "valuesKey"),
        ({"valuesExpression": "list"}, "valuesExpression"),
        ({"valuesExpression": "=list["}, "valuesExpression"),
        ({"values": [{"label": "X", "value": "x"}], "valuesExpression": "=list"}, "valuesExpression"),
        ({"values": [{"label": "X", "value": "x"}, {"label": "Y", "value": "x"}]}, "values 2.value"),
        ({"values": [{"label": "X", "value": 1}]}, "values 1.value"),
        ({"values": [{"label": "X"}]}, "values 1.value"),
        ({"values": ["x"]}, "values"),
        ({"values": [{"label": "X", "value": "x"}], "defaultValue": "y"}, "defaultValue"),
    ],
)
def test_choices_that_cannot_be_worked_out_are_refused(change: dict[str, object], field: str) -> None:
    assert field in {problem.field for problem in refused({**RADIO, **change})}


@pytest.mark.parametrize(
    ("component", "field"),
    [
        ({"type": "number", "validate": {"min": 3, "max": 2}}, "validate.min"),
        ({"type": "number", "validate": {"min": "=x"}}, "validate.min"),
        ({"type": "number", "decimalDigits": 1.5}, "decimalDigits"),
        ({"type": "datetime", "subtype": "week"}, "subtype"),
        ({"type": "datetime", "properties": {"when": "soon"}}, "properties.when"),
        ({"type": "filepicker", "accept": ".exe"}, "accept"),
        ({"type": "filepicker", "multiple": True}, "multiple"),
        ({"type": "filepicker", "properties": {"maxMegabytes": "11"}}, "properties.maxMegabytes"),
        ({"type": "text", "text": "{{ a + }}"}, "text"),
        ({"type": "text", "text": "[link]({{ a }})"}, "text"),
        ({"type": "text", "text": ""}, "text"),
        ({"type": "text", "text": "x", "properties": {"rule": "=true", "ruleMessage": "x"}}, "properties.rule"),
        ({"type": "group", "path": "inner", "components": []}, "path"),
        ({"type": "group", "components": {}}, "components"),
    ],
)
def test_each_type_refuses_what_it_cannot_do(component: dict[str, object], field: str) -> None:
    assert field in {problem.field for problem in refused({"id": "F_a", "key": "a", "label": "A", **component})}


def test_the_sample_value_that_the_editor_writes_beside_people_does_not_count() -> None:
    sample = [{"label": "Value", "value": "value"}]
    picker = {**RADIO, "type": "select", "values": sample, "properties": {"people": "team_manager"}}
    schema = {"type": "default", "id": "f", "components": [picker]}
    [component] = read_form(json.dumps(schema).encode(), "f.json").components
    assert isinstance(component, ChoiceQuestion)
    assert (component.people, component.options) == ("team_manager", ())


def test_names_used_twice_are_refused() -> None:
    found = refused(TEXT, {"type": "group", "id": "G", "components": [{**TEXT, "label": "B"}]})
    assert {(problem.element, problem.field) for problem in found} == {("a", "key"), ("F_a", "id")}


@pytest.mark.parametrize(
    ("expression", "says"),
    [("=a != null", "this.a"), ("=this.b", "no such question"), ("=parent.b", "no such question")],
)
def test_a_condition_in_a_row_must_say_which_answer_it_means(expression: str, says: str) -> None:
    inside: dict[str, object] = {**TEXT, "id": "F_x", "key": "x", "conditional": {"hide": expression}}
    [problem] = refused(rows(TEXT, inside))
    assert says in problem.message


def test_rows_in_rows_and_rows_without_a_path_are_refused() -> None:
    inner: dict[str, object] = {"type": "dynamiclist", "id": "L2", "path": "steps", "label": "Steps", "components": []}
    assert [problem.field for problem in refused(rows(inner))] == ["type"]
    assert [problem.field for problem in refused(rows(path=""))] == ["path"]


def test_a_file_whose_name_is_not_its_id_is_refused() -> None:
    assert [problem.field for problem in refused(TEXT, id="other")] == ["id"]


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{", b"\xff\xfe", b"null", b"[" * 100_000, b'{"a": 1' + b"0" * 5000 + b"}", b" " * 1_000_001],
)
def test_a_file_that_is_no_form_is_refused_as_a_whole(data: bytes) -> None:
    with pytest.raises(DefinitionError) as refusal:
        read_form(data, "forms/f.json")
    assert all(problem.file == "forms/f.json" for problem in refusal.value.problems)


def test_a_form_of_a_thousand_components_is_refused_once() -> None:
    found = refused(*({**TEXT, "id": f"F_{number}", "key": f"a{number}"} for number in range(1000)))
    assert len(found) == 1


def test_buttons_are_left_out_and_a_group_may_be_hidden() -> None:
    group = {"type": "group", "id": "G", "label": "G", "components": [TEXT], "conditional": {"hide": "=case.x"}}
    schema = {"type": "default", "id": "f", "components": [group, {"type": "button", "id": "B", "label": "Send"}]}
    form = read_form(json.dumps(schema).encode(), "f.json")
    assert (set(form.keys), set(form.names), len(form.components)) == ({"a"}, {"case"}, 1)


def test_the_names_of_the_case_file_that_a_form_reads_are_known() -> None:
    listed = rows(TEXT, properties={"rule": '=count(goals[owner = "x"]) = 0', "ruleMessage": "No"})
    told = {"type": "text", "id": "T", "text": "{{ a }} {{ meeting.day }} {{ today() }}"}
    picker = {**RADIO, "id": "F_p", "key": "who", "properties": {"people": "team_manager"}}
    schema = {"type": "default", "id": "f", "components": [listed, told, picker]}
    form = read_form(json.dumps(schema).encode(), "f.json")
    assert form.names == {"a", "meeting", "people", "owner"}
    assert form.item_names == {"owner"}
