/** How the house speaks to its database: writes that nobody waits for travel together, what was read is kept for a transaction. Knows nothing else of the house. */
package vn.tusoi.database;
