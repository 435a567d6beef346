"""mmpose as a line of the table."""

from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from core.detectors.mmpose.description import describe_models
from core.detectors.mmpose.detector import (
    NEVER,
    PEOPLE,
    POSE,
    Mmpose,
    MmposeSettings,
    describe_boxes,
    kind_of,
)  # fmt: skip
from core.detectors.mmpose.environment import why_no_environment
from core.detectors.mmpose.process import ModelFiles
from core.detectors.options import DetectorOptions, MmposeOptions
from core.detectors.rtmpose.setup import PLANS
from core.detectors.rtmpose.weights import find_weights, is_here
from core.detectors.table import DETECTORS, Detector, DetectorEntry
from core.errors import BadInput, NotInstalled
from core.jobs import Report, ignore_report


def configure(options: DetectorOptions, report: Report) -> DetectorEntry:
    """The entry for these models, which are loaded once to see what they find.

    `BadInput` for files that cannot be used, `NotInstalled` where the environment or the files are missing.
    """
    if missing := not_ready(options):
        raise NotInstalled(missing)
    assert options.mmpose
    models = _models(options.mmpose)
    _check(options, models)
    report("load mmpose", 0, 1)
    about = describe_models(models)
    report("load mmpose", 1, 1)
    try:
        skeleton = kind_of(about.models[POSE]).skeleton
    except ValueError as error:
        raise BadInput(f"{options.mmpose.config} finds no people as Relief needs them: {error}.") from error
    if PEOPLE in models and about.models[PEOPLE].needs_boxes:
        raise BadInput(
            f"{models[PEOPLE].config} is top-down itself: boxes come from a one-stage model (RTMO)."
        )
    plan = PLANS[options.quality]
    settings = MmposeSettings(
        models=models,
        identities={name: model.identity for name, model in about.models.items()},
        person_weights=_person_weights(options),
        box=options.box,
        box_every=plan.box_every,
        device=options.mmpose.device,
    )
    told = [*about.versions, *(_describe(files, settings.identities[name]) for name, files in models.items())]
    if about.models[POSE].needs_boxes:
        told.append(describe_boxes(settings))
    if plan.step_s:
        told.append(f"every {plan.step_s * 1000:.0f} ms")
    return replace(
        DETECTORS["mmpose"],
        skeleton=skeleton,
        load=partial(load, settings),
        settings=", ".join(told),
        step_s=plan.step_s,
        # A drawn box is of the first frame: a run that goes on in the middle follows from there again.
        warm_up=NEVER if options.box else plan.box_every,
    )


def not_ready(options: DetectorOptions) -> str | None:
    """What is missing, and what to do about it; None if nothing is."""
    if missing := why_no_environment():
        return missing
    if options.mmpose is None:
        return (
            "mmpose needs a model: give --mmpose-config FILE (or the name of a config that comes with mmpose)"
            " and --mmpose-checkpoint FILE, which OpenMMLab's model zoo offers."
        )
    return None


def load(settings: MmposeSettings) -> Detector:
    """In the worker process."""
    return Mmpose(settings)


def _models(options: MmposeOptions) -> dict[str, ModelFiles]:
    models = {POSE: ModelFiles(options.config, options.checkpoint)}
    if options.person_config and options.person_checkpoint:
        models[PEOPLE] = ModelFiles(options.person_config, options.person_checkpoint)
    elif options.person_config or options.person_checkpoint:
        raise BadInput(
            "A model for boxes needs both: give --mmpose-person-config and --mmpose-person-checkpoint."
        )
    return models


def _check(options: DetectorOptions, models: dict[str, ModelFiles]) -> None:
    if options.weights:
        raise BadInput("--weights are for rtmpose. mmpose takes --mmpose-config and --mmpose-checkpoint.")
    for files in models.values():
        if not files.checkpoint.is_file():
            raise BadInput(f"There is no checkpoint {files.checkpoint}. Check the name.")
    if options.person_weights and not options.person_weights.is_file():
        raise BadInput(f"There is no file {options.person_weights}. Check the name.")


def _person_weights(options: DetectorOptions) -> Path | None:
    """The network for boxes that the user gives, or one that rtmpose has downloaded already."""
    if options.person_weights or (options.mmpose and options.mmpose.person_config):
        return options.person_weights
    people = PLANS[options.quality].people
    try:
        can_run = find_spec("onnxruntime") is not None and is_here(people)
        return find_weights(people, is_offline=True, report=ignore_report) if can_run else None
    except NotInstalled:
        return None


def _describe(files: ModelFiles, identity: str) -> str:
    return f"{Path(files.config).stem} with {files.checkpoint.stem} ({identity[:12]})"
