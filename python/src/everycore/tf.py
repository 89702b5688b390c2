"""Generators as functions of TensorFlow. Needs the extra ``tf``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from .generator import Generator


def generator_function(generator: Generator) -> Callable[[Any, Any], Any]:
    """A function (weights, z) -> samples with its gradient by both; z is (samples, latent_dim)."""

    @tf.custom_gradient
    def function(weights: Any, z: Any) -> tuple[Any, Callable[[Any], tuple[Any, Any]]]:
        def host(w: Any, x: Any) -> Any:
            return generator(x, w)

        values = tf.numpy_function(host, [tf.cast(weights, tf.float64), tf.cast(z, tf.float64)], tf.float64)
        values = tf.cast(tf.ensure_shape(values, (z.shape[0], generator.columns)), z.dtype)

        def gradient(cotangents: Any) -> tuple[Any, Any]:
            def pull(w: Any, x: Any, c: Any) -> Any:
                by_weights, by_z = generator.vjp(x, c, w)
                return np.ascontiguousarray(by_weights), np.ascontiguousarray(by_z)

            by_weights, by_z = tf.numpy_function(
                pull,
                [tf.cast(weights, tf.float64), tf.cast(z, tf.float64), tf.cast(cotangents, tf.float64)],
                (tf.float64, tf.float64),
            )
            return (
                tf.cast(tf.ensure_shape(by_weights, weights.shape), weights.dtype),
                tf.cast(tf.ensure_shape(by_z, z.shape), z.dtype),
            )

        return values, gradient

    return function
