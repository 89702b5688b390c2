"""The layer of PyTorch: its gradients by gradcheck, torch.func and vmap, and a training loop."""

from __future__ import annotations

import numpy as np
import pytest

import everycore as ec

torch = pytest.importorskip("torch")

from everycore.torch import samples  # noqa: E402


def generator(engine: ec.Engine, **options: object) -> ec.Generator:
    return ec.Generator(**{"modes": 2, "cutoff": 4, "seed": 3, "engine": engine, **options})  # type: ignore[arg-type]


def inputs(gen: ec.Generator, n: int = 2):  # type: ignore[no-untyped-def]
    weights = torch.tensor(gen.weights, requires_grad=True)
    z = torch.tensor(np.random.default_rng(0).normal(size=(n, gen.latent_dim)), requires_grad=True)
    return weights, z


@pytest.mark.parametrize("encoding", ec.ENCODINGS)
@pytest.mark.parametrize("readout", ["x", "xp", "photon_number"])
def test_gradcheck(engine: ec.Engine, encoding: str, readout: str) -> None:
    gen = generator(engine, encoding=encoding, readout=readout, cutoff=3)
    weights, z = inputs(gen)
    if encoding == "classical_neural":
        # Its hundreds of weights are checked in one direction each instead of one by one.
        assert torch.autograd.gradcheck(lambda w, x: samples(gen, w, x), (weights, z), fast_mode=True)
    else:
        assert torch.autograd.gradcheck(lambda w, x: samples(gen, w, x), (weights, z))


def test_density_gradcheck(engine: ec.Engine) -> None:
    gen = generator(engine, readout="density", cutoff=3, grid=ec.Grid(-3, 3, 5))
    assert torch.autograd.gradcheck(lambda w, x: samples(gen, w, x), inputs(gen), fast_mode=True)


def test_func_and_vmap(engine: ec.Engine) -> None:
    gen = generator(engine)
    weights, z = inputs(gen, 3)
    loss = lambda w, x: (samples(gen, w, x) ** 2).sum()  # noqa: E731
    by_func = torch.func.grad(loss)(weights, z)
    (by_autograd,) = torch.autograd.grad(loss(weights, z), weights)
    assert torch.allclose(by_func, by_autograd, atol=1e-13)
    batches = torch.stack([z.detach(), 2 * z.detach()])
    mapped = torch.vmap(lambda x: samples(gen, weights.detach(), x))(batches)
    assert torch.allclose(mapped[1], samples(gen, weights, batches[1]), atol=1e-13)
    many = torch.stack([weights.detach(), weights.detach() * 0.5])
    mapped = torch.vmap(lambda w: samples(gen, w, z.detach()))(many)
    assert torch.allclose(mapped[1], samples(gen, many[1], z), atol=1e-13)


def test_no_silent_second_derivatives(engine: ec.Engine) -> None:
    gen = generator(engine)
    weights, z = inputs(gen)
    (first,) = torch.autograd.grad(samples(gen, weights, z).sum(), weights, create_graph=True)
    with pytest.raises(RuntimeError):
        first.sum().backward()


def test_single_precision_in_and_out(engine: ec.Engine) -> None:
    layer = generator(engine).torch(dtype=torch.float32)
    out = layer(torch.zeros(2, 4))
    out.sum().backward()
    assert out.dtype == layer.weights.grad.dtype == torch.float32


def test_a_layer_trains(engine: ec.Engine) -> None:
    gen = generator(engine, cutoff=6)
    layer = gen.torch()
    z = torch.zeros(1, 4, dtype=torch.float64)
    optimiser = torch.optim.Adam(layer.parameters(), 0.05)
    target = torch.tensor([[0.7, -0.4]])
    for _ in range(60):
        optimiser.zero_grad()
        loss = ((layer(z) - target) ** 2).sum()
        loss.backward()
        optimiser.step()
    assert loss.item() < 1e-2
    assert np.array_equal(layer.store().weights, layer.weights.detach().numpy())
