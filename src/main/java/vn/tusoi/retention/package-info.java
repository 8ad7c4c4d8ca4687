/**
 * How long personal content is kept: what falls due in closed rounds, its deletion by two officers, and what is held against that. The periods come from the
 * rule set of each case; what was deleted stays as digests, so that the record still verifies.
 */
package vn.tusoi.retention;
