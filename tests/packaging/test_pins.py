"""packaging/pins.txt: one tried version of every package, in step with pyproject.toml."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "packaging" / "pins.txt").read_text(encoding="utf-8").splitlines()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENTS = [
    Requirement(line)
    for lines in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for line in lines
    if not line.startswith(PROJECT["name"])  # "relief-pose[test]" in dev
]
CUDA = ("nvidia-", "cuda-", "triton")  # PyTorch's CUDA build pins its libraries itself


def pins() -> dict[str, str]:
    """Version by canonical name."""
    parts = [line.split("==") for line in LINES if not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in parts}


def test_each_line_is_one_exact_version():
    for line in LINES:
        assert re.fullmatch(r"#.*|[A-Za-z0-9_.-]+==[0-9][0-9a-z.]*", line), line


def test_no_package_is_pinned_twice():
    assert len(pins()) == len([line for line in LINES if not line.startswith("#")])


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=str)
def test_pin_fits_pyproject(requirement):
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)])


def test_everything_that_is_needed_is_pinned():
    """Follows what the packages installed here ask for, from pyproject.toml downwards."""
    unseen = {(canonicalize_name(r.name), extra) for r in REQUIREMENTS for extra in r.extras or [""]}
    needed = set(unseen)
    while unseen:
        name, extra = unseen.pop()
        for child in map(Requirement, metadata.distribution(name).requires or []):
            if child.name.startswith(CUDA) or (child.marker and not child.marker.evaluate({"extra": extra})):
                continue
            found = {(canonicalize_name(child.name), extra) for extra in child.extras or [""]} - needed
            needed |= found
            unseen |= found
    assert {name for name, _ in needed} <= set(pins())


def test_installed_packages_are_the_pinned_ones():
    installed = {canonicalize_name(d.name): Version(d.version).public for d in metadata.distributions()}
    # a package of another operating system is pinned without being here
    differing = {n: installed[n] for n, version in pins().items() if installed.get(n, version) != version}
    assert not differing, "run packaging/bootstrap.py install"


def test_what_a_missing_format_asks_for_is_what_its_extra_installs():
    from core.export.formats import EXPORT_FORMATS

    wanted = {entry.package for entry in EXPORT_FORMATS.values() if entry.package}
    assert wanted
    assert wanted <= {line for lines in PROJECT["optional-dependencies"].values() for line in lines}


def test_mmpose_environment_is_pinned_to_what_mmpose_bears():
    """mmpose 1.3.2 breaks with NumPy 2.4, matplotlib 3.10, OpenCV 5; older mmengines with this PyTorch."""
    lines = (ROOT / "packaging" / "mmpose-pins.txt").read_text(encoding="utf-8").splitlines()
    own = dict(line.split("==") for line in lines if not line.startswith("#"))
    limits = (
        "numpy<2.4",
        "matplotlib<3.10",
        "opencv-python-headless<5",
        "mmengine>=0.11.0rc3",
        "mmcv-lite<2.2",
    )
    for limit in map(Requirement, limits):
        assert limit.specifier.contains(own[limit.name], prereleases=True), limit
    assert own["torch"] == pins()["torch"]
