"""This machine, and how many workers suit it."""

from __future__ import annotations

from typing import Any, Literal

from . import _launcher

_SMALL = 100
_LEAST_BATCH = 100
_MOST_BATCH = 10_000
_BATCHES_PER_WORKER = 3


def cpu_info() -> dict[str, Any]:
    """Cores, load, memory and devices, as the command ``everycore cpu --json`` tells them."""
    return dict(_launcher.run_json(["cpu"]))


def optimal_workers(load: Literal["io", "cpu", "mixed"] = "cpu", cap: int | None = None) -> int:
    """Workers that suit work which waits (io), computes (cpu), or does both (mixed)."""
    if load not in ("io", "cpu", "mixed"):
        raise ValueError(f"load = {load!r}: must be io, cpu or mixed")
    arguments = ["cpu"] if cap is None else ["cpu", "--cap", str(cap)]
    return int(_launcher.run_json(arguments)["workers"][load])


def optimal_batch_size(total: int, workers: int | None = None) -> int:
    """Things that a worker should take at once: three batches a worker, of 100 to 10,000; fewer than 100 at once."""
    if total < 0:
        raise ValueError(f"total = {total}: must not be negative")
    if total < _SMALL:
        return total
    count = workers if workers is not None else optimal_workers("cpu")
    return min(_MOST_BATCH, max(_LEAST_BATCH, total // (_BATCHES_PER_WORKER * max(1, count))))
