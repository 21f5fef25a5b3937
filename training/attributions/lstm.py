"""A bidirectional LSTM over packed windows with its gradient written out.

torch's own packed LSTM spends most of its time on the CPU filling zeros in the gradient of slices; this one is five
times as fast there and does exactly what `rashomon.annotate.attributions.network` does in numpy.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn


class Packing:
    """Where each word stands when windows run in step: rows of step 0, then of step 1, longest window first."""

    def __init__(self, first: np.ndarray, lengths: np.ndarray) -> None:
        order = np.argsort(-lengths, kind="stable")
        first, lengths = first[order], lengths[order]
        steps = np.arange(lengths[0]) if len(lengths) else np.arange(0)
        self.sizes = [int(n) for n in (lengths[None, :] > steps[:, None]).sum(1)]
        forward = [first[:n] + t for t, n in enumerate(self.sizes)]
        backward = [first[:n] + lengths[:n] - 1 - t for t, n in enumerate(self.sizes)]
        self.forward = torch.from_numpy(np.concatenate(forward))
        self.backward = torch.from_numpy(np.concatenate(backward))
        self.undo_forward = torch.argsort(self.forward)
        self.undo_backward = torch.argsort(self.backward)


class Recurrence(torch.autograd.Function):
    """Both directions of the recurrence: gates (2, words, 4 hidden) and weights (2, hidden, 4 hidden) to states."""

    @staticmethod
    def forward(ctx: Any, gates: Tensor, weight: Tensor, sizes: list[int]) -> Tensor:
        _, words, four = gates.shape
        hidden = four // 4
        out = gates.new_empty(2, words, hidden)
        cells, active, before = torch.empty_like(out), torch.empty_like(gates), torch.zeros_like(out)
        h = c = gates.new_zeros(2, sizes[0], hidden)
        at = 0
        for n in sizes:
            rows = slice(at, at + n)
            h, c = h[:, :n], c[:, :n]
            before[:, rows] = h
            g = torch.baddbmm(gates[:, rows], h, weight)
            a = active[:, rows]
            torch.sigmoid(g[..., : 3 * hidden], out=g[..., : 3 * hidden])
            torch.tanh(g[..., 3 * hidden :], out=g[..., 3 * hidden :])
            a.copy_(g)
            c = g[..., hidden : 2 * hidden] * c + g[..., :hidden] * g[..., 3 * hidden :]
            h = g[..., 2 * hidden : 3 * hidden] * torch.tanh(c)
            out[:, rows], cells[:, rows] = h, c
            at += n
        ctx.sizes = sizes
        ctx.save_for_backward(weight, active, cells, before)
        return out

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None]:
        grad = grads[0]
        weight, active, cells, before = ctx.saved_tensors
        sizes = ctx.sizes
        hidden = grad.shape[2]
        change = torch.empty_like(active)
        transposed = weight.transpose(1, 2).contiguous()
        dh_next = dc_next = grad.new_zeros(2, 0, hidden)
        starts = np.cumsum([0, *sizes]).tolist()
        for t in range(len(sizes) - 1, -1, -1):
            n, rows = sizes[t], slice(starts[t], starts[t + 1])
            a = active[:, rows]
            i, f, o, g = a.split(hidden, 2)
            tanh_c = torch.tanh(cells[:, rows])
            dh = grad[:, rows].clone()
            dh[:, : dh_next.shape[1]] += dh_next
            dc = dh * o * (1 - tanh_c * tanh_c)
            dc[:, : dc_next.shape[1]] += dc_next
            d = change[:, rows]
            d[..., :hidden] = dc * g * i * (1 - i)
            if t:
                previous = cells[:, starts[t - 1] : starts[t - 1] + n]
                d[..., hidden : 2 * hidden] = dc * previous * f * (1 - f)
            else:
                d[..., hidden : 2 * hidden] = 0
            d[..., 2 * hidden : 3 * hidden] = dh * tanh_c * o * (1 - o)
            d[..., 3 * hidden :] = dc * i * (1 - g * g)
            dc_next = dc * f
            dh_next = torch.bmm(d, transposed)
        return change, torch.bmm(before.transpose(1, 2), change), None


class BiLstm(nn.Module):
    """A bidirectional LSTM layer over the words of packed windows; gates in the order input, forget, output, cell."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        bound = hidden**-0.5
        self.input = nn.Parameter(torch.empty(2, width, 4 * hidden).uniform_(-bound, bound))
        self.state = nn.Parameter(torch.empty(2, hidden, 4 * hidden).uniform_(-bound, bound))
        bias = torch.zeros(2, 4 * hidden)
        bias[:, hidden : 2 * hidden] = 1.0
        self.bias = nn.Parameter(bias)

    def forward(self, x: Tensor, packing: Packing) -> Tensor:
        """Return (words, 2 hidden): forward states, then backward states."""
        gates = torch.stack([x @ self.input[0], x @ self.input[1]]) + self.bias[:, None]
        gates = torch.stack([gates[0][packing.forward], gates[1][packing.backward]])
        out = Recurrence.apply(gates, self.state, packing.sizes)
        return torch.cat([out[0][packing.undo_forward], out[1][packing.undo_backward]], 1)
