/** The REST interface {@code /api/v1}: the same desks as the pages, nothing decided here. Reads no table of its own. */
package vn.tusoi.api;
