import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.people import identity


@pytest.mark.law("gb-11643")
@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("11010519491231002X", True),
        ("440524188001010014", True),
        ("110105194912310021", False),
        ("11010519491331002X", False),
        ("1101051949123100", False),
        ("", False),
        ("11010519491231002x", False),
    ],
)
def test_a_citizen_number_has_a_birthday_and_the_right_check_character(number, is_right):
    assert identity.is_citizen_number(number) == is_right


@pytest.mark.law("gb-32100")
@pytest.mark.parametrize(
    ("code", "is_right"),
    [
        ("91350100M000100Y43", True),
        ("91350100M000100Y34", False),
        ("9135010OM000100Y43", False),
        ("91350100M000100Y4", False),
        ("", False),
    ],
)
def test_a_credit_code_has_the_right_check_character(code, is_right):
    assert identity.is_credit_code(code) == is_right


@given(st.sampled_from("23456789ABCDEFGHJKLMNPQRTUWXY"), st.integers(0, 16))
def test_one_wrong_character_never_passes(letter, place):
    right = "91350100M000100Y43"
    wrong = right[:place] + letter + right[place + 1 :]

    assert identity.is_credit_code(wrong) == (wrong == right)


def test_a_number_is_tidied_before_it_is_checked():
    assert identity.normalize_number(" 110105 19491231-００２ｘ ") == "11010519491231002X"


@pytest.mark.parametrize(
    ("masked", "shown"),
    [
        (identity.mask_name("张三"), "张*"),
        (identity.mask_name("欧阳修远"), "欧***"),
        (identity.mask_name(""), ""),
        (identity.mask_number("11010519491231002X"), "1101**********002X"),
        (identity.mask_number("E1234567"), "********"),
        (identity.mask_phone("13812345678"), "138****5678"),
        (identity.mask_phone("12345"), "*****"),
    ],
)
def test_what_strangers_see_is_masked(masked, shown):
    assert masked == shown


def _resident(body):
    """Return a number of a residence permit with its check character."""
    return next(body + last for last in identity.CITIZEN_CHECK if identity.is_citizen_number(body + last))


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("11010519491231002X", "citizen"),
        ("11010519491231002x", "citizen"),
        ("１１０１０５ 19491231 ００２ｘ", "citizen"),
        ("91350100M000100Y43", "credit"),
        ("91350100-m000100y43", "credit"),
        ("E12345678", "passport"),
        ("ej1234567", "passport"),
        ("C01X0006H", "passport"),
        ("H12345678", "permit"),
        ("m0123456701", "permit"),
        ("01234567", "permit"),
        (_resident("81000019900101001"), "permit"),
        (_resident("83000019900101001"), "permit"),
    ],
)
def test_the_type_of_a_number_is_read_from_it(typed, kind):
    found = identity.read_number(typed)

    assert (found.type, found.fault) == (kind, "")


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("110105491231002", "old_number"),
        ("320500000012345", "old_registration"),
        ("110105194912310021", "wrong_citizen"),
        ("91350100M000100Y34", "wrong_code"),
        ("1101051949123100211", "wrong_length"),
        ("1234", "unknown"),
        ("", "unknown"),
    ],
)
def test_why_a_number_is_of_no_type_is_told(typed, fault):
    assert identity.read_number(typed) == identity.ReadNumber(identity.normalize_number(typed), "", fault)
