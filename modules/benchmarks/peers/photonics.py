#!/usr/bin/env python3
"""Times workload W side by side: Piquasso (JAX, jit and vmap) and numpy against `everycore bench photonics --json`.

Optional: needs Python 3.10 or newer and pip. Peers are installed into a throw-away environment in a temporary folder.

    modules/benchmarks/peers/photonics.py [--quick] [--no-ours] [--seconds S]

Workload W: M modes, each starting in a coherent state of its own per sample, then layers of interferometer, squeezing,
interferometer, displacement and Kerr gates with shared weights; the answer is <x> and <p> of every mode. The gradient is that of
the mean squared answer by all weights. Piquasso cuts the total photon number, so its states are smaller than ours at one cutoff: the
column "amplitudes" says how many there are. Quadratures are read from the state vector, because mean_position of complex states differs.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ["piquasso[jax]", "numpy"]
# (modes, cutoff, layers, batch sizes)
CASES = [(2, 8, 2, [1, 8, 32, 128, 1024]), (3, 6, 2, [32]), (4, 6, 2, [32])]
QUICK = [(2, 8, 2, [8, 1024])]


def reenter(arguments):
    """Runs this file again under a fresh environment that has the peers."""
    with tempfile.TemporaryDirectory(prefix="peers-") as folder:
        print("installing peers ...", file=sys.stderr)
        venv.create(folder, with_pip=True)
        python = os.path.join(folder, "Scripts" if os.name == "nt" else "bin", "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        return subprocess.run([python, __file__, "--inside", *arguments]).returncode


def rate(call, samples, seconds):
    """First call in seconds, then samples a second over a while of warm calls."""
    start = time.perf_counter()
    call()
    first = time.perf_counter() - start
    calls = 0
    start = time.perf_counter()
    while calls < 2 or time.perf_counter() - start < seconds:
        call()
        calls += 1
    return first, calls * samples / (time.perf_counter() - start)


def weight_count(modes, layers):
    interferometer = modes * (modes - 1) + max(1, modes - 1)
    return layers * (2 * interferometer + 5 * modes)


def mesh(modes):
    return [(k, k + 1) for l in range(modes) for k in range(modes - 1) if (l + k) % 2 == 0]


def gates(modes, layers, w):
    """The layers' gates in order: (name, parameters, modes)."""
    at = 0

    def interferometer():
        nonlocal at
        pairs = mesh(modes)
        for n, pair in enumerate(pairs):
            yield "bs", (w[at + n], w[at + len(pairs) + n]), pair
        at += 2 * len(pairs)
        for mode in range(max(1, modes - 1)):
            yield "r", (w[at + mode],), (mode,)
        at += max(1, modes - 1)

    for _ in range(layers):
        yield from interferometer()
        for mode in range(modes):
            yield "s", (w[at], w[at + 1]), (mode,)
            at += 2
        yield from interferometer()
        for mode in range(modes):
            yield "d", (w[at], w[at + 1]), (mode,)
            at += 2
        for mode in range(modes):
            yield "k", (w[at],), (mode,)
            at += 1


