import { expect, test } from "vitest";
import { JoinAnswers } from "./joinAnswers";

test("an answer that brings back an earlier name is out of date, once for each conversation announced", () => {
  const answers = new JoinAnswers();
  answers.expect();
  expect(answers.isCurrent("carol", "bob")).toBe(true);
  answers.expect();
  expect(answers.isCurrent("bob", "carol")).toBe(false);
  expect(answers.isCurrent("bob", "carol")).toBe(false);
  expect(answers.isCurrent("bob", "carol")).toBe(true);
});

test("a name given while an answer is on its way is not taken for the answer", () => {
  const answers = new JoinAnswers();
  answers.expect();
  expect(answers.isCurrent("carol", "bob")).toBe(true);
  expect(answers.isCurrent("bob", "carol")).toBe(false);
});

test("an answer that holds nothing else is no reason to wait for another", () => {
  const answers = new JoinAnswers();
  expect(answers.isCurrent("carol", "bob")).toBe(true);
  answers.expect();
  expect(answers.isCurrent(null, "carol")).toBe(true);
  expect(answers.isCurrent("bob", "carol")).toBe(true);
  answers.expect();
  expect(answers.isCurrent("bob", "bob")).toBe(true);
  expect(answers.isCurrent("carol", "bob")).toBe(true);
});

test("whoever had no name gets the one that is answered", () => {
  const answers = new JoinAnswers();
  answers.expect();
  expect(answers.isCurrent("bob", null)).toBe(true);
});
