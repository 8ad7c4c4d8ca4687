package vn.tusoi.review;

/** How a member grades one standard: xuất sắc, tốt, trung bình, kém. */
public enum Grade { EXCELLENT, GOOD, AVERAGE, POOR }
