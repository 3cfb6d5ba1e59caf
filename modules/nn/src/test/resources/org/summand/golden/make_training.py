"""Golden training runs from PyTorch, which the tests of the Java library are compared with.

    /usr/bin/python3 make_training.py > training.json

Made with PyTorch 1.13.1, CPU: Debian 12's python3-torch 1.13.1+dfsg-4, whose
torch.__version__ calls itself "1.13.0a0".

Every case is run twice from the same start: in float32 ("losses") and in float64
("lossesDouble", "firstGradient", "finalWeights").  Inputs, targets, row weights and initial
weights are multiples of a power of two with few digits, so their decimals mean the same number
whether they are read as float or as double.  "losses" holds the shortest decimals that
read back as the same float32.

Where torch leaves room for doubt:
  * the loss is sum(w_i * l_i) / sum(w_i); l_i is the mean over a row's outputs (one number for
    cross entropy);
  * L2 and weight decay touch weight matrices and tables of embeddings only, never biases;
  * L2 is added to the gradient after clipping;
  * the clipped norm is taken over all parameters, biases too, and the factor is
    min(1, clipNorm / (norm + 1e-6));
  * the momentum buffer holds gradients and the rate multiplies it at each step; its first value
    is the first gradient (dampening 0);
  * a hyper-parameter that a case's "optimizer" does not name is off;
  * labels are smoothed in what is trained, by cross_entropy's label_smoothing (of yes or no with
    the logits 0 and z), and not in the losses that are told.
"""
import json
import math
import subprocess
import sys
import zlib

import numpy
import torch
import torch.nn.functional as F

STEPS = 10
ROWS = [8, 8, 5, 1, 8, 7, 3, 8, 8, 6]

ACTIVATIONS = {
    "relu": torch.relu,
    "leaky_relu": lambda z: F.leaky_relu(z, negative_slope=0.01),
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "gelu": lambda z: F.gelu(z, approximate="tanh"),
    "identity": lambda z: z,
}
KINKED = ("relu", "leaky_relu")

# One loss per row: (rows x outputs logits, target) -> rows.
ROW_LOSSES = {
    "softmax": lambda z, y: F.cross_entropy(z, y, reduction="none"),
    "sigmoid": lambda z, y: F.binary_cross_entropy_with_logits(z, y, reduction="none").mean(dim=1),
    "linear": lambda z, y: F.mse_loss(z, y, reduction="none").mean(dim=1),
    # In full: with what does not depend on z, and so without its log(0).
    "poisson": lambda z, y: (
        F.poisson_nll_loss(z, y, log_input=True, full=False, reduction="none")
        + torch.xlogy(y, y) - y).mean(dim=1),
    "huber": lambda z, y: F.huber_loss(z, y, reduction="none", delta=1.0).mean(dim=1),
}


def quantiles(z, y, levels):
    """The pinball loss of each row; z is the lowest quantile and what softplus makes the steps of."""
    answers = torch.cat([z[:, :1], F.softplus(z[:, 1:])], dim=1).cumsum(dim=1)
    levels = torch.tensor(levels, dtype=z.dtype)
    return torch.max(levels * (y - answers), (levels - 1) * (y - answers)).mean(dim=1)


# The same with labels smoothed; PyTorch has that for classes alone, of which yes and no are two.
SMOOTHED_ROW_LOSSES = {
    "softmax": lambda z, y, smoothing: F.cross_entropy(
        z, y, reduction="none", label_smoothing=smoothing),
    "sigmoid": lambda z, y, smoothing: F.cross_entropy(
        torch.stack([torch.zeros_like(z), z], dim=1), y.long(), reduction="none",
        label_smoothing=smoothing).mean(dim=1),
}


def torch_version():
    """The release; Debian's build misreports its own, so for that one the package is asked."""
    if torch.__file__.startswith("/usr/lib/python3/"):
        package = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "python3-torch"],
                                 stdout=subprocess.PIPE, check=True, text=True).stdout
        return package.split("+")[0].split("-")[0]
    return torch.__version__


def parse(network):
    """'5 -> embed 4x2 -> 7 tanh -> 3 softmax' -> (5, [(4, 2)], [(7, 'tanh'), (3, 'softmax')])"""
    first, *layers = [part.split() for part in network.split("->")]
    tables = []
    if layers[0][0] == "embed":
        tables = [tuple(int(n) for n in table.split("x")) for table in layers.pop(0)[1:]]
    if layers[-1][0] == "quantiles":
        layers[-1] = [len(layers[-1]) - 1, "quantiles"]
    return int(first[0]), tables, [(int(width), word) for width, word in layers]


def row_losses(network, z, y):
    """The loss of each row by the network's last stage."""
    last = network.split("->")[-1].split()
    if last[0] == "quantiles":
        return quantiles(z, y, [float(level) for level in last[1:]])
    return ROW_LOSSES[last[1]](z, y)


