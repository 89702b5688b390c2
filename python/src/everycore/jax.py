"""Generators as functions of JAX. Needs the extra ``jax``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from .generator import Generator


def generator_function(generator: Generator) -> Callable[[Any, Any], Any]:
    """A function (weights, z) -> samples, for jit, grad and vmap; z is (samples, latent_dim), or one latent vector.

    It computes in double precision, whatever JAX's is; gradients by weights and z are exact.
    """

    def dtype(*arrays: Any) -> Any:
        return jnp.result_type(*arrays)

    def host_forward(weights: Any, z: Any) -> Any:
        weights, z = np.asarray(weights), np.asarray(z)
        lead = np.broadcast_shapes(weights.shape[:-1], z.shape[:-2])
        out = np.empty((*lead, z.shape[-2], generator.columns))
        shared = weights.ndim == 1 or all(axis == 1 for axis in weights.shape[:-1])
        if shared:
            flat = np.broadcast_to(z, (*lead, *z.shape[-2:])).reshape(-1, z.shape[-1])
            out[...] = generator(flat, weights.reshape(-1)).reshape(out.shape)
        else:
            for at in np.ndindex(*lead):
                w = np.broadcast_to(weights, (*lead, weights.shape[-1]))[at]
                out[at] = generator(np.broadcast_to(z, (*lead, *z.shape[-2:]))[at], w)
        return out

    def host_vjp(weights: Any, z: Any, cotangents: Any) -> tuple[Any, Any]:
        weights, z, cotangents = np.asarray(weights), np.asarray(z), np.asarray(cotangents)
        lead = np.broadcast_shapes(weights.shape[:-1], z.shape[:-2], cotangents.shape[:-2])
        by_weights = np.empty((*lead, weights.shape[-1]))
        by_z = np.empty((*lead, *z.shape[-2:]))
        for at in np.ndindex(*lead):
            by_weights[at], by_z[at] = generator.vjp(
                np.broadcast_to(z, (*lead, *z.shape[-2:]))[at],
                np.broadcast_to(cotangents, (*lead, *cotangents.shape[-2:]))[at],
                np.broadcast_to(weights, (*lead, weights.shape[-1]))[at],
            )
        return by_weights, by_z

    wide = jnp.float64 if jax.config.read("jax_enable_x64") else jnp.float32

    @jax.custom_vjp
    def batch(weights: Any, z: Any) -> Any:
        shape = jax.ShapeDtypeStruct((z.shape[0], generator.columns), wide)
        out = jax.pure_callback(
            lambda w, x: host_forward(w, x).astype(wide), shape, weights, z, vmap_method="expand_dims"
        )
        return out.astype(dtype(weights, z))

    def forward(weights: Any, z: Any) -> tuple[Any, tuple[Any, Any]]:
        return batch(weights, z), (weights, z)

    def backward(kept: tuple[Any, Any], cotangents: Any) -> tuple[Any, Any]:
        weights, z = kept
        shapes = (jax.ShapeDtypeStruct(weights.shape, wide), jax.ShapeDtypeStruct(z.shape, wide))
        by_weights, by_z = jax.pure_callback(
            lambda w, x, c: tuple(part.astype(wide) for part in host_vjp(w, x, c)),
            shapes,
            weights,
            z,
            cotangents,
            vmap_method="expand_dims",
        )
        return by_weights.astype(weights.dtype), by_z.astype(z.dtype)

    batch.defvjp(forward, backward)

    def function(weights: Any, z: Any) -> Any:
        weights, z = jnp.asarray(weights), jnp.asarray(z)
        if z.ndim == 1:
            return batch(weights, z[None, :])[0]
        return batch(weights, z)

    return function
