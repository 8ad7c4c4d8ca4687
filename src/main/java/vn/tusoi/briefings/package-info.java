/** Briefings on a text: a board makes a text known to cells by a day; cells record their session, members confirm that they read it, every level sees how far it is. */
package vn.tusoi.briefings;
