import { expect, test } from "vitest";
import { isSame, type Visitor } from "./visitor";

const visitor = (externalId: string | null, customerId: string | null): Visitor => ({ externalId, customerId });

test.each<[string, Visitor, Visitor, boolean]>([
  ["the same name", visitor("ada", "c1"), visitor("ada", null), true],
  ["the same name with a new customer", visitor("ada", "c1"), visitor("ada", "c2"), true],
  ["another name", visitor("ada", null), visitor("bob", null), false],
  ["another name for the same customer", visitor("ada", "c1"), visitor("bob", "c1"), false],
  ["a name that is gone, but its customer", visitor("ada", "c1"), visitor(null, "c1"), true],
  ["a name that is gone", visitor("ada", null), visitor(null, "c1"), false],
  ["a customer that got a name", visitor(null, "c1"), visitor("bob", "c1"), true],
  ["another customer", visitor(null, "c1"), visitor("bob", "c2"), false],
  ["a customer nobody has confirmed", visitor(null, "c1"), visitor(null, null), false],
  ["nobody and nobody", visitor(null, null), visitor(null, null), true],
  ["nobody, who has become a customer", visitor(null, null), visitor(null, "c1"), true],
  ["nobody and somebody with a name", visitor(null, null), visitor("bob", null), false],
])("%s", (_, writer, visitor, same) => {
  expect(isSame(writer, visitor)).toBe(same);
});
