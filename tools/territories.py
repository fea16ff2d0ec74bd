"""Write kg/know/territories.tsv: English names and Wikidata ids of countries and first-level regions.

    pip install rigour
    python tools/territories.py > kg/know/territories.tsv

The package `rigour` keeps them well, but needs a C++ compiler and ICU to be installed, which nobody who reads news
articles should have to bring. So this one table of names and ids is taken from it, and the package stays out.
"""

from rigour.territories import get_territories

print("# code\tqid\tname: written by tools/territories.py from the package rigour (MIT; the ids are Wikidata's, CC0)")
for item in sorted(get_territories(), key=lambda one: one.code):
    if not item.is_historical:
        print(item.code.upper(), item.qid, item.name.split(" (", maxsplit=1)[0], sep="\t")
