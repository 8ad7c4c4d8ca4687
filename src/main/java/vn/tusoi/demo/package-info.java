/**
 * The demonstration: an invented province with accounts for every office and a round in progress, put into an empty embedded database.
 * Never used on PostgreSQL or where {@code tusoi.demo} is off.
 */
package vn.tusoi.demo;
