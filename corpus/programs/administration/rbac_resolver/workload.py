# SPDX-License-Identifier: Apache-2.0
import random

from access_gate import AccessGate, toxic_pairs
from role_book import Role, RoleBook

SERVICES = ["billing", "deploy", "vault", "dns", "mail", "wiki", "queue"]
VERBS = ["read", "write", "delete", "approve"]


def main():
    rng = random.Random(1001)
    roles = []
    for n in range(48):
        parents = [f"role{m}" for m in sorted(rng.sample(range(n), min(n, rng.choice((0, 1, 2, 2)))))]
        allow = [f"{rng.choice(SERVICES)}:{rng.choice(('*', 'zone*', 'item1'))}:{rng.choice(VERBS + ['*'])}"
                 for _ in range(3)]
        deny = ["vault:*:delete"] if n % 9 == 4 else []
        roles.append(Role(f"role{n}", parents, allow, deny))
    people = [f"user{n:02d}" for n in range(96)]
    scopes = ["/org", "/org/web", "/org/web/shop", "/org/data", "/lab"]
    gate = AccessGate(RoleBook(roles), [(rng.choice(people), f"role{rng.randrange(48)}", rng.choice(scopes))
                                        for _ in range(240)])
    catalogue = [f"{s}:{o}:{v}" for s in SERVICES for o in ("zone7", "item1", "item2") for v in VERBS]
    granted = 0
    for person in people:
        granted += len(gate.effective(person, catalogue, rng.choice(("/org/web/shop/cart", "/org/data", "/lab/x"))))
    offenders = toxic_pairs(gate, people, [("billing:item1:write", "billing:item1:approve")], "/org/web/shop")
    print("granted", granted, "decisions", len(gate.decisions))
    print("toxic", len(offenders), offenders[:2], "unused", len(gate.unused_assignments()))


if __name__ == "__main__":
    main()
