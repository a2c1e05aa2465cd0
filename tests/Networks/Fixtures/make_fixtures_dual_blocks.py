"""Computes the outputs of dual blocks, their losses and gradients with PyTorch, as make_fixtures.py does.

    python3 make_fixtures_dual_blocks.py

The blocks' raw outputs are given row by row: the persistence logit, then the change block's outputs, then the logits of the gates if
there are any. A previous class of -1 and a previous number of NaN are missing ones; JSON has no NaN, so a flag says which.
"""

import torch
from torch.nn import functional

from make_fixtures import add, normal, single, write

MEAN, SCALE = single(1.5), single(0.75)
TOLERANCE, WEIGHT = single(0.25), single(0.5)
TEMPERATURE = single(0.5)


def mixture(raw, previous):
    stays, goes = functional.logsigmoid(raw[:, 0]), functional.logsigmoid(-raw[:, 0])
    change = functional.log_softmax(raw[:, 1:], 1)
    known = previous >= 0
    current = functional.one_hot(previous.clamp(min=0).long(), change.shape[1]).bool()
    mixed = goes[:, None] + change
    mixed = torch.where(current, torch.logaddexp(stays[:, None].expand_as(mixed), mixed), mixed)
    return torch.where(known[:, None], mixed, change)


def classes(generator):
    previous = single([0, 4, 2, -1, 3, 1, 0, 4])
    labels = single([0, 4, 3, 1, 3, 0, 2, 4])
    raw = normal(generator, 8, 6, scale=2)
    # Near-certain persistence, and near-certain change, where probabilities themselves would underflow.
    raw[5, 0], raw[6, 0] = 120.0, -120.0
    return raw, previous, labels


def gate_of(raw, threshold, hard):
    if threshold is None:
        return torch.sigmoid(raw[:, 0])
    return (raw[:, 0] > threshold).double() if hard else torch.sigmoid((raw[:, 0] - threshold) / TEMPERATURE)


def combine(raw, previous, missing, threshold, hard):
    gate = torch.where(missing, torch.zeros(()), gate_of(raw, threshold, hard))
    return gate * (previous - MEAN) / SCALE + (1 - gate) * raw[:, 1]


def make():
    generator = torch.Generator().manual_seed(11)
    weights = single([1, 2, 0.5, 1, 0, 3, 1.25, 1])
    fixture = {}
    add(fixture, "rowWeights", weights)

    raw, previous, labels = classes(generator)
    raw.requires_grad_()
    log_mixture = mixture(raw, previous)
    loss = (weights * functional.nll_loss(log_mixture, labels.long(), reduction="none")).sum() / 8
    loss.backward()
    known = previous >= 0
    for name, values in {
        "raw": raw, "previous": previous, "labels": labels, "loss": loss, "gradient": raw.grad, "scores": log_mixture.exp(),
        "probability": torch.where(known, torch.sigmoid(raw[:, 0]), torch.zeros(())), "change": raw[:, 1:].softmax(1),
    }.items():
        add(fixture, f"mixture/{name}", values)

    previous = single([1, 2.5, 0, 0, 1.75, 3, -1, 2])
    missing = torch.tensor([False, False, False, True, False, False, True, False])
    labels = single([1, 1.5, 0.25, 2, 2.5, 3, 0.5, 1.8])
    unchanged = ((labels - previous).abs() <= TOLERANCE).double()
    for name in ["soft", "threshold", "gates"]:
        raw = normal(generator, 8, 5 if name == "gates" else 2).requires_grad_()
        parameters = single([0.4, -0.3, 0.2]).requires_grad_()
        threshold = {
            "soft": lambda: None,
            "threshold": lambda: parameters[0],
            "gates": lambda: (raw[:, 2:].softmax(1) * parameters).sum(1),
        }[name]()
        output = combine(raw, previous, missing, threshold, hard=False)
        persistence = functional.binary_cross_entropy_with_logits(raw[:, 0], unchanged, reduction="none") * ~missing
        loss = (weights * ((output - (labels - MEAN) / SCALE) ** 2 + WEIGHT * persistence)).sum() / 8
        loss.backward()
        for key, values in {
            "raw": raw, "previous": previous, "missing": missing.double(), "labels": labels, "loss": loss, "gradient": raw.grad,
            "scores": combine(raw, previous, missing, threshold, hard=True) * SCALE + MEAN,
            "probability": torch.where(missing, torch.zeros(()), torch.sigmoid(raw[:, 0])), "change": raw[:, 1] * SCALE + MEAN,
        }.items():
            add(fixture, f"{name}/{key}", values)
        if name != "soft":
            count = 1 if name == "threshold" else 3
            add(fixture, f"{name}/thresholds", parameters[:count])
            add(fixture, f"{name}/thresholdGradient", parameters.grad[:count])
    write("dual-blocks", fixture)


if __name__ == "__main__":
    make()
