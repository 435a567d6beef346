"""Work asked for faster than it can be done."""

import threading

import pytest

from app.newest import NewestJob
from core.jobs import JobStopped


@pytest.fixture
def answers():
    return []


@pytest.fixture
def job(qapp, answers):
    job = NewestJob("test", answers.append, answers.append)
    yield job
    job.drop()


def test_of_what_is_asked_meanwhile_only_the_newest_is_done(qtbot, job, answers):
    go = threading.Event()
    job.ask(lambda report: go.wait(100) and "first")
    for number in range(5):
        job.ask(lambda report, n=number: n)
    go.set()
    qtbot.waitUntil(lambda: not job.is_busy)
    assert answers == ["first", 4]


def test_what_is_dropped_is_never_heard_of(qtbot, job, answers):
    go = threading.Event()
    job.ask(lambda report: go.wait(100))
    job.ask(lambda report: "second")
    job.drop()
    go.set()
    qtbot.waitUntil(lambda: not job.is_busy)
    assert answers == []
    job.ask(lambda report: "third")
    qtbot.waitUntil(lambda: not job.is_busy)
    assert answers == ["third"]


def test_a_new_question_can_stop_the_last_one(qtbot, job, answers):
    ended = []

    def endless(report):
        try:
            while True:
                report("test", 0, 0)
                threading.Event().wait(0.002)
        except JobStopped:
            ended.append(True)
            raise

    job.ask(endless)
    job.ask(lambda report: "second", stop_last=True)
    qtbot.waitUntil(lambda: bool(answers))
    assert (answers, ended) == (["second"], [True])


def test_a_failure_is_told_and_the_next_question_answered(qtbot, job, answers):
    job.ask(lambda report: 1 / 0)
    qtbot.waitUntil(lambda: not job.is_busy)
    assert isinstance(answers[0], ZeroDivisionError)
    job.ask(lambda report: 2)
    qtbot.waitUntil(lambda: not job.is_busy)
    assert answers[1] == 2
