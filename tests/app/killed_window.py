"""A window of its own process that says when it is in the middle of detecting."""

from pathlib import Path


def run(clip: str, autosaves: str, lifters: str) -> None:
    import app.autosave

    app.autosave.autosave_folder = lambda: Path(autosaves)
    from made_up_people import FAKE_DETECTORS

    from app.main import make_application, make_window
    from core.detectors import DETECTORS

    DETECTORS.update(FAKE_DETECTORS)
    application = make_application()
    application.setApplicationName("killed window")
    application.setOrganizationName("Relief tests")
    window = make_window()
    window.settings.set("detector", "walker")
    window.settings.set("lifters", lifters)
    window.settings.set("device", "cpu")
    window.documents.open(Path(clip))
    window.jobs.progressed.connect(
        lambda job: print("working", flush=True) if job.stage == "detect people" and job.done > 15 else None
    )
    application.exec()
