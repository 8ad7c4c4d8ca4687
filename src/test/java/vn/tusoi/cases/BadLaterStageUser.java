package vn.tusoi.cases;

import vn.tusoi.rounds.Rounds;

/** Bad on purpose: a case knows its round. */
class BadLaterStageUser {
    Rounds rounds;
}
