"""Weights over the web, from a small server of our own: what comes, what breaks, and what is refused."""

import hashlib
import io
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from core.detectors import DetectorOptions, choose_detector
from core.detectors.rtmpose import setup, weights
from core.detectors.rtmpose.weights import WeightFile, find_weights
from core.errors import BadInput, NotInstalled
from core.jobs import JobStopped, ignore_report

NETWORK = bytes(range(256)) * 12_000  # 3 MB
POSE = WeightFile("pose-net", hashlib.sha256(NETWORK).hexdigest(), 3)


def zipped(content=NETWORK, names=("20230831/rtm/end2end.onnx",)):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:  # stored, not packed: as long as its content
        for name in (*names, "20230831/rtm/detail.json"):
            archive.writestr(name, content if name.endswith(".onnx") else "{}")
    return buffer.getvalue()


class Server(ThreadingHTTPServer):
    """Sends `content`; hangs up after `most` bytes of an answer, and knows ranges unless told otherwise."""

    daemon_threads = True
    content, status, most, knows_ranges = zipped(), 200, None, True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.ranges = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        server, asked = self.server, self.headers.get("Range")
        server.ranges.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and server.knows_ranges else 0
        if server.status != 200:
            self.send_error(server.status)
            return
        if start and start >= len(server.content):
            self.send_error(416)
            return
        body = server.content[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: server.most])
        self.close_connection = True

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def server(monkeypatch, tmp_path):
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    monkeypatch.setenv("RELIEF_WEIGHTS_URL", f"http://127.0.0.1:{server.server_port}/models")
    monkeypatch.setenv("RELIEF_WEIGHTS", str(tmp_path / "weights"))
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def fetch(report=ignore_report, *, is_offline=False):
    return find_weights(POSE, is_offline=is_offline, report=report)


def names(folder):
    return sorted(file.name for file in folder.iterdir())


def test_weights_are_fetched_once_and_only_the_network_stays(server, tmp_path):
    file = fetch()
    assert file == tmp_path / "weights" / "pose-net.onnx"
    assert file.read_bytes() == NETWORK
    assert names(file.parent) == ["pose-net.onnx"]
    assert fetch() == file
    assert server.ranges == [None]


def test_progress_is_told_and_a_stop_is_heard_and_goes_on_later(server, tmp_path):
    told = []

    def report(stage, done, total):
        told.append((stage, done, total))
        if done >= 1:
            raise JobStopped

    with pytest.raises(JobStopped):
        fetch(report)
    assert told[-1] == ("fetch pose-net (MB)", 1, 3)
    held = (tmp_path / "weights" / "pose-net.zip.part").stat().st_size
    assert 1_000_000 <= held < 2_000_000
    assert fetch().read_bytes() == NETWORK
    assert server.ranges == [None, f"bytes={held}-"]


def test_a_broken_connection_is_an_error_that_names_the_way_out_and_the_next_try_goes_on(server, tmp_path):
    server.most = 1_500_000
    with pytest.raises(NotInstalled, match="connection failed or broke off") as caught:
        fetch()
    assert f"{POSE.url} in another way, and put it into {tmp_path / 'weights'}" in str(caught.value)
    held = (tmp_path / "weights" / "pose-net.zip.part").stat().st_size
    assert held > 0
    server.most = None
    assert fetch().read_bytes() == NETWORK
    assert server.ranges == [None, f"bytes={held}-"]
    assert names(tmp_path / "weights") == ["pose-net.onnx"]


def test_a_server_that_knows_no_ranges_begins_anew(server, tmp_path):
    server.most = 1_000_000
    with pytest.raises(NotInstalled):
        fetch()
    server.most, server.knows_ranges = None, False
    assert fetch().read_bytes() == NETWORK


def test_more_than_there_is_was_held_already(server, tmp_path):
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "pose-net.zip.part").write_bytes(b"x" * 9_000_000)
    assert fetch().read_bytes() == NETWORK


@pytest.mark.parametrize("status", [404, 500])
def test_what_the_server_refuses_is_told(server, status):
    server.status = status
    with pytest.raises(NotInstalled, match=f"pose-net could not be downloaded: the server answers {status}"):
        fetch()


def test_no_server_at_all(server, monkeypatch):
    monkeypatch.setenv("RELIEF_WEIGHTS_URL", "http://127.0.0.1:9/none")
    with pytest.raises(NotInstalled, match="the connection failed"):
        fetch()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (zipped(NETWORK[:-1] + b"!"), "has the SHA-256"),
        (zipped()[:-5000], "zip"),
        (b"<html>Log in to the hotel's network</html>", "zip"),
        (zipped(names=("a.onnx", "b.onnx")), "2 networks"),
        (zipped(names=()), "0 networks"),
    ],
)
def test_what_is_not_the_network_is_refused_and_not_kept(server, tmp_path, content, why):
    server.content = content
    with pytest.raises(NotInstalled, match=f"not what it should be: .*{why}"):
        fetch()
    assert names(tmp_path / "weights") == []
    server.content = zipped()
    assert fetch().read_bytes() == NETWORK


def test_a_part_of_another_file_is_refused_and_thrown_away(server, tmp_path):
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "pose-net.zip.part").write_bytes(b"x" * 1_000_000)
    with pytest.raises(NotInstalled, match="not what it should be"):
        fetch()
    assert fetch().read_bytes() == NETWORK


def test_offline_nothing_is_asked_and_the_place_is_named(server, tmp_path):
    with pytest.raises(NotInstalled, match="nothing may be downloaded") as caught:
        fetch(is_offline=True)
    assert POSE.url in str(caught.value)
    assert str(tmp_path / "weights") in str(caught.value)
    assert server.ranges == []


def test_a_zip_or_a_network_put_there_by_hand_is_taken(server, tmp_path):
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "pose-net.zip").write_bytes(zipped())
    assert fetch(is_offline=True).read_bytes() == NETWORK
    assert names(folder) == ["pose-net.onnx"]
    assert server.ranges == []


def test_a_network_that_was_damaged_later_is_refused_by_name(server, tmp_path):
    file = fetch()
    file.write_bytes(NETWORK[:-1])
    with pytest.raises(BadInput, match=r"pose-net\.onnx is damaged or another file.*Delete it"):
        fetch()


def test_auto_takes_rtmpose_once_its_weights_are_here(server, tmp_path, monkeypatch):
    boxes = WeightFile("box-net", POSE.sha256, 3)
    plan = setup.Plan(POSE, boxes, box_every=10)
    monkeypatch.setitem(setup.PLANS, "balanced", plan)
    choice = choose_detector(DetectorOptions())
    assert choice.name == "mediapipe"
    assert "rtmpose would be better" in choice.why
    assert "pose-net and box-net, 6 MB" in setup.not_ready(DetectorOptions())
    assert weights.NOTE in setup.not_ready(DetectorOptions())
    for weight in (POSE, boxes):
        find_weights(weight, is_offline=False, report=ignore_report)
    assert choose_detector(DetectorOptions()).name == "rtmpose"
    assert choose_detector(DetectorOptions(quality="best")).name == "mediapipe"  # which needs others


@pytest.mark.parametrize(
    "weight", [weights.RTMPOSE_M, weights.RTMPOSE_X, weights.YOLOX_TINY, weights.YOLOX_M]
)
def test_known_weights_have_a_whole_hash_and_openmmlabs_address(weight):
    assert len(bytes.fromhex(weight.sha256)) == 32
    assert weight.url.startswith("https://download.openmmlab.com/mmpose/")
    assert weight.url.endswith(f"/{weight.name}.zip")
