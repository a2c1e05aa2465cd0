"""Computes a network of several heads and the weights of their losses with PyTorch, as make_fixtures.py does.

    python3 make_fixtures_heads.py

The head "wage" reads the probabilities of the heads "member" and "sector", without a gradient. Missing labels are written as -99.
"""

import torch
from torch.nn import functional

from make_fixtures import add, normal, single, write

ROWS = 12
STEPS = 15
RATE = 0.1
HEADS = ["wage", "sector", "member"]
REGRESSION = {"wage"}
FIXED = {"wage": 0.5, "sector": 1.0, "member": 2.0}
MISSING = {"wage": [0, 3, 7], "sector": [1], "member": [3, 4, 5, 11]}
SECTOR_WEIGHTS = single([0.5, 1, 2])
MEMBER_WEIGHTS = single([1, 3])


def initial(generator):
    shapes = {
        "trunk.0": (6, 4),
        "head.sector.trunk.0": (5, 6),
        "head.sector": (3, 5),
        "head.member": (1, 6),
        "head.wage": (1, 10),
    }
    weights = {}
    for name, shape in shapes.items():
        weights[f"{name}.weight"] = normal(generator, *shape, scale=0.5)
        weights[f"{name}.bias"] = normal(generator, shape[0], scale=0.1)
    return weights


def linear(weights, name, inputs):
    return inputs @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def forward(weights, numeric):
    trunk = torch.tanh(linear(weights, "trunk.0", numeric))
    sector = linear(weights, "head.sector", torch.tanh(linear(weights, "head.sector.trunk.0", trunk)))
    member = linear(weights, "head.member", trunk)
    seen = torch.cat([trunk, torch.sigmoid(member).detach(), torch.softmax(sector, 1).detach()], 1)
    return trunk, {"wage": linear(weights, "head.wage", seen), "sector": sector, "member": member}


def losses(outputs, labels, row_weights):
    result = {}
    for head in HEADS:
        known = [row for row in range(ROWS) if row not in MISSING[head]]
        output, label, weight = outputs[head][known], labels[head][known], row_weights[known]
        if head == "wage":
            rows = (output[:, 0] - label) ** 2
        elif head == "sector":
            rows = SECTOR_WEIGHTS[label.long()] * functional.cross_entropy(output, label.long(), reduction="none")
        else:
            rows = MEMBER_WEIGHTS[label.long()] * functional.binary_cross_entropy_with_logits(output[:, 0], label, reduction="none")
        result[head] = (weight * rows).sum() / len(known)
    return result


class Fixed:
    def total(self, values, trunk):
        return sum(FIXED[head] * values[head] for head in HEADS)

    def update(self):
        pass

    def weights(self):
        return [FIXED[head] for head in HEADS]


class Uncertainty(Fixed):
    def __init__(self):
        scales = [0.5 if head in REGRESSION else 1.0 for head in HEADS]
        self.scales = torch.tensor(scales)
        self.log_variances = torch.tensor(scales).log().requires_grad_()
        self.optimizer = torch.optim.Adam([self.log_variances], lr=0.05)

    def total(self, values, trunk):
        parts = self.scales * torch.exp(-self.log_variances) * torch.stack([values[head] for head in HEADS]) + self.log_variances / 2
        self.optimizer.zero_grad()
        return (torch.tensor([FIXED[head] for head in HEADS]) * parts).sum()

    def update(self):
        # The fixed weights have no part in what is learned.
        self.log_variances.grad /= torch.tensor([FIXED[head] for head in HEADS])
        self.optimizer.step()

    def weights(self):
        return [FIXED[head] * (self.scales * torch.exp(-self.log_variances))[i].item() for i, head in enumerate(HEADS)]


