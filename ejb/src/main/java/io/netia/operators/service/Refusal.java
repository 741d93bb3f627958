package io.netia.operators.service;

/** A command that cannot be done; the message is one sentence for the operator. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Refusal(String sentence) {
    super(sentence);
  }
}
