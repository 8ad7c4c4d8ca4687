/** Reviews of bodies, which come before those of their members: written, held, rated by the body above. */
package vn.tusoi.collective;
