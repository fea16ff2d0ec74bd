// Is a load still alive? One that was killed can leave an odd number behind.
SHOW TRANSACTIONS
YIELD metaData
WHERE metaData.kg = 'load'
RETURN count(*)
