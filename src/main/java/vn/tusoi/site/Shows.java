package vn.tusoi.site;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whose data a page shows: the reading is entered into the record before anything is shown. Every address that answers GET has this or {@link ShowsNobody};
 * a test asks each one.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Shows {

    /** The act under which {@link Readings} enters a reading. */
    String PAGE_READ = "PAGE_READ";

    /** As {@link #kind}: what is shown differs, and the page tells {@link Readings} itself. */
    String TOLD = "";

    /** What is read: LIST, CONFERENCE, ROUND, REGISTER, ACCOUNT, RULES; ACCESS where a page shows many. */
    String kind() default "ACCESS";

    /** The variable of the address that holds its code; none: the reading is filed under the reader. */
    String code() default "";

    /** The act under which the reading stands in the record; another than {@link #PAGE_READ} is entered by the page, its desk or {@link Footprints}. */
    String entered() default PAGE_READ;
}
