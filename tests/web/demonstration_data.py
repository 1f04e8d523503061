"""A made-up case and work list, shaped as the engine's read side shapes them. Nobody here is a real person."""

from datetime import UTC, datetime

from web.case_pages import (
    Allocation,
    CasePage,
    DeadlineRow,
    Diagram,
    ElementMark,
    EndedDeadlines,
    EventChoice,
    Incident,
    StageMark,
)
from web.pages import CaseHeading, CaseRow, Due, Fact, HistoryEntry, Page, Person, RoleGroup, StartChoice, WorkRow

NOW = datetime(2026, 12, 3, 14, 2, tzinfo=UTC)
JO = Person("jo", "Jo Bright", ("Social worker",), "North team")
ASHA = Person("asha", "Asha Meadow", ("Reunification manager",), "Reunification service")
LEE = Person("lee", "Lee Harbour", ("Team manager", "Service manager"), "North team")
PEOPLE = {person.person_id: person for person in (JO, ASHA, LEE)}
GROUPS = (
    RoleGroup("Social worker", (JO,)),
    RoleGroup("Team manager", (LEE,)),
    RoleGroup("Reunification manager", (ASHA,)),
)
OVERDUE = Due(
    "Overdue by 2 working days",
    "overdue",
    "by 9:30am on Tuesday 1 December 2026",
    (
        "The request was sent at 9:30am on Sunday 29 November 2026.",
        "48 hours run day and night, weekends too.",
        "So it was due at 9:30am on Tuesday 1 December 2026.",
    ),
)
TODAY = Due("Due today by 4:30pm", "today", "by 4:30pm on Thursday 3 December 2026", ("Counted from 1 December 2026.",))
SOON = Due(
    "Due in 3 working days",
    "soon",
    "by the end of Tuesday 8 December 2026",
    (
        "The request was accepted on Tuesday 1 December 2026, so counting starts on Wednesday 2 December.",
        "5 working days: 2, 3, 4, 7 and 8 December.",
        "Saturday 5 and Sunday 6 December do not count.",
    ),
)
LATER = Due("Due in 31 working days", "later", "by the end of Monday 18 January 2027", ("12 weeks from the start.",))
SAM = CaseHeading("HW-0042", "Sam Example", "Stage 2 of 5: Planning")
TASKS = (
    WorkRow("t1", "Decide the request", "HW-0042", "Sam Example", "Stage 1 Identification", OVERDUE, "Asha Meadow",
            "Reunification manager"),
    WorkRow("t2", "Reply to the questions about the assessment", "HW-0017", "Robin Example", "Stage 1 Identification",
            TODAY, "", "Social worker"),
    WorkRow("t3", "Record the planning meeting", "HW-0042", "Sam Example", "Stage 2 Planning", SOON, "Jo Bright",
            "Social worker"),
    WorkRow("t4", "Hold the midway review", "HW-0009", "Alex Example", "Stage 4 Review", LATER, "Jo Bright",
            "Social worker"),
    WorkRow("t5", "Record what was agreed", "HW-0009", "Alex Example", "Stage 4 Review", Due(), "Jo Bright",
            "Social worker"),
)  # fmt: skip
MISSED = ("Recommended date passed 3 days ago", "Target date for the return home has passed")
CASES = (
    CaseRow("HW-0042", "Sam Example", "2 Planning", "Care order", 2, OVERDUE),
    CaseRow("HW-0017", "Robin Example", "1 Identification", "Accommodated (section 20)", 1, TODAY, MISSED),
    CaseRow("HW-0009", "Alex Example", "4 Review", "Interim care order", 2, LATER),
)
STAGES = (
    StageMark(1, "Identification", "done"),
    StageMark(2, "Planning", "overdue"),
    StageMark(3, "Implementation", "not started"),
    StageMark(4, "Review", "not started"),
    StageMark(5, "Reunification", "not started"),
)
MARKS = (
    ElementMark("stage_1", "Stage 1 Identification", "done", "Done"),
    ElementMark("s1_task_1", "Assess the child’s needs", "done", "Done"),
    ElementMark("s1_task_2", "Approve the assessment", "done", "Done"),
    ElementMark("stage_2", "Stage 2 Planning", "current", "In progress"),
    ElementMark("s2_task_1", "Hold the planning meeting", "overdue", "Overdue"),
    ElementMark("s2_task_2", "Agree the SMART plan", "current", "In progress"),
)
FACTS = (
    Fact("Legal status", "Care order", "Recorded by Jo Bright on 2 November 2026"),
    Fact("Days at home", "0"),
    Fact("12-week limit", "Not started"),
)
DEADLINES = (
    DeadlineRow("First response to the request", OVERDUE, "overdue", "Reunification manager", "From 29 November 2026"),
    DeadlineRow("Planning meeting", SOON, "running", "Social worker", "From the acceptance on 1 December 2026"),
    DeadlineRow(
        "Discussion of the questions", Due("", "none", "by the end of Friday 27 November 2026"), "met", "Social worker"
    ),
    DeadlineRow(
        "Council’s own record", Due("", "none", "by the end of Monday 30 November 2026"), "met late", "Team manager"
    ),
)
HISTORY = tuple(
    HistoryEntry(datetime(2026, 12, 3 - day, 9, 30, tzinfo=UTC), who, what, details)
    for day, (who, what, details) in enumerate(
        (
            ("Asha Meadow", "asked for more information", (Fact("Questions", "What has changed?\nWho can help?"),)),
            ("Homeward", "reminded the reunification manager that the decision is due tomorrow", ()),
            ("Jo Bright", "completed “Assess the child’s needs”", (Fact("Risk", "Medium"),)),
        )
    )
)
EVENTS = (
    EventChoice("longer_stay", "The child is staying at home for longer", "Starts an agreement for the placement"),
    EventChoice("concern", "Somebody has a concern"),
    EventChoice("back_in_care", "The child has come back into care"),
)
WHO = (
    Allocation("Social worker", "Jo Bright", "Since 2 November 2026"),
    Allocation("Team manager", "Lee Harbour", "Since 2 November 2026"),
    Allocation("Reunification practitioner", "Not allocated yet"),
)
INCIDENT = Incident(
    "i1", NOW, "Work out the planning deadline", "The calendar ends on 31 December 2028; this date lies beyond.", True
)
STARTS = (
    StartChoice("identification", "Identify a child who may go home", "You need **the assessment**."),
    StartChoice("advice", "Ask for early advice", "When going home is not the plan yet."),
)  # fmt: skip
GUIDANCE = """Answer within **48 hours**. You can:

- accept
- ask for more information
- decline, with your reasons

Talk with the social worker before you decline."""


def case_page(history_page: int = 1, deadlines_page: int = 1) -> CasePage:
    """Sam's case, on the given page of its history and of the deadlines that have ended, of which there are two."""
    return CasePage(
        heading=SAM,
        stages=STAGES,
        facts=FACTS,
        tasks=(TASKS[0], TASKS[2]),
        deadlines=DEADLINES[:2],
        ended=EndedDeadlines(DEADLINES[deadlines_page + 1 : deadlines_page + 2], deadlines_page, deadlines_page < 2),
        diagram=Diagram("pathway", "The pathway", MARKS, (("placement", "Placement with parents"),)),
        history=Page(HISTORY, number=history_page, pages=3, total=9),
        events=EVENTS,
        allocations=WHO,
        incidents=(INCIDENT,),
    )