def first_width(inputs, tables):
    """The columns that the first dense layer reads."""
    return inputs - len(tables) + sum(width for _, width in tables)


def grid(tensor, steps_per_unit):
    """Rounds to multiples of 1 / steps_per_unit (a power of two)."""
    return torch.round(tensor * steps_per_unit) / steps_per_unit


def make_optimizer(spec, matrices, biases):
    """The torch optimiser; matrices are the first parameter group, biases the second."""
    name, rate = spec["name"], spec["rate"]
    decay = spec["weightDecay"] if name == "adamw" else spec.get("l2", 0.0)
    groups = [{"params": matrices, "weight_decay": decay}, {"params": biases, "weight_decay": 0.0}]
    if name == "sgd":
        return torch.optim.SGD(groups, lr=rate)
    if name in ("momentum", "nesterov"):
        return torch.optim.SGD(groups, lr=rate, momentum=spec["momentum"], dampening=0,
                               nesterov=name == "nesterov")
    if name == "adagrad":
        return torch.optim.Adagrad(groups, lr=rate, lr_decay=0, initial_accumulator_value=0,
                                   eps=spec["epsilon"])
    if name == "rmsprop":
        return torch.optim.RMSprop(groups, lr=rate, alpha=spec["decay"], eps=spec["epsilon"],
                                   momentum=0, centered=False)
    kind = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[name]
    return kind(groups, lr=rate, betas=(spec["beta1"], spec["beta2"]), eps=spec["epsilon"],
                amsgrad=False)


class Run:
    """One training run of a case in one number type."""

    def __init__(self, case, dtype):
        inputs, tables, layers = parse(case["network"])
        output = layers[-1][1]
        start, at = torch.tensor(case["initialWeights"], dtype=dtype), 0
        self.weights, self.biases, self.words = [], [], [word for _, word in layers]
        self.tables = []
        for categories, width in tables:
            table = start[at:at + categories * width].reshape(categories, width)
            self.tables.append(table.clone().requires_grad_())
            at += categories * width
        fan_in = first_width(inputs, tables)
        for width, _ in layers:
            w = start[at:at + fan_in * width].reshape(fan_in, width).clone().requires_grad_()
            at += fan_in * width
            b = start[at:at + width].clone().requires_grad_()
            at += width
            self.weights.append(w)
            self.biases.append(b)
            fan_in = width
        assert at == len(start)

        optimizer = make_optimizer(case["optimizer"], self.tables + self.weights, self.biases)
        clip = case["optimizer"].get("clipNorm")
        self.losses, self.norms, self.nearest_kink = [], [], math.inf
        for step in range(STEPS):
            rows = case["rows"][step]
            x = torch.tensor(case["x"][step], dtype=dtype).reshape(rows, inputs)
            if output == "softmax":
                y = torch.tensor(case["target"][step], dtype=torch.long)
            else:
                y = torch.tensor(case["target"][step], dtype=dtype).reshape(rows, -1)
            row_weight = torch.tensor(case["rowWeight"][step], dtype=dtype)

            optimizer.zero_grad()
            row_loss = row_losses(case["network"], self.logits(x), y)
            loss = (row_weight * row_loss).sum() / row_weight.sum()
            self.losses.append(loss.item())
            if "labelSmoothing" in case:
                row_loss = SMOOTHED_ROW_LOSSES[output](self.logits(x), y, case["labelSmoothing"])
                loss = (row_weight * row_loss).sum() / row_weight.sum()
            loss.backward()
            if step == 0:
                self.first_gradient = self.flat(lambda p: p.grad)
            parameters = self.tables + self.weights + self.biases
            norm = torch.nn.utils.clip_grad_norm_(parameters, clip if clip else math.inf)
            self.norms.append(norm.item())
            for group in optimizer.param_groups:
                group["lr"] = case["rateSchedule"][step]
            optimizer.step()
        self.final_weights = self.flat(lambda p: p.detach())

    def logits(self, x):
        plain = x.shape[1] - len(self.tables)
        x = torch.cat([x[:, :plain]] + [F.embedding(x[:, plain + t].long(), table)
                                        for t, table in enumerate(self.tables)], dim=1)
        # The last word names the loss, which starts from the logits: there is none to apply.
        for w, b, word in zip(self.weights, self.biases, self.words[:-1]):
            z = x @ w + b
            if word in KINKED:
                self.nearest_kink = min(self.nearest_kink, z.detach().abs().min().item())
            x = ACTIVATIONS[word](z)
        return x @ self.weights[-1] + self.biases[-1]

    def flat(self, of):
        """Tables, each row-major; then layer by layer: w row-major [inputs x outputs], then b."""
        tables = [v for table in self.tables for v in of(table).reshape(-1).tolist()]
        return tables + [v for w, b in zip(self.weights, self.biases)
                         for v in of(w).reshape(-1).tolist() + of(b).tolist()]


