/** Backing up the whole database while it is in use, and restoring it into an empty place. Knows tables, not what they mean. */
package vn.tusoi.backup;
