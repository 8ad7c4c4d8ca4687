package vn.tusoi.database;

import vn.tusoi.ApplicationTest;

@ApplicationTest
class LaterTests extends LaterCases { }
