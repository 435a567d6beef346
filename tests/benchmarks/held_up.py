"""How long a thread with an event loop was held up, and by what: its own work, others, or a lack of cores."""

import itertools
import threading
import time
from pathlib import Path

from PySide6.QtCore import QTimer

TICK_MS = 10


class CoreDelay:
    """How long the thread that makes it has waited for a core: what a machine's other work costs it."""

    def __init__(self) -> None:
        self._file = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")

    def seconds(self) -> float:
        """So far; 0 where the system does not tell."""
        try:
            return int(self._file.read_text().split()[1]) / 1e9
        except OSError:
            return 0.0


class Ticks:
    """A timer in the thread that makes it; how late its ticks come is how long the thread was held up."""

    def __init__(self) -> None:
        self._delay = CoreDelay()
        self._marks: list[tuple[float, float, float]] = []
        self._timer = QTimer(interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def clear(self) -> None:
        """Count anew, from now on."""
        self._marks.clear()
        self._tick()

    @property
    def count(self) -> int:
        """Ticks since `clear`, whose own is the first."""
        return len(self._marks)

    def print_longest(self, name: str) -> None:
        """The longest block, the longest but for what lacked a core, and the 95th percentile."""
        blocks = [
            (wall - TICK_MS, wall - TICK_MS - delay, work)
            for a, b in itertools.pairwise(self._marks)
            for wall, work, delay in [[(y - x) * 1000 for x, y in zip(a, b, strict=True)]]
        ]
        longest = max(wall for wall, _, _ in blocks)
        with_core, work = max((rest, work) for _, rest, work in blocks)
        p95 = sorted(wall for wall, _, _ in blocks)[int(0.95 * len(blocks))]
        print(
            f"held up while {name:<18}{max(longest, 0):5.0f} ms longest (100), of what did not lack a core"
            f" {max(with_core, 0):4.0f} ms (own work {work:4.0f}); {max(p95, 0):4.0f} ms p95 (33)"
        )

    def _tick(self) -> None:
        self._marks.append((time.perf_counter(), time.thread_time(), self._delay.seconds()))
