"""A signed copy is uploaded in a signature's row, kept with the answers, and refused when it is not a scan."""

import re
from io import BytesIO
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from engine.store.tables import ATTACHMENTS
from tests.web.desk.town import Town

SCAN = b"%PDF-1.7 made up"
COPY = "agreements.1.copy"


@pytest.fixture
def reference(town: Town) -> str:
    found = town.start()
    town.complete_as_allocated(
        "assess_need", "approve_assessment_tm", "approve_assessment_sm", "guide_parents", "seek_views", reference=found
    )
    return found


def upload(town: Town, reference: str, name: str, content: bytes, **posted: str) -> Any:
    answers = {**town.answers("agree_plan", reference), **posted, COPY: FileStorage(BytesIO(content), name)}
    return send(town, "amara", town.address("agree_plan", reference), answers)


def send(town: Town, person: str, address: str, answers: dict[str, Any]) -> Any:
    boundary, body = encode_multipart(answers)  # in memory: the client's own way leaves a temporary file open
    content_type = f"multipart/form-data; boundary={boundary}"
    return town.as_(person).post(address, data=body, content_type=content_type)


def kept(town: Town) -> list[Any]:
    with town.services.database.reading() as connection:
        return list(connection.execute(ATTACHMENTS.select()))


def test_the_file_is_kept_and_its_name_stands_in_the_history(town: Town, reference: str) -> None:
    assert upload(town, reference, "../../Signed by the mother.pdf", SCAN).status_code == 303
    answer = town.recorded(reference, "agree_plan")["agreements"][1]["copy"]
    assert (answer["name"], answer["size"]) == ("Signed by the mother.pdf", len(SCAN))
    assert [(row.sha256, row.content, row.uploaded_by) for row in kept(town)] == [(answer["sha256"], SCAN, "amara")]
    assert "Signed by the mother.pdf" in town.as_("amara").get(f"/cases/{reference}").text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("signed.exe", SCAN, "must be a"),
        ("signed.pdf", b"", "is empty"),
        ("signed.pdf", b"x" * 10_000_001, "smaller than 10MB"),
    ],
    ids=["another kind of file", "an empty file", "a file over 10 MB"],
)
def test_what_is_not_a_scan_is_refused_with_the_other_answers_kept(
    town: Town, reference: str, name: str, content: bytes, says: str
) -> None:
    refused = upload(town, reference, name, content)
    assert refused.status_code == 422
    assert says in refused.text
    assert "The head teacher" in refused.text
    assert town.recorded(reference, "agree_plan") is None


def test_a_file_is_not_asked_for_again_after_a_mistake_elsewhere(town: Town, reference: str) -> None:
    refused = upload(town, reference, "signed.pdf", SCAN, **{"agreements.0.person": ""})
    assert refused.status_code == 422
    assert "Uploaded: signed.pdf." in refused.text
    digest = kept(town)[0].sha256
    answers = town.answers("agree_plan", reference) | {f"{COPY}-kept": digest}
    done = town.as_("amara").post(town.address("agree_plan", reference), data=answers)
    assert done.status_code == 303
    assert town.recorded(reference, "agree_plan")["agreements"][1]["copy"]["sha256"] == digest


REMOVE = f'name="{COPY}-remove" type="checkbox" value="yes"'


def test_a_file_that_was_given_by_mistake_can_be_taken_away_or_replaced(town: Town, reference: str) -> None:
    upload(town, reference, "another child.pdf", b"%PDF another", draft="yes")
    amara, place = town.as_("amara"), town.address("agree_plan", reference)
    page = amara.get(place).text
    assert "Uploaded: another child.pdf." in page
    assert REMOVE in page
    wrong = {f"{COPY}-kept": kept(town)[0].sha256}
    answers = town.answers("agree_plan", reference)
    # Ticked, it is gone from the draft; another that is chosen takes its place, ticked or not.
    assert amara.post(place, data=answers | wrong | {f"{COPY}-remove": "yes", "draft": "yes"}).status_code == 303
    page = amara.get(place).text
    assert "another child.pdf" not in page
    assert REMOVE not in page
    done = upload(town, reference, "signed.pdf", SCAN, **wrong, **{f"{COPY}-remove": "yes"})
    assert done.status_code == 303
    assert town.recorded(reference, "agree_plan")["agreements"][1]["copy"]["name"] == "signed.pdf"


def test_a_file_that_was_taken_away_is_not_recorded(town: Town, reference: str) -> None:
    upload(town, reference, "another child.pdf", b"%PDF another", **{"agreements.0.person": ""})
    gone = {f"{COPY}-kept": kept(town)[0].sha256, f"{COPY}-remove": "yes"}
    answers = town.answers("agree_plan", reference) | gone
    assert town.as_("amara").post(town.address("agree_plan", reference), data=answers).status_code == 303
    assert "copy" not in town.recorded(reference, "agree_plan")["agreements"][1]
    assert "another child.pdf" not in town.as_("amara").get(f"/cases/{reference}").text


def test_the_page_of_a_task_that_is_done_leads_to_what_was_uploaded_with_it(town: Town, reference: str) -> None:
    place = town.address("agree_plan", reference)
    assert upload(town, reference, "signed.pdf", SCAN).status_code == 303
    link = f'href="/cases/{reference}/files/{kept(town)[0].sha256}" download>Download signed.pdf</a>'
    for person in ("amara", "carys"):
        page = town.as_(person).get(place)
        assert page.status_code == 409
        assert link in page.text


