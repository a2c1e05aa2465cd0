"""PyTorch's times for the cases of benchmarks/Speed, which starts this and asks: prepare CASE SECONDS, sample SECONDS CALLS.

Cases that begin with step or fit are named WHAT.NETWORK.WIDTH.BATCH.ROWS.DEVICE.PRECISION: a step over a batch, or an epoch over so many rows."""
import contextlib
import ctypes
import sys
import time

import torch
from torch import nn

torch.set_num_threads(int(sys.argv[1]))
torch.set_num_interop_threads(1)
torch.manual_seed(1)


def mlp(inputs, *widths, dropout=0.0):
    layers = []
    for width in widths:
        layers += [nn.Linear(inputs, width), nn.ReLU(), *([nn.Dropout(dropout)] if dropout else [])]
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
    def __init__(self, width, factor, *dropouts):
        super().__init__()
        hidden, added = ([nn.Dropout(rate)] if rate else [] for rate in dropouts)
        self.body = nn.Sequential(
            nn.BatchNorm1d(width), nn.Linear(width, width * factor), nn.ReLU(), *hidden, nn.Linear(width * factor, width), *added)

    def forward(self, x):
        return x + self.body(x)


def residual(width, blocks, factor, *dropouts):
    return nn.Sequential(
        nn.Linear(64, width), *(Block(width, factor, *dropouts) for _ in range(blocks)), nn.BatchNorm1d(width), nn.ReLU(), nn.Linear(width, 1))


def stepping(model, device, narrow):
    device = torch.device(device)
    model.to(device).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, weight_decay=0.01, foreach=True)

    def step(target, *inputs):
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast(device.type, dtype=torch.bfloat16) if narrow else contextlib.nullcontext():
            output = model(*inputs)
        nn.functional.mse_loss(output.float(), target).backward()
        optimizer.step()

    return step


def training(model, *inputs, narrow=False):
    # The batch is ready: PyTorch is not charged for gathering its rows.
    step = stepping(model, inputs[0].device, narrow)
    target = torch.randn(inputs[0].shape[0], 1, device=inputs[0].device)
    return lambda: step(target, *inputs)


def epoch(model, rows, batch, device, narrow):
    step = stepping(model, device, narrow)
    features, target = torch.rand(rows, 64, device=device), torch.rand(rows, 1, device=device)

    def run():
        for chosen in torch.randperm(rows, device=device).split(batch):
            step(target.index_select(0, chosen), features.index_select(0, chosen))

    return run


def on_device(name):
    what, network, width, batch, rows, device, precision = name.split(".")
    width, batch, rows = int(width), int(batch), int(rows)
    torch.backends.cuda.matmul.allow_tf32 = precision == "TensorFloat32"
    model = mlp(64, width, width, width, dropout=0.1) if network == "mlp" else residual(width, 3, 1, 0.1, 0.0)
    narrow = precision == "BFloat16"
    call = epoch(model, rows, batch, device, narrow) if what == "fit" else training(model.to(device), torch.rand(batch, 64, device=device), narrow=narrow)

    def finished(calls):
        for _ in range(calls):
            call()
        if device == "cuda":
            torch.cuda.synchronize()

    return finished


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
    "train.residual.256": lambda: training(residual(192, 2, 2, 0.15, 0.15), torch.randn(256, 64)),
    "train.embedding.256": lambda: training(Embedding(), torch.randn(256, 16), torch.randint(1, 1001, (256, 10))),
    "train.sparse.256": lambda: training(Sparse(), *sparse_batch(256)),
    "score.row": one_row,
    "score.block.1024": lambda: blocks(1024),
    "score.block.65536": lambda: blocks(65_536),
}


def repeated(call):
    def run(calls):
        for _ in range(calls):
            call()

    return run


def find(name):
    if name.startswith(("step.", "fit.")):
        return on_device(name)
    return repeated(CASES[name]()) if name in CASES else None


def sample(run, seconds, calls):
    start = time.perf_counter()
    times = []
    while not times or time.perf_counter() - start < seconds:
        begin = time.perf_counter()
        run(calls)
        times.append((time.perf_counter() - begin) * 1000 / calls)
    return times


def main():
    print("PyTorch", torch.__version__, *(["with CUDA"] if torch.cuda.is_available() else []), flush=True)
    run = None
    for line in sys.stdin:
        words = line.split()
        if words[0] == "prepare":
            run = find(words[1])
            if run is not None and float(words[2]) > 0:
                sample(run, float(words[2]), 1)
            print("ok" if run is not None else "unknown", flush=True)
        elif words[0] == "forget":
            run = None
            ctypes.CDLL(None).malloc_trim(0)
            print("ok", flush=True)
        else:
            print(*(f"{value:.6f}" for value in sample(run, float(words[1]), int(words[2]))), flush=True)


main()
