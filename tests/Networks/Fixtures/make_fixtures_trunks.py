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


def residual_before(network, parts):
    x = network.linear("trunk.input", torch.cat(parts, dim=1), 6)
    for block in ["trunk.0", "trunk.1"]:
        branch = torch.relu(network.linear(f"{block}.hidden.0", network.batch_norm(f"{block}.norm", x), 12))
        x = x + network.linear(f"{block}.output", branch, 6)
    return torch.relu(network.batch_norm("trunk.output.norm", x))


def residual_after(network, parts):
    x = torch.cat(parts, dim=1)
    x = torch.relu(network.batch_norm("trunk.input.norm", network.linear("trunk.input", x, 6)))
    for block, width in [("trunk.0", 6), ("trunk.1", 8)]:
        branch = torch.relu(network.batch_norm(f"{block}.hidden.0.norm", network.linear(f"{block}.hidden.0", x, width)))
        branch = network.batch_norm(f"{block}.output.norm", network.linear(f"{block}.output", branch, width))
        if x.shape[-1] != width:
            x = network.batch_norm(f"{block}.shortcut.norm", network.linear(f"{block}.shortcut", x, width))
        x = torch.relu(x + branch)
    return x


def grouped_linear(network, name, x, width, groups):
    weight = network.parameter(f"{name}.weight", groups, width // groups, x.shape[-1] // groups)
    bias = network.parameter(f"{name}.bias", width)
    return functional.conv1d(x[:, :, None], weight.reshape(width, -1)[:, :, None], bias, groups=groups)[:, :, 0]


def residual_grouped(network, parts):
    x = torch.cat(parts, dim=1)
    x = torch.relu(network.layer_norm("trunk.input.norm", network.linear("trunk.input", x, 8)))
    hidden = torch.relu(network.layer_norm("trunk.0.hidden.0.norm", network.linear("trunk.0.hidden.0", x, 12)))
    hidden = torch.relu(network.layer_norm("trunk.0.hidden.1.norm", grouped_linear(network, "trunk.0.hidden.1", hidden, 12, 4)))
    branch = network.layer_norm("trunk.0.output.norm", network.linear("trunk.0.output", hidden, 8))
    squeezed = torch.relu(network.linear("trunk.0.excitation.0", branch, 2))
    return torch.relu(x + branch * torch.sigmoid(network.linear("trunk.0.excitation.1", squeezed, 8)))


def densely_connected(network, parts):
    x = torch.cat(parts, dim=1)
    for i, width in enumerate([5, 4, 3]):
        x = torch.cat([x, functional.silu(network.linear(f"trunk.{i}", x, width))], dim=1)
    return x


def attention_combined(network, parts):
    x = torch.cat(parts, dim=1)
    blocks = torch.stack([torch.tanh(network.linear(f"trunk.{i}.0", x, 6)) for i in range(3)], dim=1)
    weights = torch.softmax(network.linear("trunk.attention", x, 3), dim=1)
    return (weights[:, :, None] * blocks).sum(dim=1)


def gated_ensemble(network, parts):
    x = torch.cat(parts, dim=1)
    experts = [torch.tanh(network.linear(f"trunk.{i}.0", x, 6)) for i in range(2)]
    gate = torch.relu(network.linear("trunk.gate.0", torch.cat(experts, dim=1), 4))
    weights = torch.softmax(network.linear("trunk.gate.output", gate, 2), dim=1)
    return sum(weights[:, i : i + 1] * expert for i, expert in enumerate(experts))


def hierarchical_gating(network, parts):
    x = torch.cat(parts, dim=1)
    experts = [torch.tanh(network.linear(f"trunk.{i}.0", x, 6)) for i in range(4)]
    right = torch.sigmoid(network.linear("trunk.gate", x, 3))
    left = 1 - right
    # Node 0 is the root, 1 and 2 are its left and right children.
    paths = [left[:, 0] * left[:, 1], left[:, 0] * right[:, 1], right[:, 0] * left[:, 2], right[:, 0] * right[:, 2]]
    return sum(path[:, None] * expert for path, expert in zip(paths, experts))


def repeated(network, parts):
    x = torch.tanh(network.linear("trunk.0.0", torch.cat(parts, dim=1), 6))
    for _ in range(3):
        x = torch.tanh(network.linear("trunk.1.body.0", x, 6))
    return x


MEMBERS = 3


def batch_ensemble(network, parts):
    x = torch.cat(parts, dim=1)[:, None, :].expand(-1, MEMBERS, -1)
    for i, width in enumerate([8, 6]):
        r = network.parameter(f"trunk.{i}.r", MEMBERS, x.shape[-1], scale=1)
        s = network.parameter(f"trunk.{i}.s", MEMBERS, width, scale=1)
        weight, bias = network.parameter(f"trunk.{i}.weight", width, x.shape[-1]), network.parameter(f"trunk.{i}.bias", MEMBERS, width)
        x = torch.relu((x * r) @ weight.T * s + bias)
    return x


def member_heads(network, x):
    weight = network.parameter("head.y.weight", MEMBERS, 1, x.shape[-1])
    return torch.einsum("bki,koi->bko", x, weight) + network.parameter("head.y.bias", MEMBERS, 1)


def transformer(network, parts):
    numbers, first, second = parts
    width, heads, hidden = 4, 2, 5
    bias = network.parameter("trunk.tokenizer.bias", 7, width)
    tokens = [network.parameter("trunk.tokenizer.first", width).expand(len(numbers), 1, -1)]
    tokens.append(numbers[:, :, None] * network.parameter("trunk.tokenizer.weight", 5, width) + bias[:5])
    for i, vector in [(5, first), (6, second)]:
        tokens.append((vector @ network.parameter(f"trunk.tokenizer.{i}.weight", width, vector.shape[-1]).T + bias[i])[:, None])
    x = torch.cat(tokens, dim=1)
    for block in range(2):
        read = x if block == 0 else network.layer_norm(f"trunk.{block}.attention.norm", x)
        asking, x = (read[:, :1], x[:, :1]) if block == 1 else (read, x)

        def split(kind, value):
            return network.linear(f"trunk.{block}.attention.{kind}", value, width).unflatten(-1, (heads, -1)).transpose(1, 2)

        queries, keys, values = split("query", asking), split("key", read), split("value", read)
        weights = torch.softmax(queries @ keys.transpose(-1, -2) / math.sqrt(width // heads), dim=-1)
        mixed = (weights @ values).transpose(1, 2).flatten(-2)
        x = x + network.linear(f"trunk.{block}.attention.output", mixed, width)
        read = network.layer_norm(f"trunk.{block}.feed_forward.norm", x)
        gated = network.linear(f"trunk.{block}.feed_forward.gated", read, hidden)
        gated = gated * torch.relu(network.linear(f"trunk.{block}.feed_forward.hidden", read, hidden))
        x = x + network.linear(f"trunk.{block}.feed_forward.output", gated, width)
    return torch.relu(network.layer_norm("trunk.output.norm", x[:, 0]))


if __name__ == "__main__":
    make_activations()
    make_normalized_mlps()
    make_trunk("residual-before", 11, residual_before)
    make_trunk("residual-after", 12, residual_after)
    make_trunk("residual-grouped", 13, residual_grouped)
    make_trunk("densely-connected", 14, densely_connected)
    make_trunk("attention-combined", 15, attention_combined)
    make_trunk("gated-ensemble", 16, gated_ensemble)
    make_trunk("hierarchical-gating", 17, hierarchical_gating)
    make_trunk("repeated", 18, repeated)
    make_trunk("batch-ensemble", 19, batch_ensemble, member_heads, lambda outputs: outputs.mean(dim=1))
    make_trunk("transformer", 20, transformer)
