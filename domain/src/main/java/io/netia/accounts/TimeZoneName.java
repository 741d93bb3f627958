package io.netia.accounts;

import io.netia.limits.Budget.Fields;
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

/** A text names a time zone. */
@Documented
@Constraint(validatedBy = TimeZoneName.Known.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface TimeZoneName {

  /** What the caller reads. */
  String message() default "is invalid";

  /** Not used. */
  Class<?>[] groups() default {};

  /** Not used. */
  Class<? extends Payload>[] payload() default {};

  /** Looks it up. */
  class Known implements ConstraintValidator<TimeZoneName, String> {

    @Override
    public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
      return name == null
          // Then its length is what the caller reads about.
          || name.codePointCount(0, name.length()) > Fields.TEXT
          || OfficeClock.isTimeZone(name);
    }
  }
}
