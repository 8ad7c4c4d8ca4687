package vn.tusoi.database;

import vn.tusoi.PostgresTest;

@PostgresTest
class LaterOnPostgresTests extends LaterCases { }
