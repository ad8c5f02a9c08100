"""The rules' pages in docs/audit-rules are those the rules write."""

from pathlib import Path

from tongban.account.audit.documentation import FAMILIES, pages, write
from tongban.account.audit.rule import all_rules

FOLDER = Path(__file__).parents[4] / "docs/audit-rules"
RENEW = "run `make docs`"


def test_the_committed_pages_are_up_to_date():
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}

    assert written == dict(pages()), RENEW


def test_every_rule_has_a_page_and_stands_in_the_index(tmp_path):
    write(tmp_path)

    index = (tmp_path / "README.md").read_text(encoding="utf-8")
    for rule in all_rules():
        assert (tmp_path / f"{rule.code}.md").exists()
        assert f"[{rule.code}]" in index
        assert rule.code.partition("-")[0] in FAMILIES


def test_pages_of_rules_that_are_no_more_are_removed(tmp_path):
    (tmp_path / "OLD-01.md").write_text("gone")

    write(tmp_path)

    assert not (tmp_path / "OLD-01.md").exists()
