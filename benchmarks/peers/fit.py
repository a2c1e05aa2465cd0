"""The whole fits of benchmarks/Speed in PyTorch: fit.py CASE FILE THREADS. Ends with a line of seconds and peak megabytes."""
import csv
import resource
import sys
import time

import numpy as np
import torch
from torch import nn


class Network(nn.Module):
    def __init__(self, cardinalities, numerics, outputs):
        super().__init__()
        sizes = [min(600, round(1.6 * n ** 0.56)) for n in cardinalities]
        self.tables = nn.ModuleList([nn.Embedding(n + 1, size) for n, size in zip(cardinalities, sizes)])
        layers, width = [], numerics + sum(sizes)
        for _ in range(3):
            layers += [nn.Linear(width, 256), nn.ReLU(), nn.Dropout(0.1)]
            width = 256
        self.trunk = nn.Sequential(*layers, nn.Linear(width, outputs))

    def forward(self, numerics, categories):
        vectors = [table(categories[:, i]) for i, table in enumerate(self.tables)]
        return self.trunk(torch.cat([numerics, *vectors], 1))


def read(file, header, categories, numerics, label):
    with open(file, newline="") as lines:
        rows = [row for row in csv.reader(lines, skipinitialspace=True) if row][1 if header else 0:]
    keys = []
    for place in categories:
        index = {}
        keys.append([index.setdefault(row[place], len(index) + 1) for row in rows])
    x = np.array([[row[place] for place in numerics] for row in rows], np.float32)
    return x, np.array(keys, np.int64).T, [row[label] for row in rows]


def fit(x, keys, y, outputs, loss_of, batch, epochs):
    order = np.random.default_rng(1).permutation(len(x))
    held, train = order[: len(x) // 10], order[len(x) // 10:]
    mean, deviation = x[train].mean(0), x[train].std(0)
    tensors = [torch.from_numpy((x - mean) / np.where(deviation > 0, deviation, 1)), torch.from_numpy(keys), torch.from_numpy(y)]
    held, train = torch.from_numpy(held), torch.from_numpy(train)
    model = Network(keys.max(0).tolist(), x.shape[1], outputs)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0, foreach=True)
    for _ in range(epochs):
        model.train()
        shuffled = train[torch.randperm(len(train))]
        for start in range(0, len(train), batch):
            numerics, categories, target = (tensor[shuffled[start:start + batch]] for tensor in tensors)
            optimizer.zero_grad(set_to_none=True)
            loss_of(model(numerics, categories), target).backward()
            optimizer.step()
        model.eval()
        with torch.inference_mode():
            total = 0.0
            for start in range(0, len(held), batch):
                numerics, categories, target = (tensor[held[start:start + batch]] for tensor in tensors)
                total += loss_of(model(numerics, categories), target).item() * len(target)
    print("validation loss", total / len(held))


def main():
    case, file = sys.argv[1:3]
    torch.set_num_threads(int(sys.argv[3]))
    torch.manual_seed(1)
    start = time.perf_counter()
    if case == "fit.taxi":
        x, keys, labels = read(file, True, [0, 1, 5], [2, 3, 4], 6)
        y = np.array(labels, np.float32)
        y = ((y - y.mean()) / y.std())[:, None]
        fit(x, keys, y, 1, nn.functional.mse_loss, 512, 20)
    else:
        x, keys, labels = read(file, False, [1, 3, 5, 6, 7, 8, 9, 13], [0, 2, 4, 10, 11, 12], 14)
        fit(x, keys, np.array([label.startswith(">") for label in labels], np.int64), 2, nn.functional.cross_entropy, 256, 20)
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)


main()
