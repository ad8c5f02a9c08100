"""Every rule explains itself by two examples: it fires on one and is silent on the other."""

import pytest

from tongban.account.audit.reader import read_text
from tongban.account.audit.rule import Rule, all_rules, check

RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)


@RULES
def test_a_rule_fires_on_its_first_example(rule: Rule):
    findings = check(read_text(rule.fires), rules=(rule,))

    assert findings
    assert {finding.rule for finding in findings} == {rule.code}


@RULES
def test_a_rule_is_silent_on_its_second_example(rule: Rule):
    assert check(read_text(rule.silent), rules=(rule,)) == []


@RULES
def test_a_rule_says_in_both_languages_what_it_is_and_where_it_comes_from(rule: Rule):
    for words in (rule.title, rule.why, rule.source):
        assert words.zh
        assert words.en


@RULES
def test_a_finding_says_in_both_languages_what_is_wrong_and_what_to_do(rule: Rule):
    for finding in check(read_text(rule.fires), rules=(rule,)):
        assert all((finding.message.zh, finding.message.en, finding.advice.zh, finding.advice.en))


def test_an_empty_report_breaks_no_rule():
    check(read_text(""))


def test_a_rule_stands_in_the_file_of_its_name():
    codes = [rule.code for rule in all_rules()]

    assert len(codes) == len(set(codes))
    assert all(rule.check.__module__.endswith(rule.code.lower().replace("-", "_")) for rule in all_rules())
