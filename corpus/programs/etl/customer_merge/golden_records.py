# SPDX-License-Identifier: Apache-2.0
"""Groups contact records that describe one customer and picks golden values."""
from dataclasses import dataclass, field

from contact_keys import normal_email, normal_name, normal_phone, token_overlap


@dataclass
class Contact:
    source: str
    name: str
    email: str = ""
    phone: str = ""
    city: str = ""


@dataclass
class Cluster:
    members: list = field(default_factory=list)

    def accepts(self, contact):
        """A shared e-mail decides; a shared phone needs a similar name."""
        email = normal_email(contact.email)
        phone = normal_phone(contact.phone)
        for member in self.members:
            if email and normal_email(member.email) == email:
                return True
            if phone and normal_phone(member.phone) == phone:
                if token_overlap(normal_name(member.name), normal_name(contact.name)) >= 0.5:
                    return True
        return False


def build_clusters(contacts):
    """The first cluster that accepts a contact keeps it."""
    clusters = []
    for contact in contacts:
        home = None
        for cluster in clusters:
            if cluster.accepts(contact):
                home = cluster
                break
        if home is None:
            home = Cluster()
            clusters.append(home)
        home.members.append(contact)
    return clusters


def most_frequent(values):
    """Most frequent non-empty value; of equals, the one seen first."""
    best, best_count = "", 0
    for value in values:
        if value and values.count(value) > best_count:
            best, best_count = value, values.count(value)
    return best


def golden_record(cluster, source_rank):
    ordered = sorted(cluster.members, key=lambda c: source_rank.index(c.source))
    return {
        "name": most_frequent([c.name.strip().title() for c in ordered]),
        "email": most_frequent([normal_email(c.email) for c in ordered]),
        "phone": most_frequent([normal_phone(c.phone) for c in ordered]),
        "city": next((c.city for c in ordered if c.city), ""),
        "sources": sorted({c.source for c in ordered}),
        "size": len(ordered),
    }


def merge_contacts(contacts, source_rank=("crm", "shop", "newsletter")):
    rank = list(source_rank)
    return [golden_record(cluster, rank) for cluster in build_clusters(contacts)]
