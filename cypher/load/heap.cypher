// The most memory the server's heap may take, in bytes.
CALL dbms.queryJmx('java.lang:type=Memory')
YIELD attributes
RETURN attributes.HeapMemoryUsage.value.properties.max
