"""What the browser tests do where there is no Chromium."""

from __future__ import annotations

import pytest

from tests.chromium import _executable


@pytest.fixture
def without_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without it."""
    monkeypatch.delenv("KG_CHROMIUM", raising=False)
    monkeypatch.setattr("shutil.which", lambda _name: None)


@pytest.mark.usefixtures("without_chromium")
def test_without_chromium_the_browser_tests_are_skipped_with_the_remedy(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"):
        _executable()


@pytest.mark.usefixtures("without_chromium")
def test_in_continuous_integration_they_fail_instead(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="install-chromium"):
        _executable()


def test_another_chromium_can_be_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KG_CHROMIUM", "/opt/chromium")
    assert _executable() == "/opt/chromium"
