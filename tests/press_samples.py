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
