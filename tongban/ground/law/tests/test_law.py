from datetime import date, datetime
from decimal import Decimal

import pytest

from tongban.ground.law import (
    NoTermInForce,
    UnknownArticle,
    UnknownSource,
    UnknownTerm,
    basis,
    cite,
    sources,
    term,
    terms,
)
from tongban.ground.law.places import by_article, places, places_in


@pytest.mark.law("budget-law:14")
@pytest.mark.law("budget-law:42")
@pytest.mark.law("budget-law:52")
@pytest.mark.law("budget-law:80")
@pytest.mark.law("budget-law-regulation:6")
@pytest.mark.law("disclosure-regulation:26")
@pytest.mark.law("mof-2020-10")
@pytest.mark.law("mof-2021-101")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("finance_reply_days", 20),
        ("department_reply_days", 15),
        ("publication_days", 20),
        ("unit_publication_days", 20),
        ("finance_accounts_reply_days", 20),
        ("department_accounts_reply_days", 15),
        ("carry_over_years", 2),
        ("disclosure_days", 20),
        ("weight_execution", 10),
        ("weight_output", 50),
        ("weight_effect", 30),
        ("weight_satisfaction", 10),
        ("weight_cost", 20),
        ("weight_output_with_cost", 40),
        ("weight_effect_with_cost", 20),
        ("grade_excellent_from", 90),
        ("grade_good_from", 80),
        ("grade_fair_from", 60),
    ],
)
def test_the_terms_of_2022_are_those_of_the_law(name, value):
    assert term(name, on=date(2022, 6, 30)) == value


@pytest.mark.law("licensing-law:34")
@pytest.mark.law("licensing-law:42")
@pytest.mark.parametrize(
    ("name", "value", "unit", "cited"),
    [
        ("correction_notice_days", 5, "working_days", "licensing-law:32"),
        ("decision_days", 20, "working_days", "licensing-law:42"),
        ("decision_extension_days", 10, "working_days", "licensing-law:42"),
        ("joint_decision_days", 45, "working_days", "licensing-law:42(2)"),
        ("joint_decision_extension_days", 15, "working_days", "licensing-law:42(2)"),
        ("preliminary_review_days", 20, "working_days", "licensing-law:43"),
        ("issue_days", 10, "working_days", "licensing-law:44"),
        ("hearing_request_days", 5, "working_days", "licensing-law:47"),
        ("hearing_days", 20, "working_days", "licensing-law:47"),
        ("hearing_notice_days", 7, "working_days", "licensing-law:48"),
        ("field_check_officers", 2, "persons", "licensing-law:34"),
        ("renewal_application_days", 30, "working_days", "licensing-law:50"),
        ("false_material_ban_years", 1, "years", "licensing-law:78"),
        ("fraud_ban_years", 3, "years", "licensing-law:79"),
        ("registration_days", 3, "working_days", "registration-regulation:19"),
        ("registration_extension_days", 3, "working_days", "registration-regulation:19"),
        ("change_registration_days", 30, "calendar_days", "registration-regulation:24"),
        ("change_filing_days", 30, "calendar_days", "registration-regulation:29"),
        ("business_suspension_years", 3, "years", "registration-regulation:30"),
        ("deregistration_notice_days", 20, "calendar_days", "registration-regulation:33"),
        ("deregistration_application_days", 20, "calendar_days", "registration-regulation:33"),
        ("deregistration_objection_days", 10, "calendar_days", "registration-regulation:33"),
        ("approval_days", 20, "working_days", "approval-regulation:10"),
        ("approval_extension_days", 40, "working_days", "approval-regulation:10"),
        ("outside_assessment_days", 30, "working_days", "approval-regulation:9"),
        ("estimate_at_most_percent", 110, "percent", "government-investment-regulation:12"),
        ("disclosure_reply_days", 20, "working_days", "disclosure-regulation:33"),
        ("disclosure_reply_extension_days", 20, "working_days", "disclosure-regulation:33"),
        ("disclosure_completion_days", 7, "working_days", "disclosure-regulation:30"),
        ("online_precheck_days", 1, "working_days", "anyang-services-regulation:42"),
        ("later_check_months", 2, "months", "anyang-services-regulation:28"),
        ("broken_commitment_months", 12, "months", "anyang-services-regulation:29"),
    ],
)
def test_the_periods_of_licensing_are_those_of_the_law(name, value, unit, cited):
    line = terms()[name][-1]

    assert (line.value, line.unit, str(line.citation)) == (value, unit, cited)
    assert term(name, on=date(2022, 6, 30)) == value