def piquasso(modes, cutoff, layers):
    """(forward, gradient, amplitudes): functions of (weights, z)."""
    import jax
    import jax.numpy as jnp
    import numpy as np
    import piquasso as pq
    from piquasso._math.fock import get_fock_space_basis

    jax.config.update("jax_enable_x64", True)
    basis = [tuple(int(n) for n in row) for row in get_fock_space_basis(d=modes, cutoff=cutoff)]
    index = {occupation: i for i, occupation in enumerate(basis)}
    ladders = []
    for mode in range(modes):
        low, high, root = [], [], []
        for occupation, i in index.items():
            raised = list(occupation)
            raised[mode] += 1
            j = index.get(tuple(raised))
            if j is not None:
                low.append(i)
                high.append(j)
                root.append(raised[mode] ** 0.5)
        ladders.append((np.array(low), np.array(high), np.array(root)))

    kinds = {
        "bs": lambda p: pq.Beamsplitter(theta=p[0], phi=p[1]),
        "r": lambda p: pq.Phaseshifter(phi=p[0]),
        "s": lambda p: pq.Squeezing(r=p[0], phi=p[1]),
        "d": lambda p: pq.Displacement(r=p[0], phi=p[1]),
        "k": lambda p: pq.Kerr(xi=p[0]),
    }
    config = pq.Config(cutoff=cutoff, validate=False)
    simulator = pq.PureFockSimulator(d=modes, config=config, connector=pq.JaxConnector())

    def single(w, z):
        instructions = [pq.Vacuum()]
        for mode in range(modes):
            re, im = 0.3 * z[mode], 0.3 * z[modes + mode]
            instructions.append(
                pq.Displacement(r=jnp.sqrt(re**2 + im**2), phi=jnp.arctan2(im, re)).on_modes(mode))
        for name, p, on in gates(modes, layers, w):
            instructions.append(kinds[name](p).on_modes(*on))
        ket = simulator.execute_instructions(instructions).state.state_vector
        means = [jnp.sum(root * jnp.conj(ket[low]) * ket[high]) for low, high, root in ladders]
        means = jnp.stack(means)
        return jnp.concatenate([2 * means.real, 2 * means.imag])

    forward = jax.jit(jax.vmap(single, in_axes=(None, 0)))
    gradient = jax.jit(jax.grad(lambda w, z: jnp.mean(forward(w, z) ** 2)))
    return forward, gradient, len(basis)


def numpy_layers(modes, cutoff, layers, w):
    """Forward by one matrix product a batch, as plain numpy would; the operator is made by exponentials once."""
    import numpy as np
    from scipy.linalg import expm

    a = np.diag(np.sqrt(np.arange(1, cutoff)), 1).astype(complex)
    number = np.diag(np.arange(cutoff)).astype(complex)
    eye = np.eye(cutoff)

    def on(operators):
        full = np.eye(1)
        for mode in range(modes):
            full = np.kron(full, operators.get(mode, eye))
        return full

    total = np.eye(cutoff**modes, dtype=complex)
    for name, p, where in gates(modes, layers, w):
        if name == "bs":
            up = on({where[0]: a}) @ on({where[1]: a.conj().T})
            generator = p[0] * (np.exp(1j * p[1]) * up - (np.exp(1j * p[1]) * up).conj().T)
        elif name == "d":
            one = p[0] * np.exp(1j * p[1]) * a.conj().T
            generator = on({where[0]: one - one.conj().T})
        elif name == "s":
            one = 0.5 * p[0] * np.exp(-1j * p[1]) * a @ a
            generator = on({where[0]: one - one.conj().T})
        else:
            generator = on({where[0]: 1j * p[0] * (number if name == "r" else number @ number)})
        total = expm(generator) @ total
    root = np.sqrt(np.arange(1, cutoff))
    factorial = np.cumprod(np.concatenate([[1], np.arange(1, cutoff)])).astype(float)

    def forward(z):
        ket = np.ones((len(z), 1), dtype=complex)
        for mode in range(modes):
            alpha = 0.3 * (z[:, mode] + 1j * z[:, modes + mode])
            levels = alpha[:, None] ** np.arange(cutoff) / np.sqrt(factorial)
            levels *= np.exp(-0.5 * np.abs(alpha[:, None]) ** 2)
            ket = (ket[:, :, None] * levels[:, None, :]).reshape(len(z), -1)
        ket = (ket @ total.T).reshape((len(z),) + (cutoff,) * modes)
        xs, ps = [], []
        for mode in range(modes):
            moved = np.moveaxis(ket, mode + 1, -1)
            mean = np.sum(root * moved[..., :-1].conj() * moved[..., 1:], axis=tuple(range(1, modes + 1)))
            xs.append(2 * mean.real)
            ps.append(2 * mean.imag)
        return np.stack(xs + ps, axis=1)

    return forward


