"""Roles: each row is told by its own example, alone and after an instance."""

import re

import pytest

from ingest.parties import parties_in
from ingest.roles import INSTANCES, ORGANISATION, ROLES, SURE_ORGANISATION

TOP = "某县人民法院\n民事裁定书\n（2020）某01民初1号\n"


@pytest.mark.parametrize(("role", "example"), ROLES)
def test_every_role_is_told_by_its_own_example(role: str, example: str) -> None:
    (party,) = parties_in(TOP + example + "\n")
    assert party.role.removeprefix("附带民事诉讼") == role


@pytest.mark.parametrize(("instance", "example"), INSTANCES)
def test_every_instance_is_told_by_its_own_example(instance: str, example: str) -> None:
    (party,) = parties_in(TOP + example + "\n")
    assert party.role.startswith(instance)


@pytest.mark.parametrize(
    ("name", "sure"),
    [("某县某厂", False), ("某县公司", True), ("某中心（有限合伙）", False), ("甲某", False)],
)
def test_how_organisations_end(name: str, sure: bool) -> None:
    assert bool(re.search(ORGANISATION + "$", name)) is (name != "甲某")
    assert bool(re.search(SURE_ORGANISATION + "$", name)) is sure
