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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A text is one of a few. */
@Documented
@Constraint(validatedBy = OneOf.Member.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OneOf {

  /** Those that it may be. */
  String[] value();

  /** What the caller reads. */
  String message() default "is invalid";

  /** Not used. */
  Class<?>[] groups() default {};

  /** Not used. */
  Class<? extends Payload>[] payload() default {};

  /** Looks it up. */
  class Member implements ConstraintValidator<OneOf, String> {

    private Set<String> texts = Set.of();

    @Override
    public void initialize(OneOf constraint) {
      texts = Set.of(constraint.value());
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || texts.contains(text);
    }
  }
}
