"""Every text of the window has a Chinese translation, and is shown."""

import importlib.util
import string
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.language import Translation, read_texts
from core.assets import asset_path


@pytest.fixture(scope="module")
def texts():
    path = asset_path("translations", "update.py")
    spec = importlib.util.spec_from_file_location("update_translations", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.collect_texts()


def test_every_text_of_the_window_is_translated(texts):
    """If this fails, run assets/translations/update.py, and translate what it marks as unfinished."""
    translated = read_texts("zh_CN")
    missing = [key for key in texts if key not in translated]
    assert [key for key in missing if key[0] != "Core"] == []
    assert len(missing) < 0.1 * sum(context == "Core" for context, _ in texts)  # stays English until then


def test_the_texts_of_tables_methods_and_short_functions_are_all_collected(texts):
    for key in (
        ("Actions", "Undo"),  # a table
        ("RoomPanel", "Person's height"),  # self.tr
        ("VideoMenu", "Reset all joints"),  # a function of the module
        ("SkeletonPanel", "No lifter is shown."),  # a function of another module
        ("Joints", "left wrist"),
        ("Timeline", "not seen"),
    ):
        assert key in texts


def test_the_sentences_of_core_are_those_that_it_raises_and_finds(texts):
    for sentence in (
        "The detector was unsure of many keypoints.",  # a finding
        "{0} does not exist. Check the name and the folder.",  # raised
        "it holds nobody",  # raised, and put into another sentence
    ):
        assert ("Core", sentence) in texts


@pytest.fixture(scope="module")
def chinese():
    translation = Translation("zh_CN")
    return lambda text: translation.translate("Core", text)


def test_names_and_numbers_of_a_sentence_come_back_in_its_translation(chinese):
    assert chinese("/a b/clip.mp4 does not exist. Check the name and the folder.").startswith(
        "/a b/clip.mp4 "
    )
    assert chinese("rie: the pose drifts by more than 30 mm beyond what perspective demands when the person"
                   " is shifted.") == "rie: 人物平移时，姿态的漂移比透视所需多出 30 毫米以上。"  # fmt: skip


def test_a_sentence_within_a_sentence_is_translated_too(chinese):
    text = "k.json cannot be used for v.mp4: it has frames 1 to 90 (the video's first is taken to be 0), but"
    text += " the video has 90 frames. If that is the video's first frame, say --keypoints-first 1."
    told = chinese(text)
    assert all(part in told for part in ("k.json", "v.mp4", "第 1 到 90 帧", "首帧编号设为 1"))
    assert "frames" not in told


def test_what_nobody_translated_stays_as_it_is(chinese):
    assert chinese("Zebras are striped.") is None


def test_core_made_errors_are_all_found_again(chinese, tmp_path):
    """Made by core itself: a pattern that does not fit what core writes would fail here."""
    from core.detectors.keypoint_files import read_keypoints
    from core.errors import ReliefError
    from core.files import write_aside
    from core.take_file import load_take
    from core.video import probe_video

    for name in ("a.json", "b.json", "c.npz", "w.mp4", "t.relief"):
        (tmp_path / name).write_text("[1, 2]" if name == "a.json" else "[{")
    (tmp_path / "v.mp4").touch()
    for act in (
        *(lambda n=n: read_keypoints(tmp_path / n) for n in ("a.json", "b.json", "c.npz", "none.json")),
        *(lambda n=n: probe_video(tmp_path / n) for n in ("v.mp4", "w.mp4", "none.mp4")),
        *(lambda n=n: load_take(tmp_path / n) for n in ("t.relief", "none.relief")),
        lambda: write_aside(tmp_path / "no" / "file.txt").__enter__(),
    ):
        with pytest.raises(ReliefError) as caught:
            act()
        assert chinese(str(caught.value)), str(caught.value)


def test_translations_have_the_places_of_the_english_texts():
    for (context, english), chinese in read_texts("zh_CN").items():
        names = [{n for _, n, _, _ in string.Formatter().parse(t) if n} for t in (english, chinese)]
        if context == "Core":  # an s for the plural may be left out
            assert names[1] <= names[0], english
        else:
            assert names[0] == names[1], english


def test_a_window_in_chinese_says_so(window, qapp):
    from app.main_window import MainWindow

    translation = Translation("zh_CN")
    assert QApplication.installTranslator(translation)
    try:
        other = MainWindow(window.settings, window.log_lines)
        assert other.actions_by_id["open"].text() == "打开…"
        assert other.menus["File"].title() == "文件"
        assert other.empty._sample.text() == "试用示例视频"
        other.close()
        other.deleteLater()
    finally:
        QApplication.removeTranslator(translation)
    assert Path(asset_path("translations", "relief_zh_CN.ts")).exists()
