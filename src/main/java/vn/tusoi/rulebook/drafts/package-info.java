/**
 * Drafts of rule sets: written by one officer of the province's organisation board, tried on what was decided, put into force by another.
 * What is in force is never edited; the next set follows from a new draft.
 */
package vn.tusoi.rulebook.drafts;
