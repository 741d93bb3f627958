import { expect, test } from "vitest";
import { isSame, type Person } from "./person";

const person = (externalId: string | null, customerId: string | null): Person => ({ externalId, customerId });

test.each<[string, Person, Person, boolean]>([
  ["the same name", person("ada", "c1"), person("ada", null), true],
  ["the same name with a new customer", person("ada", "c1"), person("ada", "c2"), true],
  ["another name", person("ada", null), person("bob", null), false],
  ["another name for the same customer", person("ada", "c1"), person("bob", "c1"), false],
  ["a name that is gone, but its customer", person("ada", "c1"), person(null, "c1"), true],
  ["a name that is gone", person("ada", null), person(null, "c1"), false],
  ["a customer that got a name", person(null, "c1"), person("bob", "c1"), true],
  ["another customer", person(null, "c1"), person("bob", "c2"), false],
  ["a customer nobody has confirmed", person(null, "c1"), person(null, null), false],
  ["nobody and nobody", person(null, null), person(null, null), true],
  ["nobody, who has become a customer", person(null, null), person(null, "c1"), true],
  ["nobody and somebody with a name", person(null, null), person("bob", null), false],
])("%s", (_, writer, visitor, same) => {
  expect(isSame(writer, visitor)).toBe(same);
});
