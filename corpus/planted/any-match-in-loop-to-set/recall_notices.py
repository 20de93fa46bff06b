# SPDX-License-Identifier: Apache-2.0
# planted: any-match-in-loop-to-set in affected_sales
"""Find the customers who bought something that has been recalled."""

import random


def affected_sales(sales, recalls):
    """Sales of which the batch has been recalled, in the order of the sales."""
    affected = []
    for sale in sales:
        if sale["returned"]:
            continue
        if any(recall["batch"] == sale["batch"] for recall in recalls):
            affected.append(sale)
    return affected


def letters(sales, recalls):
    """How many letters each shop has to write."""
    count = {}
    for sale in affected_sales(sales, recalls):
        count[sale["shop"]] = count.get(sale["shop"], 0) + 1
    return count


def worst_recall(recalls):
    """The recall with the most dangerous defect; the first of equals."""
    worst = recalls[0]
    for recall in recalls:
        if recall["danger"] > worst["danger"]:
            worst = recall
    return worst


def has_severe(recalls):
    """Whether the newspapers will write about it."""
    return any(recall["danger"] == 9 for recall in recalls)


def sample_recalls(seed, count):
    """Made-up recalls."""
    rng = random.Random(seed)
    return [{"batch": "L%06d" % rng.randrange(200_000), "danger": rng.randrange(1, 10)} for _ in range(count)]


def sample_sales(seed, count):
    """Made-up sales."""
    rng = random.Random(seed)
    return [{"batch": "L%06d" % rng.randrange(200_000), "shop": "shop-%d" % rng.randrange(9),
             "returned": rng.random() < 0.1} for _ in range(count)]


def main():
    for month in range(4):
        recalls = sample_recalls(month, 1_200)
        sales = sample_sales(100 + month, 3_600)
        affected = affected_sales(sales, recalls)
        shops = letters(sales[::5], recalls)
        print(month, len(affected), affected[0]["batch"], sum(shops.values()),
              worst_recall(recalls)["batch"], has_severe(recalls))


if __name__ == "__main__":
    main()
