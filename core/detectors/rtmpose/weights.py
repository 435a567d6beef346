"""Files of weights: which are known, where they lie, and how they come there."""

import hashlib
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput, NotInstalled
from core.files import ensure_folder, path_aside
from core.jobs import Report

_ADDRESS = "https://download.openmmlab.com/mmpose/v1/projects/rtmposev1/onnx_sdk/"
_LARGEST_BYTES = 1 << 30
"""Of an ONNX file in an archive. The largest that is known has 200 MB."""
_BLOCK = 1 << 20

NOTE = (
    "OpenMMLab, who trained them, state no licence for weights, and some of the training pictures are for"
    " non-commercial use only"
)


@dataclass(frozen=True, slots=True)
class WeightFile:
    """A network that OpenMMLab offers, as a zip that holds `end2end.onnx`."""

    name: str
    sha256: str
    """Of the ONNX file, as those who pinned it before us found it: OpenMMLab state none. The eight digits in
    the name belong to the PyTorch checkpoint that it was made of."""
    megabytes: int
    """Of the ONNX file."""

    @property
    def url(self) -> str:
        """Where the zip is; the variable RELIEF_WEIGHTS_URL names another folder of the web."""
        return f"{os.environ.get('RELIEF_WEIGHTS_URL', _ADDRESS).rstrip('/')}/{self.name}.zip"

    @property
    def file(self) -> Path:
        """Where the ONNX file is, or will be."""
        return weights_folder() / f"{self.name}.onnx"


RTMPOSE_M = WeightFile(
    "rtmpose-m_simcc-body7_pt-body7-halpe26_700e-256x192-4d3e73dd_20230605",
    "26f3a19e61304a600dfb82d1001d41d24343b89fc70a33ffc84657e0b0bf2ecf",
    56,
)
RTMPOSE_X = WeightFile(
    "rtmpose-x_simcc-body7_pt-body7-halpe26_700e-384x288-7fb6e239_20230606",
    "21bdaefd1a9b7934160987e754d8eca191bc44cccbfa3ba2ef71142c6dd05a9a",
    200,
)
YOLOX_TINY = WeightFile(
    "yolox_tiny_8xb8-300e_humanart-6f3252f9",
    "ceb11c07298f95c50d7c5abeb906d03340c85f23aa79e3e66966e7fb6c307250",
    20,
)
YOLOX_M = WeightFile(
    "yolox_m_8xb8-300e_humanart-c2c7a14a",
    "3dea6513388889f0fff4b77bf7a26013600321b9eb9ceb0e9a400a82572f5f23",
    101,
)


def weights_folder() -> Path:
    """Where weights are kept: the user's cache folder, or what the variable RELIEF_WEIGHTS says.

    `NotInstalled` without pooch.
    """
    if chosen := os.environ.get("RELIEF_WEIGHTS"):
        return Path(chosen)
    try:
        import pooch
    except ImportError as error:
        raise NotInstalled(
            "Weights need the package pooch, which is not installed: run `pip install pooch`."
        ) from error
    return Path(pooch.os_cache("relief")) / "weights"


def is_here(weights: WeightFile) -> bool:
    """Whether the file need not be downloaded; it is not looked into."""
    return weights.file.is_file() or weights.file.with_suffix(".zip").is_file()


def find_weights(weights: WeightFile, *, is_offline: bool, report: Report) -> Path:
    """The ONNX file, downloaded if it is not here, and with the right hash in any case.

    A zip that lies in the folder already is unpacked. `NotInstalled` where the file is not here and cannot
    be had, `BadInput` where what is here is another one.
    """
    if not weights.file.is_file():
        archive = weights.file.with_suffix(".zip")
        if not archive.is_file():
            if is_offline:
                raise NotInstalled(
                    f"The weights {weights.name} are not on this machine, and with --offline nothing may be"
                    f" downloaded: leave that out. {_by_hand(weights)}"
                )
            _download(weights, archive, report)
        _unpack(weights, archive)
    if (found := sha256_of(weights.file)) != weights.sha256:
        raise BadInput(
            f"{weights.file} is damaged or another file: its SHA-256 is {found}, and not {weights.sha256}."
            " Delete it, and it will be downloaded again."
        )
    return weights.file


def sha256_of(file: Path) -> str:
    """In hexadecimal; `BadInput` for a file that cannot be read."""
    digest = hashlib.sha256()
    try:
        with file.open("rb") as opened:
            while block := opened.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}. Choose another.") from error
    return digest.hexdigest()


def _download(weights: WeightFile, archive: Path, report: Report) -> None:
    import pooch
    import requests

    from core.detectors.rtmpose.download import ResumingDownload

    pooch.get_logger().setLevel("ERROR")  # it would announce every step
    ensure_folder(archive.parent)
    try:
        # The hash that counts is that of the network inside, which is seen before it is put in place.
        pooch.retrieve(
            weights.url, known_hash=None, fname=archive.name, path=archive.parent,
            downloader=ResumingDownload(archive.with_suffix(".zip.part"), weights.name, report),
        )  # fmt: skip
    except (requests.RequestException, OSError) as error:
        raise NotInstalled(
            f"The weights {weights.name} could not be downloaded: {_reason(error)}. Try again: what has come"
            f" is kept. {_by_hand(weights)}"
        ) from error


def _unpack(weights: WeightFile, archive: Path) -> None:
    """Put the network in the zip in its place, if it is the right one; the zip goes in any case."""
    try:
        with (
            zipfile.ZipFile(archive) as opened,
            opened.open(_network_in(opened)) as packed,
            path_aside(weights.file) as aside,
        ):
            digest = hashlib.sha256()
            with aside.open("wb") as file:
                while block := packed.read(_BLOCK):
                    digest.update(block)
                    file.write(block)
            if digest.hexdigest() != weights.sha256:
                raise ValueError(f"its network has the SHA-256 {digest.hexdigest()}, not {weights.sha256}")
    except (ValueError, zipfile.BadZipFile, EOFError) as error:
        raise NotInstalled(
            f"What came as {weights.name} is not what it should be: {error}. It was not kept. Try again"
            f" later. {_by_hand(weights)}"
        ) from error
    finally:
        archive.unlink(missing_ok=True)


def _network_in(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    networks = [entry for entry in archive.infolist() if entry.filename.endswith(".onnx")]
    if len(networks) != 1:
        raise ValueError(f"the zip holds {len(networks)} networks")
    if networks[0].file_size > _LARGEST_BYTES:
        raise ValueError(f"its network is larger than {_LARGEST_BYTES >> 20} MB")
    return networks[0]


def _by_hand(weights: WeightFile) -> str:
    return f"Or fetch {weights.url} in another way, and put it into {weights.file.parent}"


def _reason(error: Exception) -> str:
    import requests

    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"the server answers {error.response.status_code} {error.response.reason}".rstrip()
    if isinstance(error, requests.Timeout):
        return "the server does not answer in time"
    if isinstance(error, (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        return "the connection failed or broke off"
    return str(error)
