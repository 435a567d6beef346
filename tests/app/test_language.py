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
    assert [key for key in texts if key not in translated] == []


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


def test_translations_have_the_places_of_the_english_texts():
    for (_, english), chinese in read_texts("zh_CN").items():
        names = [{n for _, n, _, _ in string.Formatter().parse(t) if n} for t in (english, chinese)]
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
