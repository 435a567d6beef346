"""Jobs run beside the window, tell of their progress, and end in one of three ways."""

import queue
import threading
import time
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt

from app.job_runner import JobRunner


@pytest.fixture
def runner(qapp):
    runner = JobRunner()
    yield runner
    assert runner.stop_all(wait_s=100)


class Calls:
    def __init__(self):
        self.heard = []

    def __call__(self, how):
        return lambda *what: self.heard.append((how, *what, threading.current_thread()))

    def start(self, runner, work):
        return runner.start("work", work, self("done"), self("failed"), self("stopped"))


@pytest.fixture
def calls():
    return Calls()


def test_what_the_work_returns_comes_back_in_the_thread_of_the_window(runner, calls, qtbot):
    seen = []

    def work(report):
        seen.append(threading.current_thread())
        return 42

    calls.start(runner, work)
    qtbot.waitUntil(lambda: bool(calls.heard))
    assert calls.heard == [("done", 42, threading.main_thread())]
    assert seen[0] is not threading.main_thread()
    assert runner.jobs == []


def test_an_error_comes_back_as_it_was_raised(runner, calls, qtbot):
    error = ValueError("no")

    def work(report):
        raise error

    calls.start(runner, work)
    qtbot.waitUntil(lambda: bool(calls.heard))
    assert calls.heard[0][:2] == ("failed", error)


def test_a_stopped_job_ends_at_its_next_report(runner, calls, qtbot):
    def work(report):
        for step in range(10_000):
            report("count", step, 10_000)
            time.sleep(0.001)

    job = calls.start(runner, work)
    qtbot.waitUntil(lambda: job.done > 5)
    job.stop()
    qtbot.waitUntil(lambda: bool(calls.heard))
    assert calls.heard[0][0] == "stopped"
    assert job.done < 10_000


def test_rate_and_time_left_follow_the_progress(runner, calls, qtbot, monkeypatch):
    """100 steps a second, then 20, of 1,000: the rate is that of the last seconds."""
    now, steps = [50.0], queue.SimpleQueue()
    monkeypatch.setattr("app.job_runner.time", SimpleNamespace(monotonic=lambda: now[0]))

    def work(report):
        while (step := steps.get()) is not None:
            report("count", step, 1000)

    job = calls.start(runner, work)
    for speed in (100, 20):
        for _ in range(8):
            now[0] += 0.5
            wanted = job.done + speed // 2
            steps.put(wanted)
            qtbot.waitUntil(lambda wanted=wanted: job.done == wanted)
        assert job.rate == pytest.approx(speed)
        assert job.seconds_left == pytest.approx((1000 - job.done) / speed)
    assert (job.stage, job.total) == ("count", 1000)
    steps.put(None)
    qtbot.waitUntil(lambda: bool(calls.heard))


def test_the_rate_starts_anew_with_each_stage(runner, calls, qtbot):
    steps = threading.Semaphore(0)

    def work(report):
        for stage, done in (("one", 0), ("one", 50), ("two", 0)):
            report(stage, done, 100)
            steps.acquire()

    job = calls.start(runner, work)
    qtbot.waitUntil(lambda: job.stage == "one")
    steps.release()
    qtbot.waitUntil(lambda: job.done == 50)
    assert job.rate > 0
    steps.release()
    qtbot.waitUntil(lambda: job.stage == "two")
    assert job.rate == 0
    assert job.seconds_left is None
    steps.release()
    qtbot.waitUntil(lambda: bool(calls.heard))


def test_closing_stops_all_jobs_and_calls_nobody_back(runner, calls):
    def work(report):
        while True:
            report("forever", 0, 0)
            time.sleep(0.001)

    for _ in range(5):
        calls.start(runner, work)
    assert runner.stop_all(wait_s=100)
    assert calls.heard == []


def test_what_work_refers_to_is_destroyed_in_the_thread_of_the_window(qapp):
    """It may be all that is left of a window that was closed meanwhile."""
    go_on, threads = threading.Event(), []

    def start(thing):
        JobRunner().start("left", lambda report: go_on.wait(100) and thing is None, print, print)

    thing = QObject()
    thing.destroyed.connect(
        lambda: threads.append(threading.current_thread()), Qt.ConnectionType.DirectConnection
    )
    start(thing)
    del thing
    (worker,) = (thread for thread in threading.enumerate() if thread.name == "left")
    go_on.set()
    worker.join(100)
    assert threads == []
    JobRunner().poll()
    assert threads == [threading.main_thread()]


def test_a_job_that_does_not_listen_is_not_waited_for_long(runner, calls):
    deaf = threading.Event()
    calls.start(runner, lambda report: deaf.wait(200))
    began = time.monotonic()
    assert not runner.stop_all(wait_s=0.1)
    assert time.monotonic() - began < 100
    deaf.set()
