"""Takes 20 steps of further optimizers with PyTorch, as make_fixtures.py does; L-BFGS on functions that it evaluates itself.

    python3 make_fixtures_optimizers.py
"""

import torch

from make_fixtures import add, normal, single, write


def make():
    fixture = {}
    generator = torch.Generator().manual_seed(3)
    start = {"weight": normal(generator, 3, 7), "bias": normal(generator, 3)}
    gradients = {"weight": normal(generator, 20, 3, 7), "bias": normal(generator, 20, 3, scale=0.1)}
    for name in start:
        add(fixture, f"start/{name}", start[name])
        add(fixture, f"gradients/{name}", gradients[name])
    optim = torch.optim
    cases = {
        "adam": lambda groups: optim.Adam(groups, lr=0.02, betas=(0.8, 0.95), eps=1e-6),
        "adamax": lambda groups: optim.Adamax(groups, lr=0.02, betas=(0.9, 0.99), eps=1e-8),
        "adagrad": lambda groups: optim.Adagrad(groups, lr=0.05, eps=1e-10),
        "adadelta": lambda groups: optim.Adadelta(groups, lr=1, rho=0.9, eps=1e-6),
        "rmsprop": lambda groups: optim.RMSprop(groups, lr=0.02, alpha=0.95, eps=1e-8),
        "rmsprop-momentum": lambda groups: optim.RMSprop(groups, lr=0.01, alpha=0.9, momentum=0.8),
        "rmsprop-centered": lambda groups: optim.RMSprop(groups, lr=0.02, alpha=0.99, centered=True),
        "sgd-decay": lambda groups: optim.SGD(groups, lr=0.05, momentum=0.9, nesterov=True),
    }
    for case, make_optimizer in cases.items():
        parameters = {name: torch.nn.Parameter(value.clone()) for name, value in start.items()}
        # Weight decay does not touch biases.
        optimizer = make_optimizer([
            {"params": [parameters["weight"]], "weight_decay": 0.1},
            {"params": [parameters["bias"]], "weight_decay": 0},
        ])
        values = {name: [] for name in parameters}
        for step in range(20):
            for name, parameter in parameters.items():
                parameter.grad = gradients[name][step].clone()
            optimizer.step()
            for name, parameter in parameters.items():
                values[name].append(parameter.detach().clone())
        for name in parameters:
            add(fixture, f"{case}/{name}", torch.stack(values[name]))
    write("further-optimizers", fixture)


def logistic(fixture):
    """Logistic regression with a penalty, of features of very different size."""
    generator = torch.Generator().manual_seed(5)
    features = single(normal(generator, 40, 6) * torch.tensor([0.2, 0.5, 1, 1.5, 2, 3]))
    labels = torch.sign(features @ normal(generator, 6) + normal(generator, 40))
    add(fixture, "logistic/features", features)
    add(fixture, "logistic/labels", labels)
    start = normal(generator, 6, scale=2)
    return start, lambda w: torch.nn.functional.softplus(-labels * (features @ w)).mean() + 0.01 * (w @ w)


def rosenbrock(fixture):
    """The sum of (1 - x)^2 + 10 (y - x^2)^2 over two pairs."""
    return torch.tensor([-1.25, 1.0, 0.5, 2.0]), lambda w: ((1 - w[::2]) ** 2 + 10 * (w[1::2] - w[::2] ** 2) ** 2).sum()


def make_lbfgs():
    fixture = {}
    for name, make_function in {"logistic": logistic, "rosenbrock": rosenbrock}.items():
        start, function = make_function(fixture)
        add(fixture, f"{name}/start", start)
        parameter = torch.nn.Parameter(start)
        optimizer = torch.optim.LBFGS(
            [parameter], lr=1, max_iter=1, history_size=4, tolerance_grad=0, tolerance_change=0, line_search_fn="strong_wolfe"
        )

        def closure():
            optimizer.zero_grad()
            value = function(parameter)
            value.backward()
            return value

        values = []
        for _ in range(20):
            optimizer.step(closure)
            values.append(parameter.detach().clone())
        add(fixture, f"{name}/values", torch.stack(values))
    write("lbfgs", fixture)


if __name__ == "__main__":
    make()
    make_lbfgs()
