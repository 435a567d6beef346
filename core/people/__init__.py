"""Who is who: from detections to people and their tracks."""

from core.people.bystanders import find_bystanders
from core.people.describing import describe_people, describe_person
from core.people.edits import CutPerson, MergePeople, PeopleEdit, SwapPeople
from core.people.linking import link_people
from core.people.records import NoSuchPerson, People
from core.people.subject import SUBJECT_RULES, SubjectRule, choose_subject

__all__ = [
    "SUBJECT_RULES",
    "CutPerson",
    "MergePeople",
    "NoSuchPerson",
    "People",
    "PeopleEdit",
    "SubjectRule",
    "SwapPeople",
    "choose_subject",
    "describe_people",
    "describe_person",
    "find_bystanders",
    "link_people",
]
