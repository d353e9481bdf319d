"""Checks the dcat.jsonld of a built site against the shapes in dcat_ap.ttl.

    python3 tests/data/dcat_ap.py SITE
"""

import sys
from pathlib import Path

from pyshacl import validate
from rdflib import Graph

site = Path(sys.argv[1])
data = Graph().parse(site / "dcat.jsonld", format="json-ld")
shapes = Graph().parse(Path(__file__).with_name("dcat_ap.ttl"), format="turtle")
conforms, _, text = validate(data, shacl_graph=shapes, advanced=False)
print(f"{len(data)} statements: they keep to DCAT-AP." if conforms else text)
sys.exit(0 if conforms and len(data) > 0 else 1)
