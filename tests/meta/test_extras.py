"""The extras of the package can be installed from a checkout: none asks for the package itself, which no index has yet."""

import tomllib

from .source_tree import ROOT


def test_no_extra_names_the_package_itself() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [line for lines in project["optional-dependencies"].values() for line in lines]
    assert len(wanted) > 5
    assert [line for line in wanted if line.startswith(project["name"])] == []
