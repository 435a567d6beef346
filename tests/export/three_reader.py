"""three.js under Node, a reader that we did not write; where it cannot be had, the test is skipped."""

import functools
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

PACKAGES = ("three@0.187.0", "gltf-validator@2.0.0-dev.3.10")
SCRIPT = Path(__file__).with_name("three_gltf.mjs")


def read_with_three(path: Path, times: list[float], names: list[str]) -> dict:
    """`places` (times, names, 3), `skins`, `duration` as three.js finds them in a GLB."""
    found = subprocess.run(
        ["node", str(SCRIPT), str(path), json.dumps(times), json.dumps(names)],
        env=os.environ | {"THREE_FOLDER": str(three_folder())},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def validate_gltf(path: Path) -> list[str]:
    """Codes of all that Khronos' own validator finds at fault, hints included."""
    script = (
        "require('gltf-validator').validateBytes(new Uint8Array(require('fs').readFileSync(process.argv[1])))"
        ".then(report => console.log(JSON.stringify(report.issues)))"
    )
    found = subprocess.run(
        ["node", "-e", script, str(path)],
        cwd=three_folder(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [issue["code"] for issue in json.loads(found.stdout)["messages"]]


@functools.cache
def three_folder() -> Path:
    """A folder for tools of the tests, kept from run to run, with three.js and the validator in it."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("three.js needs Node.js, which is not here")
    folder = Path(tempfile.gettempdir()) / "relief-test-tools" / "-".join(PACKAGES).replace("@", "-")
    if not (folder / "node_modules" / "gltf-validator" / "package.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [
            "npm",
            "install",
            *PACKAGES,
            "--prefix",
            str(folder),
            "--no-audit",
            "--no-fund",
            "--no-save",
        ]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=60)
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"three.js could not be fetched: {error}")
    return folder