def make_case(name, network, optimizer, rates=None, row_weight=None, smoothing=None):
    """Makes the data and the start of a case from its name, then runs it."""
    random = torch.Generator().manual_seed(zlib.crc32(name.encode()))

    def normal(*shape):
        return torch.randn(*shape, generator=random, dtype=torch.float64)

    inputs, tables, layers = parse(network)
    outputs, output = layers[-1]
    start, fan_in = [], first_width(inputs, tables)
    for categories, width in tables:
        start += grid(normal(categories, width), 1024).reshape(-1).tolist()
    for width, _ in layers:
        start += grid(normal(fan_in, width) / math.sqrt(fan_in), 1024).reshape(-1).tolist()
        start += grid(normal(width) * 0.1, 1024).tolist()
        fan_in = width

    # Targets follow a hidden linear teacher, so that there is something to learn.
    teacher, offset = normal(inputs, outputs), normal(outputs) * 0.3
    xs, targets = [], []
    for rows in ROWS:
        x = grid(normal(rows, inputs), 64)
        for t, (categories, _) in enumerate(tables):
            x[:, inputs - len(tables) + t] = torch.randint(
                categories, (rows,), generator=random).double()
        t = x @ teacher + offset
        if output == "softmax":
            t = t.argmax(dim=1)
        elif output == "sigmoid":
            t = (t > 0).double()
        elif output == "poisson":
            t = torch.poisson(torch.exp(t.clamp(-2, 2)), generator=random)
        else:
            t = grid(t + 0.1 * normal(rows, outputs), 64)
            if output == "quantiles":
                t = t[:, :1]
        xs.append(x.reshape(-1).tolist())
        targets.append(t.reshape(-1).tolist())

    case = {
        "name": name,
        "network": network,
        "optimizer": optimizer,
        "rateSchedule": rates or [optimizer["rate"]] * STEPS,
        "rows": ROWS,
        "initialWeights": start,
        "x": xs,
        "target": targets,
        "rowWeight": [[1.0] * n if row_weight is None else
                      [row_weight[(3 * step + i) % len(row_weight)] for i in range(n)]
                      for step, n in enumerate(ROWS)],
    }
    if smoothing is not None:
        case["labelSmoothing"] = smoothing
    single, double = Run(case, torch.float32), Run(case, torch.float64)
    case["losses"] = single.losses
    case["lossesDouble"] = double.losses
    case["firstGradient"] = double.first_gradient
    case["finalWeights"] = double.final_weights
    check(case, single, double)
    return case


def check(case, single, double):
    """Refuses a case that rounding alone could decide; tells how far float32 was off."""
    loss_error = max(abs(a - b) for a, b in zip(single.losses, double.losses))
    weight_error = max(abs(a - b) for a, b in zip(single.final_weights, double.final_weights))
    moved = max(abs(a - b) for a, b in zip(double.final_weights, case["initialWeights"]))
    clip = case["optimizer"].get("clipNorm")
    clipped = sum(n > clip for n in double.norms) if clip else 0
    print("%-32s loss %.3f -> %.3f  moved %.3f  float32 off by: loss %.1e weights %.1e"
          "  kink %.0e  clipped %d" % (case["name"], double.losses[0], double.losses[-1], moved,
                                       loss_error, weight_error, double.nearest_kink, clipped),
          file=sys.stderr)
    assert all(math.isfinite(v) for v in double.losses + double.final_weights)
    assert all(sum(w) > 0 for w in case["rowWeight"])
    assert loss_error < 1e-5 and weight_error < 1e-5, case["name"]
    assert double.nearest_kink > 1e-5, case["name"]
    assert moved > 0.05, case["name"]
    assert not clip or 0 < clipped < STEPS, case["name"]


def adam(rate, **more):
    return dict(name="adam", rate=rate, beta1=0.9, beta2=0.999, epsilon=1e-8, **more)


def adamw(rate, decay):
    return dict(name="adamw", rate=rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=decay)


def sgd(rate, **more):
    return dict(name="sgd", rate=rate, **more)


def momentum(rate, name="momentum", **more):
    return dict(name=name, rate=rate, momentum=0.9, **more)


