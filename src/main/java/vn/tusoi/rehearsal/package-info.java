/**
 * Plays a whole round with simulated office holders, through the real desks, processes and database, in simulated time: before a board opens
 * a round it can see what each office will have to do and how long cases would wait. The same people fill the demonstration.
 */
package vn.tusoi.rehearsal;
