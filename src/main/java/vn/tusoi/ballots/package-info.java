/** Conferences: convening, attendance, papers, two blind counts, result, minutes. Votes are cast on paper; nothing here knows a voter. */
package vn.tusoi.ballots;
