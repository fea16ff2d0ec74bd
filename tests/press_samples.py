"""Exports of press databases as their makers lay them out, of invented articles: two in each."""

from __future__ import annotations

BRIDGE = (
    "Prime Minister Ida Holm opened the bridge over the fjord in Bergen on Tuesday, two years later than planned.\n"
    "\n"
    "Ida Holm met Tom Reed in Bergen. Tom Reed, chief executive of Norvik Energy, said the bridge was safe."
)
MINE = (
    "Norvik Energy bought Lystad Mining on Monday for an undisclosed sum, both companies said in Oslo.\n"
    "\n"
    "Jonas Falk, chief executive of Lystad Mining, resigned. He met Ida Holm in Oslo."
)

NEXIS = """


Download Request: Selected Items: 1-2
Time Of Request: Friday, March 08, 2024  16:51:31

Send To:
READING ROOM
THE LIBRARY

Terms: (bridge AND holm) and (Sample File)

Source: The Lyon Courier (Lyon);Northern Herald
Project ID: None


                               1 of 2 DOCUMENTS


                            The Lyon Courier (Lyon)

                             March 5, 2024 Tuesday
                                   Edition 1;
                                    Scotland

Bridge over the fjord is opened at last after
two years of delay

BYLINE: By Anna Berg in Bergen and Tom Lind, Political Editor

SECTION: NEWS; Pg. 6

LENGTH: 455 words

HIGHLIGHT: The bridge took nine years to build and cost far more than planned.


Prime Minister Ida Holm opened the bridge over the fjord in Bergen on Tuesday,
two years later than planned.

Ida Holm met Tom Reed in Bergen. Tom Reed, chief executive of Norvik Energy,
said the bridge was safe.

LOAD-DATE: March 6, 2024

LANGUAGE: ENGLISH

GRAPHIC: Ida Holm, left, with a pair of scissors
 PHOTOGRAPH BY SOMEBODY

PUBLICATION-TYPE: Newspaper

JOURNAL-CODE: LYC


                       Copyright 2024 Lyon Newspapers Ltd
                              All Rights Reserved

                               2 of 2 DOCUMENTS


                                Northern Herald

                             March 4, 2024 Monday

Norvik buys Lystad

BYLINE: FALK, MARTA

DATELINE: OSLO

LENGTH: 98 words

Norvik Energy bought Lystad Mining on Monday for an undisclosed sum, both
companies said in Oslo.

Jonas Falk, chief executive of Lystad Mining, resigned. He met Ida Holm in
Oslo.

CORRECTION: An earlier version of this article gave a wrong name of the mine.

LOAD-DATE: March 4, 2024

LANGUAGE: ENGLISH; ENGLISCH


                        Copyright 2024 Northern Herald
                              All Rights Reserved
"""

NEXIS_UNI = f"""Date and Time: Friday, March 8, 2024 4:51:00 PM CET
Job Number: 123456789
Documents (2)
1. Bridge over the fjord is opened at last
Client/Matter: -None-
Search Terms: bridge AND holm
Search Type: Terms and Connectors
Narrowed by:
Content Type
Narrowed by
News
Timeline: 01 Jan, 2024 to 08 Mar, 2024
2. Norvik buys Lystad
Client/Matter: -None-
Search Terms: bridge AND holm

Bridge over the fjord is opened at last
The Lyon Courier (Lyon)
March 5, 2024 Tuesday
Edition 1, Scotland
Copyright 2024 Lyon Newspapers Ltd All Rights Reserved

Section:\u00a0NEWS; Pg. 6
Length:\u00a0455 words
Byline:\u00a0By Anna Berg and Tom Lind
Highlight:\u00a0The bridge took nine years to build.
Body

{BRIDGE}

Graphic

Ida Holm, left, with a pair of scissors
Classification

Language:\u00a0ENGLISH
Publication-Type:\u00a0Newspaper
Subject:\u00a0BRIDGES (90%)

Load-Date:\u00a0March 6, 2024

End of Document

Norvik buys Lystad
Northern Herald
March 4, 2024 Monday
Copyright 2024 Northern Herald All Rights Reserved

Length:\u00a098 words
Byline:\u00a0Marta Falk
Body

{MINE}

Load-Date:\u00a0March 4, 2024

End of Document
"""

