# SPDX-License-Identifier: Apache-2.0
from goods_index import CatalogueSearch, highlight, plural_free, terms

ITEMS = [
    {"id": 1, "title": "Oak table", "text": "A table for the kitchen, of solid oak", "price": 900, "brand": "N"},
    {"id": 2, "title": "Kitchen lamp", "text": "Lamps", "price": 300, "brand": "C"},
    {"id": 3, "title": "Table lamp", "text": "Fits tables and shelves", "price": 250, "brand": "N"},
]


def test_terms_drop_stop_words_and_plurals():
    assert terms("The Boxes of cherries, with glass & lamps") == ["box", "cherry", "glass", "lamp"]
    assert plural_free("gas") == "gas"


def test_ranking_title_first():
    shop = CatalogueSearch(ITEMS)
    assert [item["id"] for item in shop.search("lamp")] == [2, 3]
    assert [item["id"] for item in shop.search("tables")] == [3, 1]


def test_filters_and_limit():
    shop = CatalogueSearch(ITEMS)
    assert [item["id"] for item in shop.search("lamp", brand="N")] == [3]
    assert len(shop.search("lamp table", limit=1)) == 1
    assert shop.search("lamp", brand="?") == []


def test_synonyms_are_added_once():
    shop = CatalogueSearch(ITEMS, {"desk": ["table"], "bench": ["table", "desk"]})
    assert shop.expand("desk bench") == ["desk", "table", "bench"]
    assert [item["id"] for item in shop.search("desk")] == [3, 1]


def test_facets_and_band():
    shop = CatalogueSearch(ITEMS)
    assert list(shop.facets(ITEMS, "brand").items()) == [("N", 2), ("C", 1)]
    assert shop.price_band(ITEMS) == (250, 300, 900)
    assert shop.price_band([]) is None


def test_highlight_keeps_case():
    assert highlight("Lamp or lamps, lamplight", ["lamp"]) == "[Lamp] or [lamps], lamplight"


def test_log_is_written_per_query():
    shop = CatalogueSearch(ITEMS)
    shop.search("oak lamp")
    assert shop.log == ["query 'oak lamp' -> oak+lamp: 3 hits"]
