from concurrent.futures import ThreadPoolExecutor

from chatbrush_models.diffusion_tools.byte_cache import ByteCache


def test_forgets_what_was_not_used_for_longest():
    cache = ByteCache(limit=30)
    for key in "abc":
        cache.put(key, key.upper(), 10)

    cache.get("a")
    cache.put("d", "D", 10)

    assert [cache.get(key) for key in "abcd"] == ["A", None, "C", "D"]
    assert cache.held == 30


def test_counts_a_replaced_value_once():
    cache = ByteCache(limit=30)

    cache.put("a", 1, 20)
    cache.put("a", 2, 25)

    assert (cache.get("a"), cache.held) == (2, 25)


def test_does_not_keep_what_is_larger_than_all_of_it():
    cache = ByteCache(limit=30)
    cache.put("a", 1, 20)

    cache.put("b", 2, 31)

    assert (cache.get("a"), cache.get("b"), cache.held) == (1, None, 20)


def test_many_threads_keep_the_bound():
    cache = ByteCache(limit=100)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: (cache.put(n % 37, n, 7), cache.get(n % 11)), range(2000)))

    assert 0 < cache.held <= 100
    assert cache.held % 7 == 0
