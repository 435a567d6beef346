"""Starting a script twice at once, as `torchrun` does."""

import os
import socket
import subprocess
import sys


def free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def run_two(script, *arguments, paths=()):
    """The finished launch of two processes of a script that finds modules in `paths`; fails if they do."""
    local = {"PYTHONPATH": os.pathsep.join(map(str, paths)), "OMP_NUM_THREADS": "1"}
    if sys.platform == "linux":
        local["GLOO_SOCKET_IFNAME"] = "lo"
    for _ in range(5):
        # By number: a bare machine may not know its own name, under which `--standalone` looks for it.
        command = [sys.executable, "-m", "torch.distributed.run", "--nproc_per_node", "2", "--master_addr",
                   "127.0.0.1", "--master_port", free_port(), script, *arguments]  # fmt: skip
        done = subprocess.run(
            list(map(str, command)), env=os.environ | local, capture_output=True, text=True, check=False
        )
        if "EADDRINUSE" not in done.stderr:  # else somebody was quicker to take the port
            break
    assert done.returncode == 0, done.stderr[-3000:]
    return done
