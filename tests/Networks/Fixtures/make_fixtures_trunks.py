"""Computes activations and whole trunks with PyTorch, in the manner of make_fixtures.py.

    python3 make_fixtures_trunks.py

A trunk's file has the input, "weights/..." (running statistics included), "scores" in evaluation mode before the step, and of one step in
training mode "loss", "gradients/..." and "after/..." for the running statistics.
"""

import math

import torch
from torch.nn import functional

from make_fixtures import add, mean_loss, normal, single, write

ACTIVATIONS = {
    "leakyRelu": (functional.leaky_relu, None),
    "parametricRelu": (lambda x, a: functional.prelu(x, a), ("slope", 0.25)),
    "elu": (functional.elu, None),
    "selu": (functional.selu, None),
    "gelu": (functional.gelu, None),
    "silu": (functional.silu, None),
    "mish": (functional.mish, None),
    "softplus": (functional.softplus, None),
    "gaussian": (lambda x: torch.exp(-x * x), None),
    "linearSigmoid": (lambda x, a: torch.where(x > 0, x, torch.sigmoid(x - a)), ("log_scale", float(single(math.log(2))))),
}


def make_activations():
    fixture = {}
    values = single([-80, -20, -12, -5, -1.5, -0.5, -1e-3, 1e-3, 0.5, 1.5, 5, 20, 80])
    labels = single([3, -2, 1, 0.5, -0.5, 2, 1, -1, 2, 0.25, -3, 4, 70])
    add(fixture, "inputs", values)
    add(fixture, "labels", labels)
    for name, (function, learned) in ACTIVATIONS.items():
        inputs = values.clone().requires_grad_()
        parameters = [single([learned[1]]).clone().requires_grad_()] if learned else []
        outputs = function(inputs, *parameters)
        mean_loss("squared", outputs[:, None], labels, torch.ones(len(labels))).backward()
        add(fixture, f"{name}/outputs", outputs)
        add(fixture, f"{name}/squaredLossGradient", inputs.grad)
        if learned:
            add(fixture, f"{name}/{learned[0]}", parameters[0])
            add(fixture, f"{name}/{learned[0]}Gradient", parameters[0].grad)
    write("further-activations", fixture)


class Network:
    """Named tensors, and functions that read them. New tensors are drawn when they are first asked for."""

    def __init__(self, seed, training=False):
        self.generator = torch.Generator().manual_seed(seed)
        self.parameters = {}
        self.constants = {}
        self.training = training

    def parameter(self, name, *shape, scale=0.6, shift=0.0):
        if name not in self.parameters:
            self.parameters[name] = torch.nn.Parameter(single(normal(self.generator, *shape, scale=scale) + shift))
        return self.parameters[name]

    def constant(self, name, *shape, positive=False):
        if name not in self.constants:
            values = normal(self.generator, *shape, scale=0.5)
            self.constants[name] = single(values.abs() + 0.5) if positive else values
        return self.constants[name]

    def linear(self, name, x, width):
        return functional.linear(x, self.parameter(f"{name}.weight", width, x.shape[-1]), self.parameter(f"{name}.bias", width))

    def weight_normalized(self, name, x, width):
        v = self.parameter(f"{name}.weight_v", width, x.shape[-1])
        g = self.parameter(f"{name}.weight_g", width, 1, shift=1)
        return functional.linear(x, g * v / v.norm(dim=1, keepdim=True), self.parameter(f"{name}.bias", width))

    def batch_norm(self, name, x, momentum=0.1):
        width = x.shape[-1]
        mean = self.constant(f"{name}.running_mean", width)
        variance = self.constant(f"{name}.running_var", width, positive=True)
        weight, bias = self.parameter(f"{name}.weight", width, shift=1), self.parameter(f"{name}.bias", width)
        return functional.batch_norm(x, mean, variance, weight, bias, self.training, momentum, 1e-5)

    def layer_norm(self, name, x):
        width = x.shape[-1]
        return functional.layer_norm(x, (width,), self.parameter(f"{name}.weight", width, shift=1), self.parameter(f"{name}.bias", width))

    def group_norm(self, name, x, groups):
        width = x.shape[-1]
        return functional.group_norm(
            x, groups, self.parameter(f"{name}.weight", width, shift=1), self.parameter(f"{name}.bias", width))


def make_trunk(name, seed, trunk, head=lambda network, x: network.linear("head.y", x, 1), average=lambda outputs: outputs):
    """trunk: (network, input) -> representation; head: -> outputs, rows first; average: members' outputs -> scores."""
    fixture = {}
    network = Network(seed)
    numeric = normal(network.generator, 7, 5)
    categories = torch.tensor([[0, 4], [7, 1], [3, 1], [3, 0], [1, 2], [7, 4], [5, 3]])
    row_weights = single([1, 0.5, 2, 1, 1.5, 1, 0.25])
    labels = single([3, -1, 2.5, 4, -2, 0.5, 1])
    for key, value in dict(numeric=numeric, categories=categories, rowWeights=row_weights, labels=labels).items():
        add(fixture, key, value)

    def run():
        tables = [network.parameter("input.embedding.first.weight", 8, 3), network.parameter("input.embedding.second.weight", 5, 2)]
        return head(network, trunk(network, [numeric, tables[0][categories[:, 0]], tables[1][categories[:, 1]]]))

    add(fixture, "scores", average(run()))
    for key, value in {**network.parameters, **network.constants}.items():
        add(fixture, f"weights/{key}", value)
    network.training = True
    outputs = run()
    members = outputs.reshape(len(labels), -1)
    loss = sum(mean_loss("squared", members[:, k : k + 1], labels, row_weights) for k in range(members.shape[1])) / members.shape[1]
    loss.backward()
    add(fixture, "loss", loss)
    for key, value in network.parameters.items():
        add(fixture, f"gradients/{key}", value.grad)
    for key, value in network.constants.items():
        add(fixture, f"after/{key}", value)
    write(name, fixture)


def make_normalized_mlps():
    def mlp(layer):
        def trunk(network, parts):
            x = torch.cat(parts, dim=1)
            for i, width in enumerate([8, 6]):
                x = torch.tanh(layer(network, f"trunk.{i}", x, width))
            return x

        return trunk

    make_trunk("mlp-batch-norm", 1, mlp(lambda n, name, x, width: n.batch_norm(f"{name}.norm", n.linear(name, x, width), momentum=0.3)))
    make_trunk("mlp-layer-norm", 2, mlp(lambda n, name, x, width: n.layer_norm(f"{name}.norm", n.linear(name, x, width))))
    make_trunk("mlp-group-norm", 3, mlp(lambda n, name, x, width: n.group_norm(f"{name}.norm", n.linear(name, x, width), 2)))
    make_trunk("mlp-weight-norm", 4, mlp(lambda n, name, x, width: n.weight_normalized(name, x, width)))

    def maxout(network, parts):
        x = torch.cat(parts, dim=1)
        for i, width in enumerate([8, 6]):
            x = network.linear(f"trunk.{i}", x, 3 * width).reshape(len(x), 3, width).max(dim=1).values
        return x

    make_trunk("mlp-maxout", 5, maxout)


if __name__ == "__main__":
    make_activations()
    make_normalized_mlps()
