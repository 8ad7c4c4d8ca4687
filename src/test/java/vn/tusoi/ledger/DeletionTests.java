package vn.tusoi.ledger;

import vn.tusoi.ApplicationTest;

/** On the embedded database. */
@ApplicationTest
class DeletionTests extends DeletionCases { }