FACTIVA = f"""
SE  World News
HD  Bridge over the fjord is opened at last after
two years of delay
BY  By Anna Berg and Tom Lind
WC  455 words
PD  5 March 2024
ET  10:00
SN  The Lyon Courier
SC  LYC
ED  First
PG  6
LA  English
CY  (c) 2024 Lyon Newspapers Ltd

LP

{BRIDGE.partition(chr(10))[0]}

TD

{BRIDGE.rpartition(chr(10))[2]}

CO  nrvke : Norvik Energy ASA
IN  i16 : Electricity/Gas Utilities
NS  gpol : Domestic Politics | gcat : Political/General News
RE  norw : Norway | eurz : Europe
PUB Lyon Newspapers Ltd
AN  Document LYC0000020240305ek3500001

HD  Norvik buys Lystad
BY  Marta Falk
WC  98 words
PD  4 March 2024
SN  Northern Herald
SC  NHER
LA  English
CY  Copyright 2024, Northern Herald

LP

{MINE.partition(chr(10))[0]}

TD

{MINE.rpartition(chr(10))[2]}

PUB Northern Herald
AN  Document NHER000020240304ek3400002

Search Summary
Text  bridge and holm
Date  Last month
"""

FACTIVA_SHOWN = f"""Factiva RTF Display Format

World News
Bridge over the fjord is opened at last
By Anna Berg and Tom Lind
455 words
5 March 2024
10:00
The Lyon Courier
LYC
First
6
English
(c) 2024 Lyon Newspapers Ltd

{BRIDGE}

Lyon Newspapers Ltd

Document LYC0000020240305ek3500001

Norvik buys Lystad
98 words
4 March 2024
Northern Herald
NHER
English
Copyright 2024, Northern Herald

{MINE}

Document NHER000020240304ek3400002

Search Summary
Text
bridge and holm
Results Found
2
"""

PROQUEST = f"""
____________________________________________________________

Report Information from ProQuest
08 March 2024 16:51
____________________________________________________________

Bridge over the fjord is opened at last

Author: Berg, Anna; Lind, Tom

Publication info: The Lyon Courier ; Lyon [Lyon]05 Mar 2024: A.6.

https://www.proquest.com/docview/1000000001?accountid=1

Abstract: The bridge took nine years to build.

Links: https://links.example/1

Full text: {BRIDGE}

Subject: Bridges; Politics

Location: Norway

Title: Bridge over the fjord is opened at last

Publication title: The Lyon Courier; Lyon

Pages: A.6

Publication year: 2024

Publication date: Mar 5, 2024

Language of publication: English

ProQuest document ID: 1000000001

Document URL: https://www.proquest.com/docview/1000000001?accountid=1

Last updated: 2024-03-06

Database: Newsstream
____________________________________________________________

Norvik buys Lystad

Author: Falk, Marta

Full text: {MINE}

Illustration

Title: Norvik buys Lystad

Publication title: Northern Herald

Publication date: Mar 4, 2024

Language of publication: English

ProQuest document ID: 1000000002
____________________________________________________________

Contact us at: help@proquest.example

Database copyright (c) 2024 ProQuest LLC. All rights reserved.
"""


def _paragraphs(text: str, form: str) -> str:
    return "\n".join(form.format(part) for part in text.split("\n\n"))


_NEXIS_P = '<P CLASS="c9"><SPAN CLASS="c2">{}</SPAN></P>'
_FOUND = '</SPAN><SPAN CLASS="c4">Holm</SPAN><SPAN CLASS="c2">'
"""A word that was searched for."""

