#!/bin/sh
# Installs Chromium for the tests that drive a real browser (`pytest -m browser`), where there is none yet.
# For Debian and Ubuntu; elsewhere it says what to install. Ends with an error when Chromium is missing afterwards.
set -eu

find_chromium() {
  for name in "${KG_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

if found=$(find_chromium); then
  echo "Chromium is there: $found"
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "Chromium is missing and this system has no apt-get: install chromium with its own package manager," >&2
  echo "or name an existing one: KG_CHROMIUM=/path/to/chromium" >&2
  exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "Chromium is missing and this is not root: run as root  apt-get update && apt-get install -y chromium" >&2
    exit 1
  fi
  as_root="sudo -n"
fi
export DEBIAN_FRONTEND=noninteractive
if ! { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null; }; then
  echo "Chromium is missing and apt-get could not install it: see its message above (network? rights?)" >&2
  exit 1
fi
if ! found=$(find_chromium); then
  echo "apt-get installed chromium, but no such command is there (on Ubuntu it is a snap: snap install chromium)" >&2
  exit 1
fi
echo "Chromium installed: $found"
