# SPDX-License-Identifier: Apache-2.0
"""A catalogue of a museum: read as Turtle, asked by SPARQL, written in other formats."""

import hashlib
import random

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, XSD

MUSEUM = Namespace("https://museum.example/")

QUESTIONS = ["""
    SELECT ?artist (COUNT(?work) AS ?works) WHERE {
        ?work a <https://museum.example/Work> ; <http://purl.org/dc/terms/creator> ?artist . } GROUP BY ?artist ORDER BY ?artist
""", """
    SELECT ?title ?year WHERE {
        ?work <http://purl.org/dc/terms/title> ?title ; <https://museum.example/year> ?year .
        FILTER (?year > 1900 && ?year < 1930) } ORDER BY ?year ?title LIMIT 40
""", """
    SELECT DISTINCT ?room WHERE {
        ?work <https://museum.example/room> ?room . OPTIONAL { ?work <https://museum.example/lent> ?to . }
        FILTER (!BOUND(?to)) } ORDER BY ?room
"""]


def turtle(works):
    rng = random.Random(works)
    lines = ["@prefix m: <https://museum.example/> .", "@prefix dc: <http://purl.org/dc/terms/> ."]
    for number in range(works):
        lines.append('m:work%d a m:Work ; dc:title "Work no. %d"@en ; dc:creator m:artist%d ; m:year %d ; m:room "%c%d" .' %
                     (number, number, rng.randrange(40), rng.randrange(1850, 1990), rng.choice("ABC"), rng.randrange(9)))
        if number % 5 == 0:
            lines.append("m:work%d m:lent [ m:to m:city%d ; m:until \"2031-0%d-01\" ] ." % (number, number % 7, 1 + number % 9))
    return "\n".join(lines)


def main():
    graph = Graph().parse(data=turtle(450), format="turtle")
    digest = hashlib.sha256()
    for question in QUESTIONS:
        rows = [" ".join(str(value) for value in row) for row in graph.query(question)]
        digest.update("\n".join(rows).encode())
        print(len(rows), "answers")
    for number in range(100):
        work = URIRef(MUSEUM["work%d" % number])
        graph.set((work, DCTERMS.modified, Literal("2030-01-%02d" % (1 + number % 28), datatype=XSD.date)))
    works = sorted(graph.subjects(RDF.type, MUSEUM.Work))
    digest.update(" ".join(str(graph.value(work, DCTERMS.title)) for work in works).encode())
    triples = graph.serialize(format="nt")
    digest.update("\n".join(sorted(line for line in triples.split("\n") if "_:" not in line and "N" not in line[:2])).encode())
    print(len(graph), len(graph.serialize(format="turtle")) > 10000, digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
