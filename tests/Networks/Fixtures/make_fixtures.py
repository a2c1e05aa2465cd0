"""Computes with PyTorch what the engines must compute too, and writes it next to this script.

    python3 make_fixtures.py

PyTorch computes in double precision from inputs that are exact in single precision, and the results are rounded to single
precision, so that a fixture is right to the last digit it shows. A file maps a name to {"shape": [...], "values": [...]},
row-major. Losses are sum(row weight x row loss) / rows. Linear weights are [out, in].
"""

import json
import pathlib

import numpy
import torch

FOLDER = pathlib.Path(__file__).parent
ACTIVATIONS = {
    "identity": lambda x: x,
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
}

torch.set_default_dtype(torch.float64)


def single(values):
    """Doubles that are exact in single precision."""
    return torch.as_tensor(values, dtype=torch.float64).float().double()


def normal(generator, *shape, scale=1.0):
    return single(torch.randn(*shape, generator=generator) * scale)


def add(fixture, name, values):
    array = torch.as_tensor(values, dtype=torch.float64).detach().numpy().astype(numpy.float32)
    # str gives the shortest digits that make the same single-precision number.
    fixture[name] = {"shape": list(array.shape), "values": [float(str(value)) for value in array.ravel()]}


def write(name, fixture):
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in fixture.items()]
    (FOLDER / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def row_losses(loss, outputs, labels):
    if loss == "categorical":
        return torch.nn.functional.cross_entropy(outputs, labels.long(), reduction="none")
    if loss == "categorical-smoothed":
        return torch.nn.functional.cross_entropy(outputs, labels.long(), reduction="none", label_smoothing=0.1)
    return {
        "squared": torch.nn.MSELoss(reduction="none"),
        "absolute": torch.nn.L1Loss(reduction="none"),
        "huber-1": torch.nn.HuberLoss(reduction="none", delta=1.0),
        "huber-0.5": torch.nn.HuberLoss(reduction="none", delta=0.5),
        "binary": torch.nn.BCEWithLogitsLoss(reduction="none"),
    }[loss](outputs[:, 0], labels)


def mean_loss(loss, outputs, labels, row_weights):
    return (row_weights * row_losses(loss, outputs, labels)).sum() / len(labels)


def make_losses():
    fixture = {}
    generator = torch.Generator().manual_seed(1)
    row_weights = single([1, 2, 0.5, 1, 0, 3, 1.25, 1])
    add(fixture, "rowWeights", row_weights)
    regression = single([0.3, -2, 1.5, 80, -80, 0.1, 7, 1]), single([0.1, 1, 1.5, -3, 2, 0.4, 6.5, 2])
    binary = single([0, 80, 80, -80, -80, 2.5, -1, 1e-3]), single([1, 1, 0, 1, 0, 1, 0, 0])
    classes = normal(generator, 8, 3, scale=2)
    classes[1] = single([80, -80, 0])
    classes[2] = single([-80, 80, 80])
    multiclass = classes, single([0, 1, 2, 2, 1, 0, 1, 0])
    for loss in ["squared", "absolute", "huber-1", "huber-0.5", "binary", "categorical", "categorical-smoothed"]:
        outputs, labels = binary if loss == "binary" else multiclass if loss.startswith("categorical") else regression
        outputs = outputs.reshape(8, -1).clone().requires_grad_()
        value = mean_loss(loss, outputs, labels, row_weights)
        value.backward()
        add(fixture, f"{loss}/outputs", outputs)
        add(fixture, f"{loss}/labels", labels)
        add(fixture, f"{loss}/loss", value)
        add(fixture, f"{loss}/gradient", outputs.grad)
    write("losses", fixture)


def make_activations():
    fixture = {}
    values = single([-80, -20, -5, -1.5, -0.5, -1e-3, 0, 1e-3, 0.5, 1.5, 5, 20, 80])
    labels = single([3, -2, 1, 0.5, -0.5, 2, 1, -1, 2, 0.25, -3, 4, 70])
    add(fixture, "inputs", values)
    add(fixture, "labels", labels)
    for name, function in ACTIVATIONS.items():
        inputs = values.clone().requires_grad_()
        outputs = function(inputs)
        loss = mean_loss("squared", outputs[:, None], labels, torch.ones(len(labels)))
        loss.backward()
        add(fixture, f"{name}/outputs", outputs)
        add(fixture, f"{name}/squaredLossGradient", inputs.grad)
    write("activations", fixture)


def make_optimizers():
    fixture = {}
    generator = torch.Generator().manual_seed(2)
    start = {"weight": normal(generator, 3, 2), "bias": normal(generator, 3)}
    gradients = {"weight": normal(generator, 20, 3, 2), "bias": normal(generator, 20, 3, scale=0.1)}
    for name in start:
        add(fixture, f"start/{name}", start[name])
        add(fixture, f"gradients/{name}", gradients[name])
    cases = {
        "adamw-default": dict(learningRate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=0.01),
        "adamw-other": dict(learningRate=0.05, beta1=0.8, beta2=0.95, epsilon=1e-6, weightDecay=0.1),
        "sgd-plain": dict(learningRate=0.1, momentum=0, nesterov=0),
        "sgd-momentum": dict(learningRate=0.05, momentum=0.9, nesterov=0),
        "sgd-nesterov": dict(learningRate=0.05, momentum=0.9, nesterov=1),
    }
    for case, settings in cases.items():
        parameters = {name: torch.nn.Parameter(value.clone()) for name, value in start.items()}
        optimizer = make_optimizer(parameters, settings)
        values = {name: [] for name in parameters}
        for step in range(20):
            for name, parameter in parameters.items():
                parameter.grad = gradients[name][step].clone()
            optimizer.step()
            for name, parameter in parameters.items():
                values[name].append(parameter.detach().clone())
        for name, value in settings.items():
            add(fixture, f"{case}/{name}", value)
        for name in parameters:
            add(fixture, f"{case}/{name}", torch.stack(values[name]))
    write("optimizers", fixture)


def make_optimizer(parameters, settings):
    decay = settings.get("weightDecay", 0)
    groups = [
        {"params": [p for name, p in parameters.items() if name.endswith("weight")], "weight_decay": decay},
        {"params": [p for name, p in parameters.items() if name.endswith("bias")], "weight_decay": 0},
    ]
    if "momentum" in settings:
        return torch.optim.SGD(
            groups, lr=settings["learningRate"], momentum=settings["momentum"], nesterov=bool(settings["nesterov"]))
    return torch.optim.AdamW(
        groups, lr=settings["learningRate"], betas=(settings["beta1"], settings["beta2"]), eps=settings["epsilon"])


def forward(parameters, activation, numeric, categories):
    parts = [numeric]
    for column, table in enumerate(["first", "second"]):
        parts.append(parameters[f"input.embedding.{table}.weight"][categories[:, column]])
    hidden = torch.cat(parts, dim=1)
    for layer in range(2):
        hidden = torch.nn.functional.linear(
            hidden, parameters[f"trunk.{layer}.weight"], parameters[f"trunk.{layer}.bias"])
        hidden = ACTIVATIONS[activation](hidden)
    return torch.nn.functional.linear(hidden, parameters["head.y.weight"], parameters["head.y.bias"])


def make_mlp(activation, seed):
    fixture = {}
    generator = torch.Generator().manual_seed(seed)
    numeric = normal(generator, 6, 5)
    # Row 0 of a table serves missing values; a value that occurs twice makes gradients add up.
    categories = torch.tensor([[0, 4], [7, 1], [3, 1], [3, 0], [1, 2], [7, 4]])
    row_weights = single([1, 0.5, 2, 1, 1.5, 1])
    add(fixture, "numeric", numeric)
    add(fixture, "categories", categories)
    add(fixture, "rowWeights", row_weights)
    settings = dict(learningRate=0.02, beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=0.01)
    for name, value in settings.items():
        add(fixture, name, value)
    heads = {
        "regression": ("squared", 1, single([3, -1, 2.5, 4, -2, 0.5])),
        "binary": ("binary", 1, single([1, 0, 0, 1, 1, 0])),
        "multiclass": ("categorical", 3, single([2, 0, 1, 1, 2, 0])),
    }
    largest = 0
    for head, (loss, outputs, labels) in heads.items():
        shapes = {
            "input.embedding.first.weight": (8, 3),
            "input.embedding.second.weight": (5, 2),
            "trunk.0.weight": (8, 10),
            "trunk.0.bias": (8,),
            "trunk.1.weight": (6, 8),
            "trunk.1.bias": (6,),
            "head.y.weight": (outputs, 6),
            "head.y.bias": (outputs,),
        }
        parameters = {name: torch.nn.Parameter(normal(generator, *shape, scale=0.7)) for name, shape in shapes.items()}
        add(fixture, f"{head}/labels", labels)
        for name, value in parameters.items():
            add(fixture, f"{head}/weights/{name}", value)
        optimizer = make_optimizer(parameters, settings)
        losses, norms = [], []
        for step in range(20):
            optimizer.zero_grad()
            predictions = forward(parameters, activation, numeric, categories)
            value = mean_loss(loss, predictions, labels, row_weights)
            value.backward()
            if step == 0:
                add(fixture, f"{head}/outputs", predictions)
                for name, parameter in parameters.items():
                    add(fixture, f"{head}/gradients/{name}", parameter.grad)
            losses.append(value.item())
            norms.append(torch.nn.utils.clip_grad_norm_(parameters.values(), 1.0).item())
            optimizer.step()
        largest = max(largest, *norms)
        add(fixture, f"{head}/trainingLosses", losses)
        add(fixture, f"{head}/gradientNorms", norms)
    assert largest > 1, "no gradient is clipped"
    write(f"mlp-{activation}", fixture)



if __name__ == "__main__":
    make_losses()
    make_activations()
    make_optimizers()
    for number, activation in enumerate(ACTIVATIONS):
        make_mlp(activation, seed=10 + number)
