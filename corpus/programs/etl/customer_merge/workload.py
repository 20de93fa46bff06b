# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from golden_records import Contact, merge_contacts

FIRST = ["Anna", "Boris", "Carla", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas"]
LAST = ["Adler", "Brandt", "Costa", "Dupont", "Evans", "Fischer", "Garcia", "Horvat", "Ivanov", "Jensen"]
CITIES = ["Lyon", "Graz", "Porto", "Turku", ""]


def make_contacts(people, records, seed):
    rng = random.Random(seed)
    persons = []
    for i in range(people):
        first, last = rng.choice(FIRST), rng.choice(LAST)
        persons.append((first, last, f"{first.lower()}.{last.lower()}{i}@example.org", f"06{rng.randrange(10**8):08d}"))
    contacts = []
    for _ in range(records):
        first, last, email, phone = rng.choice(persons)
        name = rng.choice([f"{first} {last}", f"{last}, {first}", f"Dr. {first} {last}", f"{first.upper()} {last}"])
        if rng.random() < 0.3:
            email = ""
        elif rng.random() < 0.3:
            email = email.upper().replace("@", "+news@")
        if rng.random() < 0.4:
            phone = "+33 " + phone[:4] + "-" + phone[4:]
        contacts.append(Contact(rng.choice(["crm", "shop", "newsletter"]), name, email, phone, rng.choice(CITIES)))
    return contacts


def main():
    golden = merge_contacts(make_contacts(215, 660, 7))
    text = "\n".join("|".join(str(v) for v in g.values()) for g in golden)
    print("golden records", len(golden), "largest", max(g["size"] for g in golden))
    print("with email", sum(1 for g in golden if g["email"]), "crc", zlib.crc32(text.encode()))


if __name__ == "__main__":
    main()
