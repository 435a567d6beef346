"""packaging/bootstrap.py with apt, pip and the programs replaced by fakes: nothing is installed here."""

import ast
import importlib.util
import os
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging" / "bootstrap.py"
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="the fake programs are shell scripts")


@pytest.fixture
def bootstrap(tmp_path, monkeypatch):
    """The script as a module, working in an empty project instead of this one."""
    spec = importlib.util.spec_from_file_location("relief_bootstrap", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    project = tmp_path / "project"
    (project / "packaging").mkdir(parents=True)
    (project / "pyproject.toml").write_text("[project]\n")
    (project / "packaging" / "pins.txt").write_text("# pins\ntorchvision==9\ntorch==2.13.0\n")
    monkeypatch.setattr(module, "ROOT", project)
    monkeypatch.setattr(module, "VENV", project / ".venv")
    monkeypatch.setattr(module, "PINS", project / "packaging" / "pins.txt")
    monkeypatch.setattr(module, "MMPOSE_VENV", project / ".venv-mmpose")
    monkeypatch.setattr(module, "MMPOSE_PINS", project / "packaging" / "mmpose-pins.txt")
    own = "".join(f"{name}==1\n" for name in ("torch", *module.MMPOSE_ITSELF))
    module.MMPOSE_PINS.write_text(own)
    monkeypatch.delenv("RELIEF_TORCH_INDEX", raising=False)
    return module


@pytest.fixture
def fake_pip(bootstrap, monkeypatch):
    """A working .venv of Python 3.11, and the arguments of every pip install so far."""
    calls = []

    def make_environment(venv):
        calls.append(f"new {venv.name}")
        venv.mkdir(exist_ok=True)
        return (3, 11)

    bootstrap.VENV.mkdir()
    monkeypatch.setattr(bootstrap, "python_version", lambda command: (3, 11))
    monkeypatch.setattr(bootstrap, "has_pip", lambda venv: venv.exists())
    monkeypatch.setattr(bootstrap, "make_environment", make_environment)
    monkeypatch.setattr(bootstrap, "pip_install", lambda venv, *arguments: calls.append(arguments))
    return calls


@pytest.fixture
def fake_program(tmp_path, monkeypatch):
    """Writes a shell script that comes first on PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)

    def write(name, script):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)

    return write


@pytest.fixture
def programs(bootstrap, monkeypatch):
    """Everything is installed; the commands that were run, and the exit code that they will get."""
    record = {"commands": [], "environments": [], "code": 0}

    def run(command, *, environment=None):
        record["commands"].append(list(command))
        record["environments"].append(environment)
        return record["code"]

    monkeypatch.setattr(bootstrap, "install_system_packages", lambda command: None)
    monkeypatch.setattr(bootstrap, "install_environment", lambda torch_index: None)
    monkeypatch.setattr(bootstrap, "run", run)
    return record


def test_script_is_readable_for_python_3_8():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_script_imports_the_standard_library_only():
    imports = [
        n for n in ast.walk(ast.parse(SCRIPT.read_text(encoding="utf-8"))) if isinstance(n, ast.Import)
    ]
    assert {alias.name for node in imports for alias in node.names} <= sys.stdlib_module_names


class TestEnvironment:
    def test_second_call_installs_nothing(self, bootstrap, fake_pip):
        bootstrap.install_environment("")
        assert len(fake_pip) == 1
        bootstrap.install_environment("")
        assert len(fake_pip) == 1

    @pytest.mark.parametrize("name", ["pyproject.toml", "packaging/pins.txt"])
    def test_changed_inputs_install_again_into_the_same_environment(self, bootstrap, fake_pip, name):
        bootstrap.install_environment("")
        with (bootstrap.ROOT / name).open("a") as file:
            file.write("changed==1\n")
        bootstrap.install_environment("")
        assert len(fake_pip) == 2
        assert "new .venv" not in fake_pip

    def test_moved_project_gets_a_new_environment(self, bootstrap, fake_pip, monkeypatch):
        bootstrap.install_environment("")
        moved = bootstrap.ROOT.rename(bootstrap.ROOT.with_name("moved"))
        monkeypatch.setattr(bootstrap, "ROOT", moved)
        monkeypatch.setattr(bootstrap, "VENV", moved / ".venv")
        monkeypatch.setattr(bootstrap, "PINS", moved / "packaging" / "pins.txt")
        bootstrap.install_environment("")
        assert "new .venv" in fake_pip

    def test_environment_whose_python_is_gone_is_made_anew(self, bootstrap, fake_pip, monkeypatch):
        bootstrap.install_environment("")
        monkeypatch.setattr(bootstrap, "python_version", lambda command: None)
        bootstrap.install_environment("")
        assert "new .venv" in fake_pip

    def test_environment_of_another_python_is_not_taken_for_installed(self, bootstrap, fake_pip, monkeypatch):
        bootstrap.install_environment("")
        monkeypatch.setattr(bootstrap, "python_version", lambda command: (3, 12))
        monkeypatch.setattr(bootstrap, "has_pip", lambda venv: False)  # it lies in lib/python3.11
        bootstrap.install_environment("")
        assert "new .venv" in fake_pip

    def test_failed_install_leaves_no_stamp_and_ends_with_2(self, bootstrap, fake_pip, monkeypatch, capsys):
        bootstrap.install_environment("")
        bootstrap.PINS.write_text("other==1\n")
        monkeypatch.setattr(bootstrap, "install_system_packages", lambda command: None)

        def fail(*arguments):
            raise bootstrap.Stop("the network is down")

        monkeypatch.setattr(bootstrap, "pip_install", fail)
        assert bootstrap.main(["install"]) == 2
        assert "the network is down" in capsys.readouterr().err
        assert not (bootstrap.VENV / bootstrap.STAMP_NAME).exists()

    def test_damaged_stamp_counts_as_none(self, bootstrap, fake_pip):
        (bootstrap.VENV / bootstrap.STAMP_NAME).write_text("{")
        bootstrap.install_environment("")
        assert len(fake_pip) == 1

    def test_torch_index_is_used_for_torch_alone_and_remembered(self, bootstrap, fake_pip):
        bootstrap.install_environment("somewhere/cpu")
        torch, rest = fake_pip
        assert torch[-3:] == ("--index-url", "somewhere/cpu", "torch==2.13.0")
        assert "somewhere/cpu" not in rest
        bootstrap.install_environment("")
        assert len(fake_pip) == 2
        bootstrap.install_environment("somewhere/cuda")
        assert len(fake_pip) == 4


class TestMmpose:
    def test_gets_an_environment_of_its_own_once(self, bootstrap, fake_pip):
        assert bootstrap.main(["mmpose"]) == 0
        assert fake_pip[0] == "new .venv-mmpose"
        assert len(fake_pip) == 3
        assert bootstrap.main(["mmpose"]) == 0
        assert len(fake_pip) == 3
        assert bootstrap.read_stamp(bootstrap.VENV) == {}

    def test_what_asks_for_packages_that_cannot_be_built_is_installed_alone(self, bootstrap, fake_pip):
        bootstrap.install_mmpose("")
        assert fake_pip[-1] == ("--no-deps", "mmengine==1", "mmcv-lite==1", "mmpose==1")

    def test_torch_comes_from_the_index_that_is_asked_for(self, bootstrap, fake_pip):
        bootstrap.main(["--torch-index", "somewhere/cpu", "mmpose"])
        assert fake_pip[1][-3:] == ("--index-url", "somewhere/cpu", "torch==1")

    def test_a_changed_pin_installs_again(self, bootstrap, fake_pip):
        bootstrap.install_mmpose("")
        with bootstrap.MMPOSE_PINS.open("a") as file:
            file.write("changed==1\n")
        bootstrap.install_mmpose("")
        assert len(fake_pip) == 5


class TestPython:
    def test_running_python_is_taken_where_it_will_do(self, bootstrap, monkeypatch):
        monkeypatch.setattr(bootstrap, "python_version", lambda command: (3, 11))
        command, version = bootstrap.find_python()
        assert command == [getattr(sys, "_base_executable", sys.executable)]
        assert version == (3, 11)

    def test_other_python_is_looked_for_on_path(self, bootstrap, monkeypatch):
        found = {"python3.11": (3, 11)}
        monkeypatch.setattr(bootstrap, "python_version", lambda command: found.get(command[0]))
        assert bootstrap.find_python() == (["python3.11"], (3, 11))

    def test_no_fitting_python_is_said_plainly(self, bootstrap, monkeypatch):
        monkeypatch.setattr(bootstrap, "python_version", lambda command: (3, 14))
        with pytest.raises(bootstrap.Stop, match=r"runs on Python 3\.11 or 3\.12"):
            bootstrap.find_python()

    def test_version_is_asked_of_the_program_itself(self, bootstrap):
        assert bootstrap.python_version([sys.executable]) == sys.version_info[:2]

    def test_program_that_is_not_there_has_no_version(self, bootstrap, tmp_path):
        assert bootstrap.python_version([str(tmp_path / "python3")]) is None

    @POSIX_ONLY
    def test_program_that_only_pretends_has_no_version(self, bootstrap, fake_program):
        fake_program("python3.12", "echo 'not installed' >&2; exit 127")
        assert bootstrap.python_version(["python3.12"]) is None


@POSIX_ONLY
class TestSystemPackages:
    LIBRARIES = (("libgl1",), ("libglib2.0-0", "libglib2.0-0t64"))

    def test_installed_under_either_name_is_installed(self, bootstrap, fake_program):
        fake_program("dpkg-query", "echo libgl1 installed; echo libglib2.0-0t64 installed; exit 1")
        installed = bootstrap.installed_packages(self.LIBRARIES)
        assert bootstrap.missing_packages(self.LIBRARIES, installed) == []

    def test_removed_with_its_settings_left_is_missing(self, bootstrap, fake_program):
        fake_program("dpkg-query", "echo libgl1 config-files; echo libglib2.0-0 installed")
        installed = bootstrap.installed_packages(self.LIBRARIES)
        assert bootstrap.missing_packages(self.LIBRARIES, installed) == [("libgl1",)]

    def test_apt_is_asked_which_name_it_knows(self, bootstrap, fake_program):
        fake_program(
            "apt-cache",
            'if [ "$2" = libglib2.0-0 ]; then echo "  Candidate: (none)"; else echo "  Candidate: 2.80"; fi',
        )
        assert bootstrap.available_names(self.LIBRARIES) == ["libgl1", "libglib2.0-0t64"]

    def test_first_name_stands_where_apt_knows_none(self, bootstrap, fake_program):
        fake_program("apt-cache", "exit 0")
        assert bootstrap.available_names(self.LIBRARIES) == ["libgl1", "libglib2.0-0"]

    @pytest.fixture
    def on_debian(self, bootstrap, fake_program, monkeypatch):
        """A Debian without any of our packages, and what apt-get was called with."""
        fake_program("dpkg-query", "exit 1")
        fake_program("apt-cache", 'echo "  Candidate: 1"')
        calls = bootstrap.ROOT / "apt-calls"
        fake_program("apt-get", f'echo "$@" >> {calls}')
        monkeypatch.setattr(bootstrap.sys, "platform", "linux")
        return calls

    def test_user_is_told_the_line_and_gets_exit_code_2(self, bootstrap, on_debian, monkeypatch, capsys):
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        assert bootstrap.main(["demo"]) == 2
        assert "sudo apt-get install libgl1 libglib2.0-0\n" in capsys.readouterr().err
        assert not on_debian.exists()

    def test_user_goes_on_where_only_the_screen_is_missing(
        self, bootstrap, on_debian, fake_program, monkeypatch, capsys
    ):
        have = " ".join(names[0] for names in bootstrap.NEEDED["test"])
        fake_program("dpkg-query", f"for name in {have}; do echo $name installed; done; exit 1")
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        bootstrap.install_system_packages("test")
        told = capsys.readouterr().out
        assert "xvfb" in told
        assert "libgl1" not in told

    def test_root_installs_what_is_missing(self, bootstrap, on_debian, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        bootstrap.install_system_packages("demo")
        update, install = on_debian.read_text().splitlines()
        assert update.endswith("update")
        assert install.endswith("libgl1 libglib2.0-0")

    def test_apt_that_fails_ends_with_2(self, bootstrap, on_debian, fake_program, monkeypatch, capsys):
        fake_program("apt-get", "exit 100")
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        assert bootstrap.main(["demo"]) == 2
        assert "apt-get could not install" in capsys.readouterr().err

    def test_nothing_is_asked_of_apt_where_all_is_there(
        self, bootstrap, on_debian, fake_program, monkeypatch
    ):
        fake_program("dpkg-query", 'shift 3; for name in "$@"; do echo $name installed; done')
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        bootstrap.install_system_packages("test")
        assert not on_debian.exists()


class TestPrograms:
    @pytest.mark.parametrize("code", [0, 1, 5])
    def test_exit_code_of_the_tests_is_passed_on(self, bootstrap, programs, code):
        programs["code"] = code
        assert bootstrap.main(["test"]) == code

    @pytest.mark.parametrize("command", ["demo", "test"])
    def test_arguments_after_the_command_are_passed_on(self, bootstrap, programs, command):
        rest = ["-k", "video", "--torch-index", "-x", "--", "tests"]
        bootstrap.main([command, *rest])
        assert programs["commands"][0][-len(rest) :] == rest

    def test_demo_lifts_the_sample_and_says_where_the_results_are(self, bootstrap, programs, capsys):
        assert bootstrap.main(["demo"]) == 0
        relief, *arguments = programs["commands"][0]
        assert Path(relief).stem == "relief"
        assert arguments == ["lift", str(Path("assets", "sample.mp4")), "-o", "relief-demo"]
        assert str(bootstrap.ROOT / "relief-demo") in capsys.readouterr().out

    @pytest.mark.parametrize("is_there", [True, False])
    def test_demo_opens_the_window_where_there_is_a_display(self, bootstrap, programs, monkeypatch, is_there):
        monkeypatch.setattr(bootstrap, "has_display", lambda environment: is_there)
        assert bootstrap.main(["demo"]) == 0
        names = [Path(command[0]).stem for command in programs["commands"]]
        assert names == ["relief", *["relief-studio"] * is_there]

    def test_failed_demo_does_not_speak_of_results(self, bootstrap, programs, capsys):
        programs["code"] = 2
        assert bootstrap.main(["demo"]) == 2
        assert "results" not in capsys.readouterr().out

    def test_tests_get_a_virtual_screen_where_there_is_none(self, bootstrap, programs, monkeypatch):
        monkeypatch.setattr(bootstrap, "has_display", lambda environment: False)
        monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
        bootstrap.main(["test"])
        assert programs["commands"][0][0] == "/usr/bin/xvfb-run"

    def test_tests_run_offscreen_without_a_virtual_screen(self, bootstrap, programs, monkeypatch):
        monkeypatch.setattr(bootstrap, "has_display", lambda environment: False)
        monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
        monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
        bootstrap.main(["test"])
        assert programs["commands"][0][0] == str(bootstrap.VENV_PYTHON)
        assert programs["environments"][0]["QT_QPA_PLATFORM"] == "offscreen"

    def test_foreign_packages_are_kept_out(self, bootstrap, programs, monkeypatch):
        monkeypatch.setenv("PYTHONPATH", "elsewhere")
        bootstrap.main(["demo"])
        assert "PYTHONPATH" not in programs["environments"][0]

    def test_program_that_is_not_there_ends_with_2(self, bootstrap, monkeypatch, tmp_path, capsys):
        monkeypatch.setattr(bootstrap, "install_system_packages", lambda command: None)
        monkeypatch.setattr(bootstrap, "install_environment", lambda torch_index: None)
        monkeypatch.setattr(bootstrap, "SCRIPTS", tmp_path)
        assert bootstrap.main(["demo"]) == 2
        assert "clean" in capsys.readouterr().err

    def test_option_after_install_is_refused(self, bootstrap, programs, capsys):
        with pytest.raises(SystemExit) as stopped:
            bootstrap.main(["install", "--torch-index", "somewhere"])
        assert stopped.value.code == 2
        assert "options go before the command" in capsys.readouterr().err

    def test_clean_removes_the_environment_and_nothing_else(self, bootstrap):
        bootstrap.VENV.mkdir()
        assert bootstrap.main(["clean"]) == 0
        assert not bootstrap.VENV.exists()
        assert bootstrap.PINS.exists()
        assert bootstrap.main(["clean"]) == 0
