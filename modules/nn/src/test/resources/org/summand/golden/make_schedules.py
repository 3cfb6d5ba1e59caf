"""Golden learning-rate schedules from PyTorch.

    /usr/bin/python3 make_schedules.py > schedules.json

Made with PyTorch 1.13.1 (Debian 12's python3-torch; see make_training.py).  Entry k (from 0) of
each list is the rate that step k + 1 uses; scheduler.step() is called once after each step.
"""
import json

import torch
from torch.optim import lr_scheduler

from make_training import torch_version

BASE_RATE, STEPS = 0.1, 30


def rates(make_scheduler):
    parameter = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([parameter], lr=BASE_RATE)
    scheduler = make_scheduler(optimizer)
    used = []
    for _ in range(STEPS):
        used.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return used


print(json.dumps({
    "pytorch": torch_version(),
    "step": rates(lambda o: lr_scheduler.StepLR(o, step_size=7, gamma=0.5)),
    "exponential": rates(lambda o: lr_scheduler.ExponentialLR(o, gamma=0.9)),
    "cosine": rates(lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=30, eta_min=0.001)),
}, indent=1))
