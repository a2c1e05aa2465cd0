"""Computes numeric encodings with PyTorch and bin edges with NumPy. See make_fixtures.py for the format.

    python3 make_fixtures_encodings.py

The piecewise-linear encoding is written out in full here, component by component as in the paper, followed by an ordinary linear map.
"""

import math

import numpy
import torch

from make_fixtures import add, mean_loss, normal, single, write

DIMENSION = 5


def piecewise_linear(x, edges):
    bins = len(edges) - 1
    components = []
    for t in range(bins):
        component = (x - edges[t]) / (edges[t + 1] - edges[t])
        component = component if t == 0 else component.clamp(min=0)
        component = component if t == bins - 1 else component.clamp(max=1)
        components.append(component)
    return torch.stack(components, dim=1)


def periodic(x, frequencies):
    turns = 2 * math.pi * x[:, None] * frequencies
    return torch.cat([torch.sin(turns), torch.cos(turns)], dim=1)


def make(name, relu, encode, shapes, edges=None):
    """encode(parameters, x, feature) gives one feature's components and weight rows [components, dimension]."""
    fixture = {}
    generator = torch.Generator().manual_seed(4)
    x = normal(generator, 16, 2)
    # On an edge, beyond both ends, far out.
    x[:4, 0] = single([-1.0, 0.5, 9.0, -9.0])
    row_weights = single(torch.rand(16, generator=generator) + 0.5)
    labels = normal(generator, 16)
    parameters = {key: torch.nn.Parameter(normal(generator, *shape, scale=0.7)) for key, shape in shapes.items()}
    parameters["head.y.weight"] = torch.nn.Parameter(normal(generator, 1, 2 * DIMENSION))
    parameters["head.y.bias"] = torch.nn.Parameter(normal(generator, 1))
    vectors = []
    for feature in range(2):
        components, weight = encode(parameters, x[:, feature], feature)
        vector = components @ weight + parameters["input.numeric.encoding.bias"][feature]
        vectors.append(torch.relu(vector) if relu else vector)
    outputs = torch.nn.functional.linear(torch.cat(vectors, dim=1), parameters["head.y.weight"], parameters["head.y.bias"])
    loss = mean_loss("squared", outputs, labels, row_weights)
    loss.backward()
    for key, value in {"numeric": x, "rowWeights": row_weights, "labels": labels, "outputs": outputs, "loss": loss}.items():
        add(fixture, key, value)
    for key, value in parameters.items():
        add(fixture, f"weights/{key}", value)
        add(fixture, f"gradients/{key}", value.grad)
    if edges is not None:
        add(fixture, "weights/input.numeric.encoding.edges", torch.cat(edges))
    write(name, fixture)


def make_piecewise_linear(name, relu):
    edges = [single([-1.5, -1.0, -0.25, 0.5, 1.75]), single([-2.0, 0.125])]
    starts = [0, 4]

    def encode(parameters, x, feature):
        bins = len(edges[feature]) - 1
        weight = parameters["input.numeric.encoding.weight"][starts[feature]:starts[feature] + bins]
        return piecewise_linear(x, edges[feature]), weight

    make(name, relu, encode, {"input.numeric.encoding.weight": (5, DIMENSION), "input.numeric.encoding.bias": (2, DIMENSION)}, edges)


def make_periodic(name, relu):
    def encode(parameters, x, feature):
        return (
            periodic(x, parameters["input.numeric.encoding.frequency"][feature]),
            parameters["input.numeric.encoding.weight"][feature].T,
        )

    make(name, relu, encode, {
        "input.numeric.encoding.frequency": (2, 3),
        "input.numeric.encoding.weight": (2, DIMENSION, 6),
        "input.numeric.encoding.bias": (2, DIMENSION),
    })


def make_quantiles():
    fixture = {}
    generator = torch.Generator().manual_seed(5)
    values = normal(generator, 501).exp().float().double()
    add(fixture, "values", values)
    for bins in [1, 4, 48]:
        add(fixture, f"edges{bins}", numpy.quantile(values.numpy(), numpy.linspace(0, 1, bins + 1)))
    write("quantiles", fixture)


make_piecewise_linear("piecewise-linear", relu=False)
make_piecewise_linear("piecewise-linear-relu", relu=True)
make_periodic("periodic", relu=True)
make_periodic("periodic-linear", relu=False)
make_quantiles()
