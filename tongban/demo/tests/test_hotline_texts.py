from random import Random

from tongban.demo.hotline_texts import demands, hollow_reply, reply, retold, subjects


def test_there_are_some_thirty_classes_with_keys_of_their_own():
    keys = [subject.key for subject in subjects()]

    assert 28 <= len(keys) == len(set(keys)) <= 35


def test_one_seed_always_invents_the_same_demands():
    assert list(demands(50, seed=3)) == list(demands(50, seed=3))
    assert list(demands(50, seed=3)) != list(demands(50, seed=4))


def test_demands_are_of_every_class_and_hardly_one_is_told_twice():
    told = list(demands(3_000, seed=1))

    assert {demand.key for demand in told} == {subject.key for subject in subjects()}
    assert len({demand.text for demand in told}) > 2_900


def test_practice_gives_some_demands_a_neighbouring_class():
    told = list(demands(3_000, seed=1))

    otherwise = [demand for demand in told if demand.key != demand.subject.key]

    assert 0.02 < len(otherwise) / len(told) < 0.06
    assert all(demand.key.startswith(demand.subject.group) for demand in otherwise)


def test_another_caller_tells_the_same_matter_in_other_words():
    first = next(demands(1, seed=8))

    again = retold(first, Random(1))

    assert (again.place, again.key) == (first.place, first.key)
    assert again.text != first.text


def test_a_hollow_reply_fits_any_demand_and_a_true_one_says_what_was_done():
    first = next(demands(1, seed=8))

    assert any(measure in reply(first, Random(2)) for measure in first.subject.measures)
    assert hollow_reply(Random(2)) in {hollow_reply(Random(seed)) for seed in range(100)}
