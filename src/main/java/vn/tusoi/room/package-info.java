/** The auditor's room: questions to the record, single entries, dossiers and rounds as they went. Changes nothing; every reading is entered. */
package vn.tusoi.room;