NEXIS_HTML = f"""<HTML>
<HEAD>
<STYLE TYPE="text/css"><!--
.c0 {{ text-align: center; }}
--></STYLE>
<TITLE>&nbsp;</TITLE>
<META TOPIC="null" DOCUMENTS="2" UPDATED="Friday, March 08, 2024  16:51:31" /></HEAD>
<BODY>
<DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c12">Download Request: Selected Items: 1-2<BR>Send To:<BR>THE LIBRARY<BR>
Terms: (bridge AND holm)<BR></SPAN></P>
</DIV>
<A NAME="DOC_ID_1_0"></A><!-- Hide XML section from browser
<DOC NUMBER=1>
<DOCFULL> -->
<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">1 of 2 DOCUMENTS</SPAN></P>
</DIV>
<BR><DIV CLASS="c0"><BR><P CLASS="c1"><IMG SRC="logo.gif" ALT="logo"><BR><SPAN CLASS="c2">The Lyon Courier</SPAN></P>
</DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c4">March</SPAN><SPAN CLASS="c2"> 5, 2024 Tuesday</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">Bridge over the fjord is opened at last</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">BYLINE: </SPAN><SPAN CLASS="c2">Anna Berg and Tom Lind</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LENGTH: </SPAN><SPAN CLASS="c2">455 words</SPAN></P>
</DIV>
<BR><DIV CLASS="c5">{_paragraphs(BRIDGE.replace("Holm", _FOUND), _NEXIS_P)}
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LOAD-DATE: </SPAN><SPAN CLASS="c2">March 6, 2024</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LANGUAGE: </SPAN><SPAN CLASS="c2">ENGLISH</SPAN></P>
</DIV>
<BR><DIV CLASS="c0"><BR><P CLASS="c1"><SPAN CLASS="c2">Copyright 2024 Lyon Newspapers<BR>All Rights Reserved</SPAN></P>
</DIV>
<!-- Hide XML section from browser
</DOCFULL>
</DOC> -->
<A NAME="DOC_ID_2_0"></A>
<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">2 of 2 DOCUMENTS</SPAN></P>
</DIV>
<BR><DIV CLASS="c0"><BR><P CLASS="c1"><SPAN CLASS="c2">Northern Herald</SPAN></P>
</DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c2">March 4, 2024 Monday</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">Norvik buys Lystad</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">BYLINE: </SPAN><SPAN CLASS="c2">Falk, Marta</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LENGTH: </SPAN><SPAN CLASS="c2">98 words</SPAN></P>
</DIV>
<BR><DIV CLASS="c5">{_paragraphs(MINE, _NEXIS_P)}
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LANGUAGE: </SPAN><SPAN CLASS="c2">ENGLISH</SPAN></P>
</DIV>
</BODY></HTML>
"""

_FACTIVA_HEAD = f"""<html><head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>
<script type="text/javascript">{"window.busy = true; " * 200}</script>
<title>Factiva</title>
<style type="text/css">body{{margin:0}} {".icon a{display:block} " * 2000}</style>
</head>
<body><div id="navcontainer" class="fcpNavContainer">
<table><tr><td class="factivalogo"><h1>Factiva</h1></td><td class="djrlogo"><span>Dow Jones</span></td></tr></table>
</div>
<form name="PageBaseForm" method="post"><input type="hidden" value="x" /><div id="contentWrapper">
"""
_FACTIVA_P = '<p class="articleParagraph enarticleParagraph">{}  </p>'

FACTIVA_HTML = f"""{_FACTIVA_HEAD}
<div id="article-LYC0000020240305ek3500001" class="article"><div class="article enArticle"><p>
</p><div>World News; 1</div>
<div id="hd"><span class="enHeadline">Bridge over the fjord is opened at last </span></div>
<div class="author">By Anna Berg and Tom Lind </div>
<div>455 Wörter</div><div>5 März 2024</div><div>10:00</div><div>The Lyon Courier</div><div>LYC</div><div>First</div>
<div>6</div><div>Englisch</div><div>Copyright 2024 Lyon Newspapers. All Rights Reserved. </div>
{_paragraphs(BRIDGE.replace("bridge", "<b>bridge</b>"), _FACTIVA_P)}
<p>Lyon Newspapers</p><p>Dokument LYC0000020240305ek3500001</p></div></div><br><span></span>
<div id="article-NHER000020240304ek3400002" class="article"><div class="article enArticle"><p>
</p><div id="hd"><span class="enHeadline">Norvik buys Lystad </span></div>
<div class="author">Marta Falk</div>
<div>98 Wörter</div><div>4 März 2024</div><div>Northern Herald</div><div>NHER</div><div>Englisch</div>
<div>Copyright 2024 Northern Herald</div>
{_paragraphs(MINE, _FACTIVA_P)}
<p>Dokument NHER000020240304ek3400002</p></div></div>
</div></form></body></html>
"""