def ours():
    """Rows of `everycore bench photonics --json`, by (name, modes, cutoff, layers, batch)."""
    launcher = ROOT / "everycore"
    if not launcher.exists():
        return {}
    run = subprocess.run([str(launcher), "bench", "photonics", "--json"], capture_output=True, text=True)
    if run.returncode != 0:
        print("everycore bench photonics: " + run.stderr.strip(), file=sys.stderr)
        return {}
    rows = {}
    text = run.stdout.strip()
    parsed = json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.splitlines()]
    for row in parsed:
        for one in row.get("rows", [row]) if isinstance(row, dict) else []:
            p = one.get("params", {})
            key = (one["name"], p.get("modes"), p.get("cutoff"), p.get("layers"), p.get("batch"))
            rows[key] = max(rows.get(key, 0), one["perSecond"])
    return rows


def inside(options):
    import numpy as np

    cells = []
    mine = {} if options.no_ours else ours()
    for modes, cutoff, layers, batches in QUICK if options.quick else CASES:
        random = np.random.default_rng(1)
        w = random.normal(0, 0.1, weight_count(modes, layers))
        forward, gradient, amplitudes = piquasso(modes, cutoff, layers)
        plain = numpy_layers(modes, cutoff, layers, w) if cutoff**modes <= 256 else None
        for batch in batches:
            z = random.normal(size=(batch, 2 * modes))
            where = f"{modes} modes, cutoff {cutoff}, batch {batch}"
            for name, call in (("forward", forward), ("gradient", gradient)):
                if name == "gradient" and modes > options.gradient_modes:
                    continue
                print(f"{where}: {name} ...", file=sys.stderr)
                first, speed = rate(lambda: np.asarray(call(w, z)), batch, options.seconds)
                print(f"    first call {first:.1f} s, then {speed:,.0f} samples/s", file=sys.stderr)
                cells.append([name, modes, cutoff, layers, batch, "piquasso-jax", amplitudes, first, speed])
            if plain is not None:
                off = np.abs(plain(z) - np.asarray(forward(w, z))).max()
                print(f"    largest difference of numpy and piquasso (cut differently) {off:.1e}", file=sys.stderr)
                first, speed = rate(lambda: plain(z), batch, options.seconds)
                cells.append(["forward", modes, cutoff, layers, batch, "numpy", cutoff**modes, first, speed])
            for name in ("forward", "gradient"):
                speed = mine.get((name, modes, cutoff, layers, batch))
                if speed:
                    cells.append([name, modes, cutoff, layers, batch, "everycore", cutoff**modes, None, speed])
    table(cells)


def table(cells):
    best = {}
    for cell in cells:
        if cell[5] == "piquasso-jax":
            best[tuple(cell[:5])] = cell[8]
    print("| what | modes | cutoff | layers | batch | system | amplitudes | first call, s | samples/s | x Piquasso |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for cell in sorted(cells, key=lambda c: (c[0], c[1], c[4], c[5])):
        name, modes, cutoff, layers, batch, system, amplitudes, first, speed = cell
        peer = best.get((name, modes, cutoff, layers, batch))
        print("| {} | {} | {} | {} | {} | {} | {} | {} | {:,.0f} | {} |".format(
            name, modes, cutoff, layers, batch, system, amplitudes,
            "" if first is None else f"{first:.1f}", speed, f"{speed / peer:.1f}" if peer else ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--quick", action="store_true", help="workload W at batch 8 and 1024 only")
    parser.add_argument("--no-ours", action="store_true", help="time the peers only")
    parser.add_argument("--seconds", type=float, default=1.5, help="time spent on each figure")
    parser.add_argument("--gradient-modes", type=int, default=2, help="compile gradients up to so many modes (0: none; compiling takes minutes)")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        inside(options)
        return 0
    return reenter(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
