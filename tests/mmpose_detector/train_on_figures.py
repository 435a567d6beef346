"""Trains a small RTMPose on drawn figures by mmpose's own head and loss: a checkpoint that really works.

    .venv-mmpose/bin/python tests/mmpose_detector/train_on_figures.py [FOLDER] [--steps N]

Writes `drawn-figures.py` (config) and `drawn-figures.pth` into FOLDER (.venv-mmpose/drawn-figures). It is for
tests, and sees nothing but figures as `drawn_figures.py` draws them. Some minutes on two cores that are free.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import torch

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "core" / "detectors" / "mmpose"), str(Path(__file__).parent)]

from drawn_figures import draw_figure, make_joints, make_picture  # noqa: E402
from remote.stubs import add_stubs  # noqa: E402

FOLDER = ROOT / ".venv-mmpose" / "drawn-figures"
CONFIG = "body_2d_keypoint/rtmpose/coco/rtmpose-t_8xb256-420e_aic-coco-256x192.py"
WIDTH, HEIGHT = 96, 128
"""Half of what RTMPose-t usually takes: a quarter of the work."""
BATCH = 8


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--steps", type=int, default=1600)
    options = parser.parse_args()
    add_stubs()
    config, model = build()
    options.folder.mkdir(parents=True, exist_ok=True)
    config.dump(str(options.folder / "drawn-figures.py"))
    for _ in train(model, options.steps):
        meta = {"dataset_meta": model.dataset_meta, "epoch": 1}  # NumPy arrays in it, as published ones have
        torch.save({"meta": meta, "state_dict": model.state_dict()}, options.folder / "drawn-figures.pth")


def build():
    """RTMPose-t for smaller crops, without its mirror test: a mirrored figure's left is orange."""
    import mmpose
    from mmengine.config import Config
    from mmpose.apis import init_model

    config = Config.fromfile(str(Path(mmpose.__file__).parent / ".mim" / "configs" / CONFIG))
    config.model.test_cfg.flip_test = False
    config.model.head.update(input_size=(WIDTH, HEIGHT), in_featuremap_size=(WIDTH // 32, HEIGHT // 32))
    codec = dict(config.codec, input_size=(WIDTH, HEIGHT), sigma=(2.45, 2.83))
    config.model.head.decoder = codec
    for step in config.test_dataloader.dataset.pipeline:
        if step["type"] == "TopdownAffine":
            step["input_size"] = (WIDTH, HEIGHT)
    torch.manual_seed(0)
    return config.copy(), init_model(config, device="cpu")


def train(model, steps, save_every=200):
    """Yields each time that the weights are worth saving."""
    random = np.random.default_rng(0)
    model.train().to(memory_format=torch.channels_last)  # a quarter faster
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps, pct_start=0.08)
    begin = time.monotonic()
    for step in range(steps):
        inputs, samples = make_batch(random, model.head.decoder)
        data = model.data_preprocessor({"inputs": inputs, "data_samples": samples}, training=True)
        losses = model.loss(data["inputs"], data["data_samples"])
        loss = losses["loss_kpt"]
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        schedule.step()
        if step % 20 == 0:
            spent = time.monotonic() - begin
            print(f"{step}: loss {loss.item():.4f}, right {float(losses['acc_pose']):.2f}, {spent:.0f} s")
        if (step + 1) % save_every == 0 or step == steps - 1:
            yield


def make_batch(random, codec):
    """BGR crops (3, 256, 192) as mmpose's own loading gives them, and their targets."""
    from mmengine.structures import InstanceData
    from mmpose.structures import PoseDataSample

    inputs, samples = [], []
    for _ in range(BATCH):
        image = make_picture(random, WIDTH, HEIGHT)
        joints = make_joints(random)
        low, high = joints.min(axis=0), joints.max(axis=0)
        size = min(WIDTH / (high - low)[0], HEIGHT / (high - low)[1]) / 1.25 * random.uniform(0.7, 1.15)
        joints = (joints - (low + high) / 2) * size
        joints += np.array((WIDTH, HEIGHT)) * (0.5 + random.uniform(-0.06, 0.06, 2))
        draw_figure(image, joints, size)
        if random.random() < 0.5:  # as a crop of a larger or smaller picture looks
            image = np.clip(image * random.uniform(0.8, 1.15) + random.normal(0, 4, image.shape), 0, 255)
        is_inside = ((joints >= 0) & (joints < (WIDTH, HEIGHT))).all(axis=1)
        targets = codec.encode(joints[None].astype(np.float32), is_inside[None].astype(np.float32))
        sample = PoseDataSample(metainfo={"img_shape": (HEIGHT, WIDTH)})
        sample.gt_instance_labels = InstanceData(
            **{name: torch.as_tensor(value) for name, value in targets.items()}
        )
        inputs.append(
            torch.from_numpy(np.ascontiguousarray(image.astype(np.uint8)[..., ::-1].transpose(2, 0, 1)))
        )
        samples.append(sample)
    return inputs, samples


if __name__ == "__main__":
    main()
