/** Evidence packs: parts of the record as a ZIP that another machine can check without this program's database. {@code processes/record-format.md}, section 9. */
package vn.tusoi.ledger.pack;
