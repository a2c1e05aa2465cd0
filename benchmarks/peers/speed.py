"""PyTorch's times for the cases of benchmarks/Speed, which starts this and asks: prepare CASE SECONDS, sample SECONDS CALLS."""
import sys
import time

import torch
from torch import nn

torch.set_num_threads(int(sys.argv[1]))
torch.set_num_interop_threads(1)
torch.manual_seed(1)


def mlp(inputs, *widths):
    layers = []
    for width in widths:
        layers += [nn.Linear(inputs, width), nn.ReLU()]
        inputs = width
    return nn.Sequential(*layers, nn.Linear(inputs, 1))


class Embedding(nn.Module):
    def __init__(self):
        super().__init__()
        self.tables = nn.ModuleList([nn.Embedding(1001, 16) for _ in range(10)])
        self.trunk = mlp(16 + 10 * 16, 256, 256)

    def forward(self, numerics, categories):
        vectors = [table(categories[:, i]) for i, table in enumerate(self.tables)]
        return self.trunk(torch.cat([numerics, *vectors], 1))


class Sparse(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.EmbeddingBag(100_000, 128, mode="sum")
        self.bias = nn.Parameter(torch.zeros(128))
        self.last = nn.Linear(128, 1)

    def forward(self, slots, values):
        return self.last(torch.relu(self.first(slots, per_sample_weights=values) + self.bias))


class Block(nn.Module):
    def __init__(self, width, factor, dropout):
        super().__init__()
        self.body = nn.Sequential(
            nn.BatchNorm1d(width), nn.Linear(width, width * factor), nn.ReLU(), nn.Dropout(dropout),
            nn.Linear(width * factor, width), nn.Dropout(dropout))

    def forward(self, x):
        return x + self.body(x)


def residual():
    return nn.Sequential(
        nn.Linear(64, 192), Block(192, 2, 0.15), Block(192, 2, 0.15), nn.BatchNorm1d(192), nn.ReLU(), nn.Linear(192, 1))


def training(model, *inputs):
    # The batch is ready: PyTorch is not charged for gathering its rows.
    model.train()
    target = torch.randn(inputs[0].shape[0], 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, weight_decay=0.01, foreach=True)

    def step():
        optimizer.zero_grad(set_to_none=True)
        nn.functional.mse_loss(model(*inputs), target).backward()
        optimizer.step()

    return step


def sparse_batch(rows):
    slots = torch.stack([torch.randperm(100_000)[:50].sort().values for _ in range(rows)])
    return slots, torch.randn(rows, 50)


def blocks(size):
    model = mlp(64, 256, 256).eval()
    rows = torch.randn(1 << 20, 64)
    position = 0

    def score():
        nonlocal position
        with torch.inference_mode():
            model(rows[position:position + size])
        position = (position + size) % rows.shape[0]

    return score


def one_row():
    rows = torch.randn(1000, 1, 64)
    model = torch.jit.optimize_for_inference(torch.jit.trace(mlp(64, 256, 256).eval(), rows[0]))
    position = 0

    def score():
        nonlocal position
        with torch.inference_mode():
            model(rows[position])
        position = (position + 1) % 1000

    return score


CASES = {
    "train.mlp.256": lambda: training(mlp(64, 256, 256), torch.randn(256, 64)),
    "train.mlp.4096": lambda: training(mlp(64, 256, 256), torch.randn(4096, 64)),
    "train.residual.256": lambda: training(residual(), torch.randn(256, 64)),
    "train.embedding.256": lambda: training(Embedding(), torch.randn(256, 16), torch.randint(1, 1001, (256, 10))),
    "train.sparse.256": lambda: training(Sparse(), *sparse_batch(256)),
    "score.row": one_row,
    "score.block.1024": lambda: blocks(1024),
    "score.block.65536": lambda: blocks(65_536),
}


def sample(call, seconds, calls):
    start = time.perf_counter()
    times = []
    while len(times) < 3 or time.perf_counter() - start < seconds:
        begin = time.perf_counter()
        for _ in range(calls):
            call()
        times.append((time.perf_counter() - begin) * 1000 / calls)
    return times


def main():
    print("PyTorch", torch.__version__, flush=True)
    call = None
    for line in sys.stdin:
        words = line.split()
        if words[0] == "prepare":
            call = CASES[words[1]]() if words[1] in CASES else None
            if call is not None:
                sample(call, float(words[2]), 1)
            print("ok" if call is not None else "unknown", flush=True)
        else:
            print(*(f"{value:.6f}" for value in sample(call, float(words[1]), int(words[2]))), flush=True)


main()
