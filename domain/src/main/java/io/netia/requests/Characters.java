package io.netia.requests;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * A text has at most so many characters, counted as PostgreSQL counts them: {@code Size} counts
 * UTF-16 units, two for an emoji.
 */
@Documented
@Constraint(validatedBy = Characters.Counter.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Characters {

  /** How many at most. */
  int max();

  /** What the caller reads. */
  String message() default "should be at most {max} character(s)";

  /** Not used. */
  Class<?>[] groups() default {};

  /** Not used. */
  Class<? extends Payload>[] payload() default {};

  /** Counts, and gives up counting what is far too long. */
  class Counter implements ConstraintValidator<Characters, CharSequence> {

    private int max;

    @Override
    public void initialize(Characters constraint) {
      max = constraint.max();
    }

    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
      return text == null || isWithin(text, max);
    }

    static boolean isWithin(CharSequence text, int max) {
      // At most two code units for each character.
      return text.length() / 2 <= max && Character.codePointCount(text, 0, text.length()) <= max;
    }
  }
}
