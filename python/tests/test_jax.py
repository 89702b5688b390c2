"""The function of JAX: grad, jit and vmap."""

from __future__ import annotations

import numpy as np
import pytest

import everycore as ec

jax = pytest.importorskip("jax")
jax.config.update("jax_enable_x64", True)
jnp = jax.numpy


def generator(engine: ec.Engine, **options: object) -> ec.Generator:
    return ec.Generator(**{"modes": 2, "cutoff": 4, "seed": 3, "engine": engine, **options})  # type: ignore[arg-type]


def latent(gen: ec.Generator, n: int = 2) -> np.ndarray:
    return np.random.default_rng(0).normal(size=(n, gen.latent_dim))


@pytest.mark.parametrize("encoding", ["coherent_state", "polar_displacement", "angle_encoding"])
def test_grad_under_jit(engine: ec.Engine, encoding: str) -> None:
    gen = generator(engine, encoding=encoding)
    f, z, weights = gen.jax(), latent(gen), gen.weights
    loss = lambda w, x: jnp.sum(jnp.sin(f(w, x)))  # noqa: E731
    by_weights, by_z = jax.jit(jax.grad(loss, argnums=(0, 1)))(weights, z)
    expected = gen.vjp(z, np.cos(gen(z)))
    assert np.allclose(by_weights, expected[0], atol=1e-12)
    assert np.allclose(by_z, expected[1], atol=1e-12)


def test_vmap_over_latent_vectors_and_weights(engine: ec.Engine) -> None:
    gen = generator(engine)
    f, z, weights = gen.jax(), latent(gen, 3), gen.weights
    assert np.allclose(jax.vmap(f, (None, 0))(weights, z), gen(z), atol=1e-13)
    many = np.stack([weights, 0.5 * weights])
    mapped = jax.vmap(f, (0, None))(many, z)
    assert np.allclose(mapped[1], gen(z, many[1]), atol=1e-13)
    each = jax.vmap(jax.grad(lambda w, x: jnp.sum(f(w, x)), argnums=1), (None, 0))(weights, z)
    assert np.allclose(each, gen.vjp(z, np.ones((3, 2)))[1], atol=1e-12)


def test_agrees_with_torch(engine: ec.Engine) -> None:
    torch = pytest.importorskip("torch")
    from everycore.torch import samples

    gen = generator(engine)
    f, z, weights = gen.jax(), latent(gen), gen.weights
    by_jax = jax.grad(lambda w: jnp.sum(f(w, z) ** 2))(weights)
    leaf = torch.tensor(weights, requires_grad=True)
    (samples(gen, leaf, torch.tensor(z)) ** 2).sum().backward()
    assert np.allclose(by_jax, leaf.grad.numpy(), atol=1e-12)
