package vn.tusoi.site;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The page shows nothing about other people as persons, so that opening it is no reading. Compare {@link Shows}. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ShowsNobody {

    /** What it shows instead. */
    String value();
}
