"""The local Neo4j: a real server, with everything that can go wrong with one."""

import neo4j
import pytest

from kg.local_neo4j import Connection


@pytest.mark.neo4j
def test_the_server_of_the_tests_answers_a_driver(neo4j_server: Connection):
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        records, _, _ = driver.execute_query("RETURN 1 + 1 AS two", database_=neo4j_server.database)
    assert records[0]["two"] == 2
