"""Training in several processes at once, as `torchrun` starts them: one for each GPU, or several on a CPU."""

import os
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, distributed, nn
from torch.nn.parallel import DistributedDataParallel

from core.errors import BadInput

_SETTLE_S = 0.5
"""How long gloo's threads may take to let go of what they sent last. They outlive the group, since DDP's part
in C++ holds it; and one that lets go of a tensor while Python is already ending takes the process with it:
"terminate called without an active exception" (pytorch/pytorch, pull request 179291)."""


@dataclass(frozen=True, slots=True)
class Processes:
    """Which of how many processes this one is."""

    rank: int = 0
    count: int = 1

    @property
    def is_first(self) -> bool:
        """Whether it is the one that speaks and writes."""
        return self.rank == 0

    def share(self, total: int) -> int:
        """This process's part of a batch; `BadInput` if it cannot be divided."""
        if total % self.count:
            raise BadInput(f"A batch of {total} cannot be divided among {self.count} processes.")
        return total // self.count

    def wrap(self, network: nn.Module) -> nn.Module:
        """The network, whose gradients are then the mean of those of all processes.

        Batch normalisation uses each process's own part of the batch.
        """
        if self.count == 1:
            return network
        # Our convolutions are matrix products: gradients come in another order, and are copied once more.
        warnings.filterwarnings("ignore", message="Grad strides do not match bucket view strides")
        return DistributedDataParallel(network, forward_sync_buffers=False)

    def average(self, tensors: Iterable[Tensor]) -> None:
        """Turn each tensor into its mean over all processes, in place."""
        if self.count == 1:
            return
        for tensor in tensors:
            distributed.all_reduce(tensor)
            tensor /= self.count


@contextmanager
def join_processes(device: torch.device) -> Iterator[tuple[Processes, torch.device]]:
    """This process among those that `torchrun` started, and its own device; alone without `torchrun`."""
    count = int(os.environ.get("WORLD_SIZE", "1"))
    if count == 1:
        yield Processes(), device
        return
    if device.type == "cuda":
        device = torch.device("cuda", int(os.environ["LOCAL_RANK"]))
        torch.cuda.set_device(device)
    distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    try:
        yield Processes(distributed.get_rank(), count), device
    finally:
        distributed.destroy_process_group()
        if device.type == "cpu":
            time.sleep(_SETTLE_S)
