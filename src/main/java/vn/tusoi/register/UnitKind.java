package vn.tusoi.register;

/** What a unit is. A {@link #BODY} (board, committee) works for its parent; a {@link #CELL} has members. */
public enum UnitKind { PROVINCE, COMMUNE, CELL, BODY }
