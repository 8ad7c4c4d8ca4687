/** What units add to the rule set in force. May use register, access, ledger and rulebook; cases pin what it holds. */
package vn.tusoi.rulebook.local;
