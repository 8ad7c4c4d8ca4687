package vn.tusoi.register;

import vn.tusoi.cases.Stage;

/** Bad on purpose: the register knows a stage. */
class BadStageUser {
    Stage stage = Stage.LIST;
}
