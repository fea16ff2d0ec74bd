"""Wheel and sdist hold all that kg needs: installed elsewhere, it builds the graph of its samples from any folder."""

import io
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from kg.paths import shipped
from kg.read.formats import known_endings

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout by the pinned backend, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", folder, ROOT)
    [found] = folder.glob("kg_news-*.whl")
    return found


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive of the checkout."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder)
    [found] = folder.glob("kg_news-*.tar.gz")
    return found


@pytest.fixture(scope="module")
def kg(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`kg` of an environment that has the wheel, and else sees the packages of this one, but not the checkout."""
    home = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", home)
    python = home / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel)
    [site] = home.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return home / "bin" / "kg"


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`kg` of an environment that sees nothing of this one: wheel and packages installed by the pip Python brings."""
    home = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", home)
    pins = home / "pins.txt"
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pins.write_text("\n".join(re.findall(r"^[\w.-]+==[^\s\\]+", pinned, re.MULTILINE)), encoding="utf-8")
    pip = (home / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
    run(*pip, "--only-binary=:all:", "-c", pins, wheel)
    return home / "bin" / "kg"


def run(*command: str | Path, folder: Path = ROOT, code: int = 0) -> str:
    """What a command prints, on standard error where it is to fail; it must end with `code`."""
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "KG_", "PYTHONPATH"))}
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, env=quiet, check=False)
    assert done.returncode == code, done.stderr
    return done.stderr if code else done.stdout


def test_the_wheel_carries_every_data_file_and_no_test(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("relations", "lexicon", "cypher", "samples"):
        ours = {str(path.relative_to(ROOT)) for path in shipped(folder).rglob("*") if path.is_file()}
        assert ours <= {name.removeprefix("kg/_data/") for name in names}
    packed = {Path(name).name for name in names if name.startswith("kg/")}
    assert packed >= {
        path.name for path in (ROOT / "kg").iterdir() if path.suffix in {".py", ".json", ".tsv", ".typed"}
    }
    assert not [name for name in names if "test" in name.split("/")[0] or name.endswith(".pyc")]


def test_the_wheel_of_the_source_archive_is_that_of_the_checkout(sdist: Path, wheel: Path, tmp_path: Path):
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", tmp_path, sdist)
    [found] = tmp_path.glob("kg_news-*.whl")
    ours, theirs = (
        {one.filename: one.CRC for one in zipfile.ZipFile(path).infolist() if not one.filename.endswith("RECORD")}
        for path in (wheel, found)
    )
    assert ours == theirs


def test_the_source_archive_holds_what_is_tracked_and_nothing_of_this_machine(sdist: Path):
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    tracked = set(
        subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    )
    assert names - {"PKG-INFO"} <= tracked
    assert {"tests/test_wheel.py", "Makefile", "relations/MET.yaml", "kg/py.typed"} <= names


def test_the_installed_kg_is_the_wheels_and_checks_its_own_files(kg: Path, tmp_path: Path):
    where = run(kg.parent / "python", "-c", "import kg; print(kg.__file__)", folder=tmp_path)
    assert where.startswith(str(kg.parents[1]))
    assert "relation files" in run(kg, "check", "--no-examples", folder=tmp_path)


def test_it_builds_the_graph_of_its_samples_from_another_folder(kg: Path, tmp_path: Path):
    run(kg, "rebuild", "--no-load", folder=tmp_path)
    manifest = json.loads((tmp_path / "build" / "graph" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"]["nodes"]["Article"] == len(list(shipped("samples").iterdir()))
    assert manifest["counts"]["relationships"]["HOLDS_OFFICE"] > 10


def test_programs_can_use_it_and_type_checkers_see_its_types(kg: Path, tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text(
        "import kg\n"
        "graph = kg.build_graph({'id': '1', 'text': 'Anna Berg met Tom Reed in Oslo.'})\n"
        "names: list[str] = [node.key for node in graph.nodes]\n"
        "print(names)\n",
        encoding="utf-8",
    )
    python = kg.parent / "python"
    assert "Entity:anna-berg" in run(python, program, folder=tmp_path)
    checked = run(sys.executable, "-m", "mypy", "--strict", "--python-executable", python, program, folder=tmp_path)
    assert checked.startswith("Success")


SENTENCE = "Anna Berg met Tom Reed in Oslo on Tuesday, and both of them signed the agreement about the harbour tunnel."


def _word() -> bytes:
    import docx  # noqa: PLC0415

    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(f"{SENTENCE} Word.")
    document.save(file)
    return file.getvalue()


def _pdf() -> bytes:
    """A page of one line, with its table of offsets."""
    stream = f"BT /F1 9 Tf 40 700 Td ({SENTENCE} Page.) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + end


@pytest.mark.slow
def test_what_most_users_have_is_read_by_a_plain_install_of_the_pip_that_python_brings(fresh: Path, tmp_path: Path):
    page = f"<html lang='en'><body><article><h1>A tunnel</h1>{f'<p>{SENTENCE}</p>' * 3}</article></body></html>"
    item = f"<item><title>A</title><description>{SENTENCE} Feed.</description></item>"
    feed = f"<rss version='2.0'><channel>{item}</channel></rss>"
    samples = {
        ".html": page.encode(),
        ".eml": f"From: Courier <a@b.example>\nSubject: A tunnel\n\n{SENTENCE} Mail.".encode(),
        ".rss": feed.encode(),
        ".pdf": _pdf(),
        ".docx": _word(),
        ".rtf": b"{\\rtf1\\ansi " + SENTENCE.encode() + b" Rich.\\par}",
    }
    here = {ending: data for ending, data in samples.items() if ending in known_endings()}
    assert here.keys() >= {".html", ".eml", ".rss"}
    articles = tmp_path / "articles"
    articles.mkdir()
    for ending, data in here.items():
        (articles / f"a{ending}").write_bytes(data)
    run(fresh, "extract", articles, "-o", tmp_path / "out.jsonl", folder=tmp_path)
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(here)
    assert [line for line in lines if "Anna Berg" not in line or '"MET"' not in line] == []
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    told = run(fresh, "extract", tmp_path / "a.parquet", "-o", tmp_path / "out.jsonl", folder=tmp_path, code=1)
    assert "reading Parquet needs an extra: pip install 'kg-news[parquet]'" in told