class GradNorm(Fixed):
    ALPHA = 0.7

    def __init__(self):
        self.factors = torch.ones(len(HEADS)).requires_grad_()
        self.optimizer = torch.optim.Adam([self.factors], lr=0.05)
        self.first = None

    def total(self, values, trunk):
        stacked = torch.stack([values[head] for head in HEADS])
        self.first = stacked.detach() if self.first is None else self.first
        norms = torch.stack([
            torch.autograd.grad(self.factors[i] * stacked[i], trunk, retain_graph=True, create_graph=True)[0].norm() for i in range(len(HEADS))])
        pace = stacked.detach() / self.first
        target = (norms.mean() * (pace / pace.mean()) ** self.ALPHA).detach()
        self.optimizer.zero_grad()
        self.gradient = torch.autograd.grad((norms - target).abs().sum(), self.factors, retain_graph=True)[0]
        return (torch.tensor([FIXED[head] for head in HEADS]) * self.factors.detach() * stacked).sum()

    def update(self):
        self.factors.grad = self.gradient
        self.optimizer.step()
        with torch.no_grad():
            self.factors *= len(HEADS) / self.factors.sum()

    def weights(self):
        return [FIXED[head] * self.factors[i].item() for i, head in enumerate(HEADS)]


class MovingAverage(Fixed):
    DECAY = 0.8

    def __init__(self):
        self.sums, self.count, self.factors = torch.zeros(len(HEADS)), 0, torch.ones(len(HEADS))

    def total(self, values, trunk):
        stacked = torch.stack([values[head] for head in HEADS])
        total = (torch.tensor([FIXED[head] for head in HEADS]) * self.factors * stacked).sum()
        self.sums = self.DECAY * self.sums + (1 - self.DECAY) * stacked.detach()
        self.count += 1
        return total

    def update(self):
        self.factors = (1 - self.DECAY**self.count) / self.sums

    def weights(self):
        return [FIXED[head] * self.factors[i].item() for i, head in enumerate(HEADS)]


def make():
    generator = torch.Generator().manual_seed(11)
    start = initial(generator)
    numeric = normal(generator, ROWS, 4)
    row_weights = single([1, 2, 0.5, 1, 0, 3, 1.25, 1, 1, 2, 0.25, 1])
    labels = {
        "wage": normal(generator, ROWS, scale=2),
        "sector": single(torch.randint(0, 3, (ROWS,), generator=generator)),
        "member": single(torch.randint(0, 2, (ROWS,), generator=generator)),
    }
    fixture = {}
    add(fixture, "numeric", numeric)
    add(fixture, "rowWeights", row_weights)
    written = torch.stack([labels[head] for head in HEADS], 1)
    for column, head in enumerate(HEADS):
        written[MISSING[head], column] = -99
    add(fixture, "labels", written)
    for name, value in start.items():
        add(fixture, f"weights/{name}", value)
    for case, weighting in {"fixed": Fixed(), "uncertainty": Uncertainty(), "gradNorm": GradNorm(), "movingAverage": MovingAverage()}.items():
        weights = {name: value.clone().requires_grad_() for name, value in start.items()}
        history = {"loss": [], "headLosses": [], "headWeights": []}
        for step in range(STEPS):
            trunk, outputs = forward(weights, numeric)
            values = losses(outputs, labels, row_weights)
            total = weighting.total(values, trunk)
            gradients = torch.autograd.grad(total, list(weights.values()), retain_graph=True)
            if case == "uncertainty":
                weighting.log_variances.grad = torch.autograd.grad(total, weighting.log_variances)[0]
            weighting.update()
            if step == 0 and case == "fixed":
                add(fixture, "outputs", torch.cat([outputs[head] for head in HEADS], 1))
                for name, gradient in zip(weights, gradients):
                    add(fixture, f"gradients/{name}", gradient)
            with torch.no_grad():
                for weight, gradient in zip(weights.values(), gradients):
                    weight -= RATE * gradient
            history["loss"].append(total.item())
            history["headLosses"].append([values[head].item() for head in HEADS])
            history["headWeights"].append(weighting.weights())
        for name, value in history.items():
            add(fixture, f"{case}/{name}", value)
    write("heads", fixture)


if __name__ == "__main__":
    make()
