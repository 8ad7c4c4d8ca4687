/** Planning lists: pool, steps, composition, approval, publication. */
package vn.tusoi.planning;
