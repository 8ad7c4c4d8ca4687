package vn.tusoi.review;

import org.springframework.stereotype.Controller;

/** Bad on purpose: a public controller.  It maps no address. */
@Controller
public class BadPublicPage { }
