package io.netia.configuration;

/**
 * A setting has a value that it may not have, or a required one is missing. The message is one
 * sentence for the operator: it begins with the setting's name and never repeats a secret.
 */
public class InvalidSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * @param sentence what is wrong and what would be right
   */
  public InvalidSettingException(String sentence) {
    super(sentence);
  }

  /**
   * @param sentence what is wrong and what would be right
   * @param cause how it was noticed
   */
  public InvalidSettingException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
