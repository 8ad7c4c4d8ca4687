/** Reminders of work by mail: how many and where, never what or about whom. Knows the work list, the accounts and the calendar. */
package vn.tusoi.notices;
