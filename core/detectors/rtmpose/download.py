"""A download that goes on where an earlier one broke off: pooch's own begins anew."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.jobs import Report

_CONNECT_S, _SILENT_S = 10, 30
"""How long to wait for an answer, and for more of it."""
_BLOCK = 1 << 18
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class ResumingDownload:
    """What pooch calls to fetch an address into a file."""

    part: Path
    """What has come so far; it stays where the download breaks off, or the job is stopped."""
    name: str
    report: Report

    def __call__(self, url: str, output_file: str, pooch: Any, check_only: bool = False) -> None:  # noqa: ARG002
        """Errors are those of requests, and `JobStopped` from the report."""
        import requests

        held = self.part.stat().st_size if self.part.is_file() else 0
        wanted = {"Range": f"bytes={held}-"} if held else {}
        reply = self._ask(url, wanted)
        if reply.status_code == requests.codes.requested_range_not_satisfiable:  # it is another file by now
            reply.close()
            held, reply = 0, self._ask(url, {})
        with reply:
            reply.raise_for_status()
            if reply.status_code != requests.codes.partial_content:
                held = 0
            total = held + int(reply.headers.get("Content-Length", 0))
            with self.part.open("r+b" if held else "wb") as file:
                file.seek(held)
                for block in reply.iter_content(_BLOCK):
                    file.write(block)
                    self.report(f"fetch {self.name[:16]} (MB)", file.tell() // _MEGABYTE, total // _MEGABYTE)
                file.truncate()
        shutil.move(self.part, output_file)

    def _ask(self, url: str, headers: dict[str, str]) -> Any:
        import requests

        return requests.get(
            url,
            stream=True,
            timeout=(_CONNECT_S, _SILENT_S),
            headers=headers | {"Accept-Encoding": "identity"},
        )
