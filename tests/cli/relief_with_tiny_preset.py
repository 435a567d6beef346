"""`relief` that knows a preset which trains within a second."""

import sys

from core.cli import main
from core.lifter.spec import LifterSpec
from core.training import trainer
from core.training.options import PRESETS, TrainingOptions, multi_stage

TINY = TrainingOptions(
    LifterSpec(widths=(3, 3), temporal="subtract", channels=8, hidden=12, latent=6, global_blocks=1),
    multi_stage(1, 1, 1),
    samples_per_epoch=24,
    batch=8,
)

if __name__ == "__main__":
    trainer._VALIDATION_WINDOWS = trainer._VALIDATION_BATCH = 16
    PRESETS["tiny"] = TINY
    sys.exit(main())
