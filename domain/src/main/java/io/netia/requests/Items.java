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
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A list has at most so many items. {@code Size} at a component of a record ends Payara Micro's
 * description of the API with a failure.
 */
@Documented
@Constraint(validatedBy = Items.Counter.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Items {

  /** How many at most. */
  int max();

  /** What the caller reads. */
  String message() default "should have at most {max} item(s)";

  /** Not used. */
  Class<?>[] groups() default {};

  /** Not used. */
  Class<? extends Payload>[] payload() default {};

  /** Counts. */
  class Counter implements ConstraintValidator<Items, Collection<?>> {

    private int max;

    @Override
    public void initialize(Items constraint) {
      max = constraint.max();
    }

    @Override
    public boolean isValid(@Nullable Collection<?> list, ConstraintValidatorContext context) {
      return list == null || list.size() <= max;
    }
  }
}
