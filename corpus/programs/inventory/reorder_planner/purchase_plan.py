# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from typing import NamedTuple

from demand_model import best_alpha, exponential_smoothing, moving_average, safety_stock, weekday_index


class Article(NamedTuple):
    code: str
    supplier: str
    stock: int
    pack: int
    lead_days: int
    service: float
    history: tuple[int, ...]


def forecast(article: Article, days: int) -> list[float]:
    level = exponential_smoothing(article.history, best_alpha(article.history))
    start = len(article.history)
    return [level * weekday_index(article.history)[(start + n) % 7] for n in range(days)]


def order_quantity(article: Article) -> int:
    need = sum(forecast(article, article.lead_days)) + safety_stock(article.history, article.lead_days, article.service)
    missing = need - article.stock
    if missing <= 0:
        return 0
    packs = 0
    while packs * article.pack < missing:
        packs += 1
    return packs * article.pack


def trending(articles: list[Article], window: int = 14) -> Iterator[str]:
    """Codes whose moving average rose over each of the last three windows."""
    for article in articles:
        means = moving_average(article.history, window)
        marks = [means[-1 - k * window] for k in range(4) if len(means) > k * window]
        if len(marks) == 4 and marks == sorted(marks, reverse=True):
            yield article.code


def plan(articles: list[Article]) -> dict[str, list[tuple[str, int]]]:
    orders: dict[str, list[tuple[str, int]]] = {}
    for supplier in sorted(set(a.supplier for a in articles)):
        wanted = [(a.code, order_quantity(a)) for a in articles if a.supplier == supplier and order_quantity(a) > 0]
        if wanted:
            orders[supplier] = wanted
    return orders
