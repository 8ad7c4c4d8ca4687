/** Papers: what is printed, as tagged PDF/A in the layout of a Party document, with a check code that leads from the paper back to what is kept. */
package vn.tusoi.documents;
