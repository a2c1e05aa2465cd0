"""Computes further losses, their gradients and their scores with PyTorch, as make_fixtures.py does.

    python3 make_fixtures_losses.py

Where PyTorch has no such loss, the formula of the paper is written down here and differentiated by PyTorch.
"""

import torch
from torch.nn import functional

from make_fixtures import add, normal, single, write

QUANTILES = [0.05, 0.5, 0.75]


def pinball_scores(outputs):
    return torch.cat([outputs[:, :1], outputs[:, :1] + functional.softplus(outputs[:, 1:]).cumsum(1)], dim=1)


def pinball(outputs, labels):
    levels = single(QUANTILES)
    error = labels[:, None] - pinball_scores(outputs)
    return torch.maximum(levels * error, (levels - 1) * error).mean(1)


def focal(outputs, labels, gamma, alpha):
    # torchvision.ops.sigmoid_focal_loss, written out.
    entropy = functional.binary_cross_entropy_with_logits(outputs, labels, reduction="none")
    probability = torch.sigmoid(outputs)
    truth = probability * labels + (1 - probability) * (1 - labels)
    weight = 1 if alpha is None else alpha * labels + (1 - alpha) * (1 - labels)
    return weight * entropy * (1 - truth) ** gamma


def categorical_focal(outputs, labels, gamma, alpha):
    log_truth = functional.log_softmax(outputs, 1).gather(1, labels.long()[:, None])[:, 0]
    return -single(alpha)[labels.long()] * (1 - log_truth.exp()) ** gamma * log_truth


def crammer_singer(outputs, labels):
    truth = outputs.gather(1, labels.long()[:, None])[:, 0]
    others = outputs.scatter(1, labels.long()[:, None], -torch.inf)
    return (1 + others.max(1).values - truth).clamp(min=0)


def binary_smoothed(outputs, labels):
    return functional.binary_cross_entropy_with_logits(outputs, labels * 0.8 + 0.1, reduction="none")


def tweedie(outputs, labels, power):
    mean = torch.exp(outputs)
    return mean ** (2 - power) / (2 - power) - labels * mean ** (1 - power) / (1 - power)


def make():
    generator = torch.Generator().manual_seed(5)
    row_weights = single([1, 2, 0.5, 1, 0, 3, 1.25, 1])
    numbers = single([0.1, 1, 1.5, -3, 2, 0.4, 6.5, 2])
    counts = single([0, 1, 3, 0, 2, 7, 1, 12])
    amounts = single([0.1, 1, 3.5, 0.02, 2, 7, 1, 12])
    sides = single([1, 1, 0, 1, 0, 1, 0, 0])
    wide_classes = single([0, 11, 5, 3, 2, 11, 7, 0])
    classes = single([0, 1, 2, 2, 1, 0, 1, 0])
    column = normal(generator, 8, 1, scale=1.5)
    saturated = single([0, 30, 30, -30, -30, 2.5, -1, 1e-3])[:, None]
    narrow = normal(generator, 8, 3, scale=2)
    narrow[1] = single([30, -30, 0])
    wide = normal(generator, 8, 12, scale=2)
    shares = single(torch.softmax(normal(generator, 8, 12, scale=2), 1))
    shares[3] = 0
    shares[3, 4] = 1
    cases = {
        "log-cosh": (column, numbers, lambda o, y: (o[:, 0] - y).cosh().log(), lambda o: o),
        "pinball": (normal(generator, 8, 3), numbers, pinball, pinball_scores),
        "gaussian": (
            normal(generator, 8, 2),
            numbers,
            lambda o, y: functional.gaussian_nll_loss(o[:, 0], y, o[:, 1].exp(), reduction="none"),
            lambda o: torch.stack([o[:, 0], (o[:, 1] / 2).exp()], 1)),
        "poisson": (column, counts, lambda o, y: functional.poisson_nll_loss(o[:, 0], y, reduction="none"), torch.exp),
        "gamma": (column, amounts, lambda o, y: y / o[:, 0].exp() + o[:, 0], torch.exp),
        "tweedie-1.5": (column, counts, lambda o, y: tweedie(o[:, 0], y, 1.5), torch.exp),
        "tweedie-1.2": (column, counts, lambda o, y: tweedie(o[:, 0], y, 1.2), torch.exp),
        "binary-smoothed": (saturated, sides, lambda o, y: binary_smoothed(o[:, 0], y), lambda o: o),
        "binary-focal": (saturated, sides, lambda o, y: focal(o[:, 0], y, 2, None), lambda o: o),
        "binary-focal-0.25": (column, sides, lambda o, y: focal(o[:, 0], y, 1.5, 0.25), lambda o: o),
        "binary-hinge": (column, sides, lambda o, y: (1 - (2 * y - 1) * o[:, 0]).clamp(min=0), lambda o: o),
        "categorical-wide": (
            wide, wide_classes, lambda o, y: functional.cross_entropy(o, y.long(), reduction="none"), lambda o: o.softmax(1)),
        "categorical-wide-smoothed": (
            wide,
            wide_classes,
            lambda o, y: functional.cross_entropy(o, y.long(), reduction="none", label_smoothing=0.1),
            lambda o: o.softmax(1)),
        "categorical-focal": (narrow, classes, lambda o, y: categorical_focal(o, y, 2, [1, 1, 1]), lambda o: o.softmax(1)),
        "categorical-focal-weighted": (
            wide[:, :3].clone(), classes, lambda o, y: categorical_focal(o, y, 0.5, [0.5, 1, 2]), lambda o: o.softmax(1)),
        "hinge-crammer-singer": (narrow, classes, crammer_singer, lambda o: o),
        "hinge-weston-watkins": (
            narrow, classes, lambda o, y: 3 * functional.multi_margin_loss(o, y.long(), reduction="none"), lambda o: o),
        "kullback-leibler": (
            wide,
            shares,
            lambda o, p: functional.kl_div(o.log_softmax(1), p, reduction="none").sum(1),
            lambda o: o.softmax(1)),
    }
    fixture = {}
    add(fixture, "rowWeights", row_weights)
    for name, (outputs, labels, row_losses, scores) in cases.items():
        outputs = outputs.clone().requires_grad_()
        loss = (row_weights * row_losses(outputs, labels)).sum() / len(labels)
        loss.backward()
        add(fixture, f"{name}/outputs", outputs)
        add(fixture, f"{name}/labels", labels)
        add(fixture, f"{name}/loss", loss)
        add(fixture, f"{name}/gradient", outputs.grad)
        add(fixture, f"{name}/scores", scores(outputs))
    write("further-losses", fixture)


if __name__ == "__main__":
    make()
