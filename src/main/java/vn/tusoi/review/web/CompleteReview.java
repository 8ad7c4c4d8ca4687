package vn.tusoi.review.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import vn.tusoi.review.Submission;

/** Shows everything that is missing at once, each where it is missing; the desk checks the same list again. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CompleteReview.Check.class)
@interface CompleteReview {

    String message() default "{review.missing.text}";

    Class<?>[] groups() default { };

    Class<? extends Payload>[] payload() default { };

    class Check implements ConstraintValidator<CompleteReview, ReviewForm> {

        private static final Pattern LINE = Pattern.compile("(\\w+)\\[(\\w+)]\\.(\\w+)");

        private final MessageSource messages;
        private final Clock clock;

        Check(MessageSource messages, Clock clock) {
            this.messages = messages;
            this.clock = clock;
        }

        @Override
        public boolean isValid(ReviewForm form, ConstraintValidatorContext context) {
            List<Submission.Problem> problems = form.submission().problems(form.rules, form.kind, form.asked, LocalDate.now(clock));
            context.disableDefaultConstraintViolation();
            for (Submission.Problem p : problems) {
                String words = messages.getMessage(p.key(), p.args(), LocaleContextHolder.getLocale()).replaceAll("([\\\\{}$])", "\\\\$1");
                ConstraintViolationBuilder found = context.buildConstraintViolationWithTemplate(words);
                Matcher line = LINE.matcher(p.field());
                if (line.matches()) {
                    var place = found.addPropertyNode(line.group(1)).addPropertyNode(line.group(3)).inIterable();
                    (line.group(2).matches("\\d+") ? place.atIndex(Integer.parseInt(line.group(2))) : place.atKey(line.group(2))).addConstraintViolation();
                } else {
                    found.addPropertyNode(p.field()).addConstraintViolation();
                }
            }
            return problems.isEmpty();
        }
    }
}
