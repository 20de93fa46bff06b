# SPDX-License-Identifier: Apache-2.0
# planted: deepcopy-flat in prepare_jobs
"""Prepare print jobs from a standard sheet of settings and what customers want changed."""

import copy
import random

STANDARD = {"paper": "A4", "weight": 80, "colour": False, "sides": 2, "staples": 0, "margin": 12,
            "copies": 1, "tray": None, "quality": "normal", "toner": 100, "fold": False, "trim": 0,
            "cover": "none", "binding": "none", "scale": 100, "rotate": 0, "priority": 5}


def prepare_jobs(orders):
    """The jobs, their cost and the orders that cannot be printed.

    An order is (customer, pages, changes); changes are pairs of a setting and its value.
    """
    jobs = []
    refused = []
    total = 0
    colour_pages = 0
    for customer, pages, changes in orders:
        job = copy.deepcopy(STANDARD)
        fits = True
        for name, value in changes:
            if name not in job:
                fits = False
                break
            job[name] = value
        if not fits or pages * job["copies"] > 5_000:
            refused.append(customer)
            continue
        sheets = pages if job["sides"] == 1 else (pages + 1) // 2
        cents = sheets * job["copies"] * (3 + job["weight"] // 40)
        if job["colour"]:
            cents += 9 * pages * job["copies"]
            colour_pages += pages
        job["customer"] = customer
        total += cents
        jobs.append(job)
    jobs.sort(key=lambda job: (job["priority"], job["customer"]))
    lines = ["%d jobs" % len(jobs), "%d refused" % len(refused), "%d in colour" % colour_pages]
    return jobs, total, refused, lines


def sample_orders(seed, count):
    """Made-up orders."""
    rng = random.Random(seed)
    wishes = [("colour", True), ("sides", 1), ("weight", 160), ("copies", 30), ("priority", 1),
              ("paper", "A3"), ("gold", True)]
    return [(customer, rng.randrange(1, 300), rng.sample(wishes, rng.randrange(3)))
            for customer in range(count)]


def main():
    orders = sample_orders(4, 14_000)
    for shop in range(6):
        jobs, total, refused, lines = prepare_jobs(orders[shop * 100:])
        print(shop, lines, total, refused[:3], jobs[0]["customer"], STANDARD["copies"])


if __name__ == "__main__":
    main()
