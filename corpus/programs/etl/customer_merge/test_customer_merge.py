# SPDX-License-Identifier: Apache-2.0
from contact_keys import normal_email, normal_name, normal_phone, token_overlap
from golden_records import Contact, build_clusters, merge_contacts, most_frequent


def test_keys():
    assert normal_name("Dr. Anna-Maria ADLER") == "adler anna maria"
    assert normal_phone("+33 0612-345678") == "612345678"
    assert normal_phone("12-34") == ""
    assert normal_email(" J.Doe+shop@GoogleMail.com ") == "jdoe@gmail.com"
    assert normal_email("nobody") == "" and normal_email("a@b@c") == ""


def test_overlap():
    assert token_overlap("adler anna", "anna") == 0.5
    assert token_overlap("", "anna") == 0.0


def test_phone_needs_similar_name():
    same = [Contact("crm", "Anna Adler", phone="0612345678"), Contact("shop", "Adler, Anna", phone="06 12 34 56 78")]
    other = [Contact("crm", "Anna Adler", phone="0612345678"), Contact("shop", "Boris Costa", phone="0612345678")]
    assert len(build_clusters(same)) == 1
    assert len(build_clusters(other)) == 2


def test_first_cluster_wins():
    a = Contact("crm", "Anna Adler", email="a@x.org")
    b = Contact("crm", "Anna Adler", phone="0612345678")
    c = Contact("shop", "Anna Adler", email="a@x.org", phone="0612345678")
    d = Contact("shop", "Anna Adler", phone="0612345678")
    clusters = build_clusters([a, b, c, d])
    assert [len(k.members) for k in clusters] == [3, 1]
    assert clusters[0].members == [a, c, d]


def test_most_frequent_prefers_first_of_equals():
    assert most_frequent(["b", "a", "", "a", "b", ""]) == "b"
    assert most_frequent(["", ""]) == ""


def test_golden_record_values():
    out = merge_contacts([
        Contact("newsletter", "anna adler", "a@x.org", "", "Lyon"),
        Contact("crm", "Anna ADLER", "A@X.org", "0612345678", ""),
    ])
    assert out == [{"name": "Anna Adler", "email": "a@x.org", "phone": "612345678", "city": "Lyon",
                    "sources": ["crm", "newsletter"], "size": 2}]


def test_no_contacts():
    assert merge_contacts([]) == []
