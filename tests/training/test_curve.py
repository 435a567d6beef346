"""The picture of a run."""

from xml.etree import ElementTree

from core.training.curve import draw_curve


def entry(epoch, stage="1 without fusion"):
    return {"stage": stage, "train_mm": 100.0 - epoch, "val_mm": 110.0 - epoch}


def test_both_errors_and_every_change_of_stage_are_drawn(tmp_path):
    history = [*(entry(i) for i in range(5)), *(entry(i, "2 fusion") for i in range(3))]
    draw_curve(history, tmp_path / "curve.svg")
    root = ElementTree.parse(tmp_path / "curve.svg").getroot()
    styles = [node.attrib.get("style", "") for node in root.iter("{http://www.w3.org/2000/svg}path")]
    assert any("#56b4e9" in style for style in styles)
    assert any("#d55e00" in style for style in styles)
    assert sum("#999999" in style for style in styles) == 1


def test_a_run_of_one_epoch_has_a_picture_too(tmp_path):
    draw_curve([entry(0)], tmp_path / "curve.png")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")
