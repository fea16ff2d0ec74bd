"""docker-compose.yml is the same server as the local one, open to this machine only."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.store.neo4j_jars import read_lock
from kg.store.neo4j_settings import Ports, conf_folder, write_conf

COMPOSE = Path(__file__).parent.parent / "docker-compose.yml"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load(COMPOSE.read_text("utf-8"))


@pytest.fixture
def service(compose: dict[str, Any]) -> dict[str, Any]:
    return compose["services"]["neo4j"]


def test_the_image_is_the_locked_version(service: dict[str, Any]):
    assert service["image"] == f"neo4j:{read_lock().neo4j}-community"


def test_ci_tests_against_that_image_too():
    jobs = yaml.safe_load((COMPOSE.parent / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]
    server = jobs["service"]["services"]["neo4j"]
    assert server["image"] == f"neo4j:{read_lock().neo4j}-community"
    uri, password, http = jobs["service"]["env"]["KG_TEST_SERVER"].split()
    assert server["env"]["NEO4J_AUTH"] == f"neo4j/{password}"
    assert server["ports"] == [uri.partition("//")[2] + ":7687", http.partition("//")[2] + ":7474"]


def test_ports_are_bound_to_this_machine_only(service: dict[str, Any]):
    assert service["ports"] == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]


def test_the_password_comes_from_the_environment_and_has_no_default(service: dict[str, Any]):
    assert service["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")


def test_no_variable_looks_like_a_setting_to_the_image(service: dict[str, Any]):
    """The image takes every NEO4J_x for the setting x, and refuses to start for one it does not know."""
    settings = {name for name in service["environment"] if name != "NEO4J_AUTH"}
    assert all("_" in name.removeprefix("NEO4J_") and name.startswith("NEO4J_") for name in settings)


def test_shared_settings_have_the_values_of_the_local_server(service: dict[str, Any], tmp_path: Path):
    write_conf(tmp_path, Ports())
    lines = (conf_folder(tmp_path) / "neo4j.conf").read_text("utf-8").splitlines()
    local = dict(line.split("=", 1) for line in lines if "=" in line)
    docker = {
        name.removeprefix("NEO4J_").replace("__", "%").replace("_", ".").replace("%", "_"): value
        for name, value in service["environment"].items()
        if name != "NEO4J_AUTH" and not value.startswith("$")
    }
    assert docker == {name: local[name] for name in docker}
    assert docker["browser.remote_content_hostname_whitelist"] == "localhost,127.0.0.1"
    assert docker["dbms.usage_report.enabled"] == "false"


def test_data_outlives_the_container_in_named_volumes(compose: dict[str, Any], service: dict[str, Any]):
    names = {volume.split(":")[0] for volume in service["volumes"]}
    assert names == set(compose["volumes"])
    assert "/data" in {volume.split(":")[1] for volume in service["volumes"]}


def test_a_health_check_tells_when_the_database_answers(service: dict[str, Any]):
    check = service["healthcheck"]
    assert check["test"][0] == "CMD"
    assert "http://127.0.0.1:7474" in check["test"]
    assert check["retries"] * int(check["interval"].removesuffix("s")) >= 60