def test_somebody_else_s_file_cannot_be_claimed_by_its_hash(town: Town, reference: str) -> None:
    upload(town, reference, "signed.pdf", SCAN, **{"agreements.0.person": ""})
    answers = town.answers("agree_plan", reference) | {f"{COPY}-kept": kept(town)[0].sha256}
    assert town.as_("bryn").post(town.address("agree_plan", reference), data=answers).status_code == 303
    assert "copy" not in town.recorded(reference, "agree_plan")["agreements"][1]


def test_more_than_the_page_takes_is_refused_before_it_is_read(town: Town, reference: str) -> None:
    refused = upload(town, reference, "signed.pdf", b"x" * 13_000_000)
    assert refused.status_code == 413
    assert "your answers are still there" in refused.text


def test_a_recorded_file_can_be_had_again_as_a_download_by_who_may_see_the_case(town: Town, reference: str) -> None:
    assert upload(town, reference, "Signed by the mother.pdf", SCAN).status_code == 303
    place = f"/cases/{reference}/files/{kept(town)[0].sha256}"
    assert f'href="{place}"' in town.as_("carys").get(f"/cases/{reference}").text
    answer = town.as_("carys").get(place)
    assert (answer.status_code, answer.data) == (200, SCAN)
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "Signed by the mother.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/octet-stream"
    assert "no-store" in answer.headers["Cache-Control"]
    assert town.as_("esi").get(place).status_code == 404  # of another team


def test_a_file_is_had_by_no_other_way_than_its_own_case(town: Town, reference: str) -> None:
    upload(town, reference, "signed.pdf", SCAN, **{"agreements.0.person": ""})  # refused: nothing names it yet
    digest = kept(town)[0].sha256
    amara = town.as_("amara")
    for place in (
        f"/cases/{reference}/files/{digest}", f"/cases/HW-00001/files/{digest}", f"/cases/{reference}/files/%25",
        f"/cases/{reference}/files/{'0' * 64}",
    ):  # fmt: skip
        assert amara.get(place).status_code == 404, place
    assert town.app.test_client().get(f"/cases/{reference}/files/{digest}").status_code == 303


def at_the_plan(town: Town, **changes: Any) -> str:
    found = town.start(**changes)
    town.complete_as_allocated(
        "assess_need", "approve_assessment_tm", "approve_assessment_sm", "guide_parents", "seek_views", reference=found
    )
    return found


def download_name(town: Town, reference: str) -> str:
    digest = town.recorded(reference, "agree_plan")["agreements"][1]["copy"]["sha256"]
    return str(town.as_("amara").get(f"/cases/{reference}/files/{digest}").headers["Content-Disposition"])


@pytest.mark.requirement("B6")
def test_the_same_blank_sheet_has_in_each_child_s_case_the_name_that_it_was_given_there(town: Town) -> None:
    one, two = at_the_plan(town), at_the_plan(town, child_ref="CH-7777")
    # In the second child's case the page comes back with a mistake elsewhere; meanwhile the first child's is sent.
    assert upload(town, two, "blank.pdf", SCAN, **{"agreements.0.person": ""}).status_code == 422
    assert upload(town, one, "Signed by the mother of Child One.pdf", SCAN).status_code == 303
    again = town.answers("agree_plan", two) | {f"{COPY}-kept": kept(town)[0].sha256, f"{COPY}-kept-name": "blank.pdf"}
    assert town.as_("amara").post(town.address("agree_plan", two), data=again).status_code == 303
    assert "Child One" in download_name(town, one)
    assert "blank.pdf" in download_name(town, two)
    assert "Child One" not in town.as_("amara").get(f"/cases/{two}").text


@pytest.mark.parametrize("sign", ["%0A", "%0D%0A", "%00"])
def test_a_name_with_signs_that_nobody_can_see_is_kept_without_them(new_town: Town, sign: str) -> None:
    reference = at_the_plan(new_town)
    boundary, body = encode_multipart({**new_town.answers("agree_plan", reference)})
    named = f"Content-Disposition: form-data; name=\"{COPY}\"; filename*=UTF-8''a%20{sign}b.pdf"
    part = f"--{boundary}\r\n{named}\r\nContent-Type: application/pdf\r\n\r\n".encode() + SCAN + b"\r\n"
    sent = new_town.as_("amara").post(
        new_town.address("agree_plan", reference),
        data=part + body,
        content_type=f"multipart/form-data; boundary={boundary}",
    )
    assert sent.status_code == 303
    assert re.search(r'filename="?a +b\.pdf', download_name(new_town, reference))


def test_nothing_is_kept_that_no_question_asks_for_or_accepts(town: Town, reference: str) -> None:
    scan = FileStorage(BytesIO(SCAN), "signed.pdf")
    form_without = town.address("assess_need", "HW-00001")
    assert send(town, "amara", form_without, {"anything": scan}).status_code == 422
    place = town.address("agree_plan", reference)
    assert send(town, "amara", place, {"anything": FileStorage(BytesIO(SCAN), "signed.pdf")}).status_code == 422
    assert upload(town, reference, "virus.exe", SCAN).status_code == 422
    assert kept(town) == []


def test_nothing_is_kept_of_somebody_who_may_not_send_the_form(town: Town, reference: str) -> None:
    scan = FileStorage(BytesIO(SCAN), "signed.pdf")
    answers = town.answers("agree_plan", reference) | {COPY: scan}
    refused = send(town, "priya", town.address("agree_plan", reference), answers)  # an auditor reads and changes none
    assert refused.status_code == 403
    assert kept(town) == []