def cases():
    for activation in ACTIVATIONS:
        yield make_case("activation-" + activation, "5 -> 7 %s -> 3 softmax" % activation,
                        adam(0.03))

    yield make_case("loss-softmax", "4 -> 6 tanh -> 5 softmax", sgd(0.3))
    yield make_case("loss-sigmoid", "4 -> 6 tanh -> 3 sigmoid", sgd(0.5))
    yield make_case("loss-sigmoid-one-output", "4 -> 6 tanh -> 1 sigmoid", sgd(0.5))
    yield make_case("loss-linear", "4 -> 6 tanh -> 2 linear", sgd(0.1))
    yield make_case("loss-huber", "4 -> 6 tanh -> 2 huber", sgd(0.3))

    yield make_case("loss-poisson", "4 -> 6 tanh -> 2 poisson", sgd(0.02))
    yield make_case("loss-quantiles", "4 -> 6 tanh -> quantiles 0.1 0.5 0.9", sgd(0.3))
    yield make_case("smoothed-softmax", "4 -> 6 tanh -> 5 softmax", sgd(0.3), smoothing=0.125)
    yield make_case("smoothed-sigmoid", "4 -> 6 tanh -> 3 sigmoid", sgd(0.5), smoothing=0.25)

    classify = "5 -> 7 tanh -> 3 softmax"
    yield make_case("optimizer-sgd", classify, sgd(0.3))
    yield make_case("optimizer-momentum", classify, momentum(0.1))
    yield make_case("optimizer-nesterov", classify, momentum(0.1, name="nesterov"))
    yield make_case("optimizer-adagrad", classify, dict(name="adagrad", rate=0.1, epsilon=1e-10))
    yield make_case("optimizer-rmsprop", classify,
                    dict(name="rmsprop", rate=0.01, decay=0.99, epsilon=1e-8))
    yield make_case("optimizer-adam", classify, adam(0.03))
    yield make_case("optimizer-adamw", classify, adamw(0.03, 0.01))
    yield make_case("optimizer-adam-large-epsilon", classify,
                    dict(name="adam", rate=0.1, beta1=0.8, beta2=0.95, epsilon=0.01))
    yield make_case("optimizer-rmsprop-large-epsilon", classify,
                    dict(name="rmsprop", rate=0.03, decay=0.9, epsilon=0.01))

    yield make_case("l2-sgd", classify, sgd(0.3, l2=0.05))
    yield make_case("l2-nesterov", classify, momentum(0.1, name="nesterov", l2=0.05))
    yield make_case("l2-adam", classify, adam(0.03, l2=0.05))
    yield make_case("adamw-strong-decay", classify, adamw(0.05, 0.2))

    yield make_case("clip-sgd", classify, sgd(0.3, clipNorm=0.9))
    yield make_case("clip-l2-momentum", classify, momentum(0.1, l2=0.05, clipNorm=0.9))

    uneven = [1.0, 0.0, 2.0, 0.5, 1.0, 0.0, 0.0, 3.0, 0.25, 1.0, 1.0]
    yield make_case("row-weights-softmax", classify, adam(0.03), row_weight=uneven)
    yield make_case("row-weights-linear", "4 -> 6 relu -> 2 linear", momentum(0.02),
                    row_weight=uneven)

    falling = [0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025]
    rise_and_fall = [0.01, 0.02, 0.03, 0.04, 0.05, 0.04, 0.03, 0.02, 0.01, 0.005]
    yield make_case("schedule-momentum", classify, momentum(0.2), rates=falling)
    yield make_case("schedule-adamw", classify, adamw(0.05, 0.1), rates=rise_and_fall)

    yield make_case("deep", "6 -> 9 relu -> 8 gelu -> 4 tanh -> 3 softmax", adam(0.03))
    tables = "5 -> embed 4x3 9x2 -> 7 tanh -> 3 softmax"
    yield make_case("embedding", tables, sgd(0.3))
    yield make_case("embedding-adamw", tables, adamw(0.05, 0.2), row_weight=uneven)
    yield make_case("embedding-alone", "1 -> embed 6x4 -> 2 linear", momentum(0.05, l2=0.05))
    yield make_case("single-layer", "4 -> 3 softmax", sgd(0.3))


class Verbatim(float):
    """A float32 value, printed as the shortest decimal that reads back as that float32."""

    def __repr__(self):
        return str(numpy.float32(self))


def number(value):
    if isinstance(value, float) and value == int(value) and abs(value) < 1e6:
        return str(int(value))
    return repr(value)


def text(value):
    """JSON with flat lists on one line; whole numbers lose their '.0'."""
    if isinstance(value, list):
        return "[" + ",".join(text(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(json.dumps(k) + ": " + text(v) for k, v in value.items()) + "}"
    return json.dumps(value) if isinstance(value, str) else number(value)


def main():
    torch.set_num_threads(1)
    blocks = []
    for case in cases():
        case["losses"] = [Verbatim(v) for v in case["losses"]]
        blocks.append("{\n" + ",\n".join(" %s: %s" % (json.dumps(k), text(v))
                                         for k, v in case.items()) + "\n}")
    print('{"pytorch": %s, "cases": [\n%s\n]}' % (json.dumps(torch_version()), ",\n".join(blocks)))


if __name__ == "__main__":
    main()
