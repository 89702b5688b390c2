"""Generators as layers of PyTorch. Needs the extra ``torch``."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from .generator import Generator, Tape


def _host(tensor: Any) -> Any:
    return tensor.detach().to("cpu", torch.float64).numpy()


class _Kept:
    """The tape of one forward pass, on its way to the pass back."""

    def __init__(self, generator: Generator) -> None:
        self.generator = generator
        self.tape: Tape | None = None


class _Samples(torch.autograd.Function):
    """Samples of (weights, z), with exact first derivatives by both."""

    @staticmethod
    def forward(kept: _Kept, weights: Any, z: Any) -> Any:
        kept.tape = kept.generator.forward(_host(z), _host(weights))
        return torch.from_numpy(kept.tape.values).to(z.device, z.dtype)

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> None:
        ctx.kept = inputs[0]
        ctx.save_for_backward(*inputs[1:])

    @staticmethod
    def backward(ctx: Any, cotangents: Any) -> tuple[None, Any, Any]:
        # A function of its own, so that torch.func and vmap take it apart as they do the forward pass.
        return None, *_Adjoint.apply(ctx.kept, *ctx.saved_tensors, cotangents)

    @staticmethod
    def vmap(info: Any, in_dims: tuple[Any, ...], kept: _Kept, weights: Any, z: Any) -> tuple[Any, int]:
        _, weights_at, z_at = in_dims
        if weights_at is None:
            # One call for the whole batch.
            moved = z.movedim(z_at, 0)
            flat = _Samples.apply(_Kept(kept.generator), weights, moved.reshape(-1, moved.shape[-1]))
            return flat.reshape(*moved.shape[:-1], -1), 0
        each = [
            _Samples.apply(_Kept(kept.generator), _slice(weights, weights_at, i), _slice(z, z_at, i))
            for i in range(info.batch_size)
        ]
        return torch.stack(each), 0


class _Adjoint(torch.autograd.Function):
    """Derivatives by weights and z for given cotangents of the samples. It has none of its own."""

    @staticmethod
    def forward(kept: _Kept, weights: Any, z: Any, cotangents: Any) -> tuple[Any, Any]:
        tape = kept.tape if kept.tape is not None else kept.generator.forward(_host(z), _host(weights))
        by_weights, by_z = tape.vjp(_host(cotangents))
        return (
            torch.from_numpy(by_weights).to(weights.device, weights.dtype),
            torch.from_numpy(by_z).to(z.device, z.dtype),
        )

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> None:
        pass

    @staticmethod
    def backward(ctx: Any, *_: Any) -> None:
        raise RuntimeError(
            "a generator has first derivatives only: a penalty on its gradients, or create_graph=True, needs second ones"
        )

    @staticmethod
    def vmap(
        info: Any, in_dims: tuple[Any, ...], kept: _Kept, weights: Any, z: Any, cotangents: Any
    ) -> tuple[tuple[Any, Any], tuple[int, int]]:
        _, weights_at, z_at, cotangents_at = in_dims
        # The tape is that of these weights and z only where neither is mapped over.
        own = kept if weights_at is None and z_at is None else None
        each = [
            _Adjoint.apply(
                own or _Kept(kept.generator),
                _slice(weights, weights_at, i),
                _slice(z, z_at, i),
                _slice(cotangents, cotangents_at, i),
            )
            for i in range(info.batch_size)
        ]
        return (torch.stack([a for a, _ in each]), torch.stack([b for _, b in each])), (0, 0)


def _slice(tensor: Any, axis: int | None, i: int) -> Any:
    return tensor if axis is None else tensor.select(axis, i)


def samples(generator: Generator, weights: Any, z: Any) -> Any:
    """Samples for latent vectors z (samples, latent_dim) under weights, differentiable once by both.

    It computes in double precision; tensors of another precision are converted on the way in and out.
    """
    return _Samples.apply(_Kept(generator), weights, z)


class GeneratorLayer(torch.nn.Module):
    """A generator whose weights are a parameter of the network that it is part of.

    :param dtype: of the parameter; float64 unless said otherwise
    """

    def __init__(self, generator: Generator, *, dtype: Any = torch.float64) -> None:
        super().__init__()
        self.generator = generator
        self.weights = torch.nn.Parameter(torch.from_numpy(np.array(generator.weights)).to(dtype))

    def forward(self, z: Any) -> Any:
        """(samples, latent_dim) to (samples, columns)."""
        return samples(self.generator, self.weights, z)

    def store(self) -> Generator:
        """Gives the trained weights back to the generator, for saving and sampling."""
        self.generator.weights = self.weights.detach().cpu().double().numpy()
        return self.generator