def _rows(values: dict[str, str]) -> str:
    return "\n".join(f"<tr><td><b>{label}</b>&nbsp;</td><td>{value}</td></tr>" for label, value in values.items())


_LP, _, _TD = BRIDGE.partition("\n\n")

FACTIVA_ROWS_HTML = f"""{_FACTIVA_HEAD}
<div class="article enArticle"><table>
{
    _rows(
        {
            "HD": "<span class='enHeadline'>Bridge over the fjord is opened at last</span>",
            "BY": "By Anna Berg and Tom Lind",
            "WC": "455 words",
            "PD": "5 March 2024",
            "SN": "The Lyon Courier",
            "SC": "LYC",
            "LA": "English",
            "CY": "(c) 2024 Lyon Newspapers",
            "LP": _paragraphs(_LP, _FACTIVA_P),
            "TD": _paragraphs(_TD, _FACTIVA_P),
            "NS": "gpol : Domestic Politics",
            "AN": "Document LYC0000020240305ek3500001",
        }
    )
}
</table></div>
<div class="article enArticle"><table>
{
    _rows(
        {
            "HD": "Norvik buys Lystad",
            "BY": "Marta Falk",
            "WC": "98 words",
            "PD": "4 March 2024",
            "SN": "Northern Herald",
            "LA": "English",
            "TD": _paragraphs(MINE, _FACTIVA_P),
            "AN": "Document NHER000020240304ek3400002",
        }
    )
}
</table></div></div></form></body></html>
"""

EUROPRESSE_HTML = f"""<!DOCTYPE html><html><head><meta charset="utf-8" /><title>Europresse</title>
<style>.rdp__DocPublicationName {{ color: black }}</style></head><body>
<article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">The Lyon Courier, no. 4301
<span style="x">Lyon</span></span></div>
<div><span class="DocHeader">World, mardi 5 mars 2024 455 mots, p. 6</span></div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Bridge over the fjord is
opened at last</p></div>
<p class="sm-margin-bottomNews">Anna Berg; Tom Lind</p>
</header>
<section><div class="DocText clearfix"><div class="docOcurrContainer">
{_paragraphs(BRIDGE.replace("bridge", '<span class="occurrence">bridge</span>'), "<p>{}</p>")}
</div></div></section>
<footer><small>© 2024 Lyon Newspapers. All rights reserved.</small><p>news·20240305·LYC·1</p></footer></article>
<article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">Northern Herald (site web)</span></div>
<div><span class="DocHeader">Monday, March 4, 2024 - 10:00 UTC 98 words</span></div>
<div class="titreArticle"><p class="titreArticleVisu">Norvik buys Lystad</p></div>
<div class="docAuthors">Falk, Marta</div>
</header>
<section><div class="DocText clearfix"><div class="docOcurrContainer">{_paragraphs(MINE, "<p>{}</p>")}</div></div>
</section>
<footer><small>© 2024 Northern Herald.</small></footer></article>
</body></html>
"""

EUROPRESSE_CELLS_HTML = f"""<html><head><title>Europresse</title></head><body><table><tbody>
<tr><td><span class="DocPublicationName">The Lyon Courier, no. 4301</span><br>
<span class="DocHeader">World</span><span class="DocHeader">, mardi </span><span class="DocHeader">5 mars 2024, </span>
<span class="DocHeader">p. 6</span><br><br>
<span class="TitreArticleVisu">Bridge over the fjord is opened at last</span><br><br>Anna Berg and Tom Lind<br><br>
{_paragraphs(BRIDGE, "{}<br><br>")}</td></tr>
<tr><td><span class="DocPublicationName">Northern Herald</span><br>
<span class="DocHeader">lundi </span><span class="DocHeader">4 mars 2024, </span><br><br>
<span class="TitreArticleVisu">Norvik buys Lystad</span><br><br>Marta Falk<br><br>
{_paragraphs(MINE, "{}<br><br>")}</td></tr>
</tbody></table></body></html>
"""