def test_licensing_periods_are_in_force_since_their_law():
    with pytest.raises(NoTermInForce, match="2004-07-01"):
        term("decision_days", on=date(2004, 6, 30))
    with pytest.raises(NoTermInForce, match="2022-03-01"):
        term("registration_days", on=date(2022, 2, 28))


def test_a_term_is_a_whole_number_or_a_decimal_and_cites_a_known_article():
    for lines in terms().values():
        for line in lines:
            assert isinstance(line.value, int | Decimal)
            assert cite(str(line.citation)) == line.citation


def test_a_term_is_not_in_force_before_its_day():
    assert term("publication_days", on=date(2015, 1, 1)) == 20

    with pytest.raises(NoTermInForce, match="2015-01-01"):
        term("publication_days", on=date(2014, 12, 31))


def test_an_unknown_term_names_the_known_ones():
    with pytest.raises(UnknownTerm, match="publication_days"):
        term("publication", on=date(2022, 1, 1))


def test_an_article_is_cited_in_both_languages():
    cited = cite("budget-law:57")

    assert str(cited) == "budget-law:57"
    assert cited.label("zh-hans") == "《中华人民共和国预算法》第57条"
    assert cited.label("en").endswith(", Art. 57")
    assert cite("budget-law:42(2)").label("zh-hans").endswith("第42条第2款")
    assert cite("budget-law:42(2)").whole_article == "budget-law:42"
    assert cite("mof-2013-53:annex-2").label("en").endswith(", Annex 2")
    assert cite("mof-2013-53:annex-2").label("zh-hans").endswith("》附件2")
    assert cite("mof-2020-10").label("zh-hans") == "《项目支出绩效评价管理办法》"


@pytest.mark.parametrize(
    "text", ["budget-law:102", "budget-law:0", "budget-law:", "budget-law:x", "mof-2020-10:A b"]
)
def test_an_article_that_does_not_exist_cannot_be_cited(text):
    with pytest.raises(UnknownArticle):
        cite(text)


def test_an_unknown_source_cannot_be_cited():
    with pytest.raises(UnknownSource, match="budget-law"):
        cite("budget-laws:57")


def test_a_rule_carries_the_articles_it_keeps():
    @basis("budget-law:57", "budget-law-regulation:20")
    def evaluated() -> bool:
        return True

    cited = vars(evaluated)["basis"]
    assert [str(article) for article in cited] == ["budget-law:57", "budget-law-regulation:20"]
    assert evaluated()


def test_places_name_the_rule_the_move_and_the_term():
    text = (
        '@basis("budget-law:57")\ndef scored(on):\n    return term("publication_days", on=on)\n\n'
        'CHART = Chart(Move("file", (), "filed", "evaluation.file", cite("budget-law:14")))\n'
    )

    found = [str(place) for place in places_in(text, "rules.py")]

    assert found == ["rules.py:1 scored", "rules.py:3 scored", "rules.py:5 file"]


def test_a_citation_with_a_name_counts_where_the_name_is_used():
    text = (
        'FILING = cite("budget-law:57")\n\n'
        'CHART = Chart(\n    Move("file", (), "filed", "evaluation.file", FILING),\n)\n'
        "def correct(line):\n    record(line, basis=FILING)\n"
    )

    found = [str(place) for place in places_in(text, "states.py")]

    assert found == ["states.py:4 file", "states.py:7 correct"]


def test_the_table_runs_over_the_whole_product_but_its_tests():
    table = by_article(places())

    assert all("tests" not in place.file.split("/") for kept in table.values() for place in kept)


def test_the_table_is_in_the_order_of_the_articles():
    text = 'a = cite("budget-law:57")\nb = cite("budget-law:9")\nc = cite("budget-law-regulation:20")\n'

    table = by_article(tuple(places_in(text, "rules.py")))

    assert list(table) == ["budget-law:9", "budget-law:57", "budget-law-regulation:20"]


def test_every_source_says_its_edition_and_body():
    for listed in sources().values():
        assert listed.zh
        assert listed.en
        assert listed.body
        assert isinstance(listed.edition, date | int)
        assert not isinstance(listed.edition, datetime)
