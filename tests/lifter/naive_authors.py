"""The authors' network, number by number: their layout of weights, and what it does to one window.

Written from the paper's equations and the layout's names alone, so that it shares nothing with Relief.
"""

import numpy as np

JOINTS = {
    "Torso": (0, 7, 8, 9, 10),
    "LArm": (14, 15, 16),
    "RArm": (11, 12, 13),
    "LLeg": (1, 2, 3),
    "RLeg": (4, 5, 6),
}
"""What each encoder is fed: the layout's left is the skeleton's right."""


def make_state(*, filters, has_encodings, has_fusion, channels=4, hidden=7, latent=5, seed=0):
    """A state dict (name -> array) with random numbers."""
    rng = np.random.default_rng(seed)
    state = {}

    def layer(name, *shape, has_bias=True):
        state[f"{name}.weight"] = rng.normal(0, 1 / np.sqrt(np.prod(shape[1:])), shape)
        if has_bias:
            state[f"{name}.bias"] = rng.normal(0, 0.3, shape[0])

    def norm(name, size):
        state[f"{name}.weight"] = rng.uniform(0.5, 1.5, size)
        state[f"{name}.bias"] = rng.normal(0, 0.3, size)
        state[f"{name}.running_mean"] = rng.normal(0, 0.3, size)
        state[f"{name}.running_var"] = rng.uniform(0.5, 1.5, size)
        state[f"{name}.num_batches_tracked"] = np.array(12345)

    def dense(name, size_in, size_out, blocks=1):
        layer(f"{name}.fc_1", hidden, size_in)
        norm(f"{name}.bn_1", hidden)
        for i in range(blocks):
            for number in (1, 2):
                layer(f"{name}.layers.{i}.w{number}", hidden, hidden)
                norm(f"{name}.layers.{i}.batch_norm{number}", hidden)
        layer(f"{name}.fc_2", size_out, hidden)

    for group, joints in JOINTS.items():
        name = f"LocalLayer_{group}"
        inputs = len(joints) * (6 if has_encodings else 2)
        layer(f"{name}.expand_conv", channels, inputs, 3, has_bias=False)
        norm(f"{name}.expand_bn", channels)
        for i in range(2 * (filters - 1)):
            layer(f"{name}.layers_conv.{i}", channels, channels, 1 if i % 2 else 3, has_bias=False)
            norm(f"{name}.layers_bn.{i}", channels)
        layer(f"{name}.shrink", latent, channels, 1)
    dense("GlobalInfo", 34, latent, blocks=2)
    if has_fusion:
        for i in range(5):
            dense(f"FuseBlocks.{i}", 4 * latent, latent)
    for group, joints in JOINTS.items():
        dense(f"Integration_{group}", (3 if has_fusion else 2) * latent, 3 * len(joints))
    return {name: np.asarray(value) for name, value in state.items()}


def lift_window(state, window):
    """Joints (17, 3) of the middle frame of a window (T, 17, 2)."""
    has_encodings = state["LocalLayer_Torso.expand_conv.weight"].shape[1] == 30
    features = [
        encode_local(state, f"LocalLayer_{group}", list_inputs(window, joints, has_encodings))
        for group, joints in JOINTS.items()
    ]
    current = window[len(window) // 2]
    whole = run_dense(state, "GlobalInfo", [c for joint in current for c in joint])
    lifted = np.empty((17, 3))
    for i, (group, joints) in enumerate(JOINTS.items()):
        seen = [*features[i]]
        if "FuseBlocks.0.fc_1.weight" in state:
            others = [value for k in range(5) if k != i for value in features[k]]
            seen += run_dense(state, f"FuseBlocks.{i}", others)
        out = run_dense(state, f"Integration_{group}", [*seen, *whole])
        for k, joint in enumerate(joints):
            lifted[joint] = out[3 * k : 3 * k + 3]
    return lifted


def list_inputs(window, joints, has_encodings):
    """T lists: all of K, then all of K_P (eq. 9), then all of K_T (eq. 13), each joint by joint."""
    current = window[len(window) // 2]
    frames = []
    for frame in window:
        values = [frame[j][c] for j in joints for c in (0, 1)]
        if has_encodings:
            values += [frame[j][c] - frame[0][c] for j in joints for c in (0, 1)]
            values += [frame[j][c] - current[j][c] for j in joints for c in (0, 1)]
        frames.append(values)
    return frames


def encode_local(state, name, frames):
    x = convolve(frames, state[f"{name}.expand_conv.weight"])
    x = [activate(state, f"{name}.expand_bn", v) for v in x]
    i = 0
    while f"{name}.layers_conv.{i}.weight" in state:
        centre = [x[t] for t in range(1, len(x), 3)]
        y = convolve(x, state[f"{name}.layers_conv.{i}.weight"])
        y = [activate(state, f"{name}.layers_bn.{i}", v) for v in y]
        y = convolve(y, state[f"{name}.layers_conv.{i + 1}.weight"])
        y = [activate(state, f"{name}.layers_bn.{i + 1}", v) for v in y]
        x = [[a + b for a, b in zip(c, v, strict=True)] for c, v in zip(centre, y, strict=True)]
        i += 2
    assert len(x) == 1
    (out,) = convolve(x, state[f"{name}.shrink.weight"])
    return [a + b for a, b in zip(out, state[f"{name}.shrink.bias"], strict=True)]


def convolve(frames, weight):
    """As wide as it steps: every frame is seen once."""
    width = weight.shape[2]
    return [
        [sum(float(weight[o, :, k] @ frames[t + k]) for k in range(width)) for o in range(weight.shape[0])]
        for t in range(0, len(frames), width)
    ]


def run_dense(state, name, x):
    x = activate(state, f"{name}.bn_1", run_layer(state, f"{name}.fc_1", x))
    i = 0
    while f"{name}.layers.{i}.w1.weight" in state:
        y = x
        for number in (1, 2):
            y = run_layer(state, f"{name}.layers.{i}.w{number}", y)
            y = activate(state, f"{name}.layers.{i}.batch_norm{number}", y)
        x = [a + b for a, b in zip(x, y, strict=True)]
        i += 1
    return run_layer(state, f"{name}.fc_2", x)


def run_layer(state, name, x):
    weight, bias = state[f"{name}.weight"], state[f"{name}.bias"]
    return [float(row @ x) + b for row, b in zip(weight, bias, strict=True)]


def activate(state, name, x):
    """Batch normalisation with the running statistics, then LeakyReLU(0.2)."""
    out = []
    for k, value in enumerate(x):
        mean, variance = state[f"{name}.running_mean"][k], state[f"{name}.running_var"][k]
        y = (value - mean) / np.sqrt(variance + 1e-5)
        y = y * state[f"{name}.weight"][k] + state[f"{name}.bias"][k]
        out.append(y if y > 0 else 0.2 * y)
    return out
