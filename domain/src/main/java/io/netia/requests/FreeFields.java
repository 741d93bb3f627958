package io.netia.requests;

import io.netia.input.FreeObject;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A free JSON object is within {@link Fields#METADATA}. */
@Documented
@Constraint(validatedBy = FreeFields.Measure.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface FreeFields {

  /** Not read: the message says which bound is exceeded. */
  String message() default "is invalid";

  /** Not used. */
  Class<?>[] groups() default {};

  /** Not used. */
  Class<? extends Payload>[] payload() default {};

  /** Measures it. */
  class Measure implements ConstraintValidator<FreeFields, Map<String, Object>> {

    @Override
    public boolean isValid(
        @Nullable Map<String, Object> object, ConstraintValidatorContext context) {
      Optional<String> problem =
          object == null ? Optional.empty() : FreeObject.problem(object, Fields.METADATA);
      problem.ifPresent(
          message -> {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
          });
      return problem.isEmpty();
    }
  }
}
