"""The packed computation against one word at a time."""

import numpy as np

from rashomon.annotate.attributions import network
from rashomon.annotate.attributions.network import pack


def test_packing_visits_each_word_once_in_both_directions() -> None:
    lengths = np.asarray([2, 5, 1, 3])
    first = np.cumsum(lengths) - lengths
    packing = pack(first, lengths)
    assert packing.sizes == (4, 3, 2, 1, 1)
    for order, undo in ((packing.forward, packing.undo_forward), (packing.backward, packing.undo_backward)):
        assert sorted(order.tolist()) == list(range(11))
        assert order[undo].tolist() == list(range(11))
    assert packing.forward[:4].tolist() == [2, 8, 0, 7]
    assert packing.backward[:4].tolist() == [6, 10, 1, 7]


def test_lstm_is_that_of_its_definition() -> None:
    random = np.random.default_rng(3)
    width, hidden = 4, 3
    lengths = np.asarray([3, 6, 1])
    first = np.cumsum(lengths) - lengths
    x = random.normal(size=(10, width)).astype(np.float32)
    weight = random.normal(size=(2, width, 4 * hidden)).astype(np.float32)
    recurrent = random.normal(size=(2, hidden, 4 * hidden)).astype(np.float32)
    bias = random.normal(size=(2, 4 * hidden)).astype(np.float32)
    halved = [part.copy() for part in (weight, recurrent, bias)]
    for part in halved:
        part[..., : 3 * hidden] /= 2
    packed = network._bilstm(x, pack(first, lengths), *halved)
    for at, length in zip(first.tolist(), lengths.tolist(), strict=True):
        for direction in (0, 1):
            h = c = np.zeros(hidden)
            places = range(at, at + length)
            for place in places if direction == 0 else reversed(places):
                i, f, o, g = np.split(x[place] @ weight[direction] + h @ recurrent[direction] + bias[direction], 4)
                i, f, o = (1 / (1 + np.exp(-gate)) for gate in (i, f, o))
                c = f * c + i * np.tanh(g)
                h = o * np.tanh(c)
                mine = packed[place, direction * hidden : (direction + 1) * hidden]
                np.testing.assert_allclose(mine, h, atol=1e-5)
