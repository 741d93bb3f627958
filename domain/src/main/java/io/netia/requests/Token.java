package io.netia.requests;

import io.netia.input.Texts;
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
 * A text that other systems read, such as an e-mail address: it is bounded as by {@link Characters}
 * and has no line break or other control character.
 */
@Documented
@Constraint(validatedBy = Token.Checker.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Token {

  /** How many characters at most. */
  int max();

  /** What the caller reads of a text that is too long. */
  String message() default "should be at most {max} character(s)";

  /** Not used. */
  Class<?>[] groups() default {};

  /** Not used. */
  Class<? extends Payload>[] payload() default {};

  /** Looks for control characters only in what is short enough. */
  class Checker implements ConstraintValidator<Token, String> {

    private int max;

    @Override
    public void initialize(Token constraint) {
      max = constraint.max();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      if (text == null) {
        return true;
      }
      if (!Characters.Counter.isWithin(text, max)) {
        return false;
      }
      if (!Texts.hasControls(text)) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      context.buildConstraintViolationWithTemplate("is invalid").addConstraintViolation();
      return false;
    }
  }
}
