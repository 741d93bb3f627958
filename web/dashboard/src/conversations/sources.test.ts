import { expect, it } from "vitest";
import { sourcesOf } from "./sources";

const ofTheTeam = (sources: unknown) => sourcesOf({ metadata: { sources }, customer_id: null });

it("names the pages an answer rests on, and leaves out what is no address", () => {
  expect(
    ofTheTeam([
      "https://a.example/x",
      { url: "http://b.example", title: "B" },
      "https://[",
      "javascript:alert(1)",
      { url: 7 },
      null,
    ]),
  ).toEqual([
    { title: "a.example", url: "https://a.example/x" },
    { title: "B", url: "http://b.example" },
  ]);
  expect(ofTheTeam("https://a.example")).toEqual([]);
});

it("shows few of very many", () => {
  expect(ofTheTeam(Array.from({ length: 1_200 }, (_, index) => `https://a.example/${index}`))).toHaveLength(10);
});

it("believes no customer about sources", () => {
  expect(sourcesOf({ metadata: { sources: ["https://a.example"] }, customer_id: "c" })).toEqual([]);
});
