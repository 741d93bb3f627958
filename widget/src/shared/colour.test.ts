import { expect, test } from "vitest";
import { accentPair, accentText, contrast, inkOn, parseHex, type Rgb } from "./colour";

const rgb = (hex: string) => parseHex(hex) as Rgb;

test.each([
  ["#1677ff", [22, 119, 255]],
  ["1677FF", [22, 119, 255]],
  ["#fc0", [255, 204, 0]],
  ["red", null],
  ["#12", null],
  ["", null],
])("%s is %j", (text, colour) => {
  expect(parseHex(text)).toEqual(colour);
});

test.each([
  ["#1677ff", "#ffffff"],
  ["#000000", "#ffffff"],
  ["#ffd60a", "#0b0f14"],
  ["#ffffff", "#0b0f14"],
  ["#7c3aed", "#ffffff"],
  ["#22d3ee", "#0b0f14"],
])("text on %s is %s and readable", (accent, text) => {
  const pair = accentPair(rgb(accent));
  expect(pair.text).toBe(text);
  expect(contrast(rgb(pair.ground), rgb(pair.text))).toBeGreaterThanOrEqual(4.5);
});

test("a colour that carries text as it is stays as it is", () => {
  expect(accentPair(rgb("#0a58c8")).ground).toBe("#0a58c8");
  expect(accentPair(rgb("#ffd60a")).ground).toBe("#ffd60a");
});

test.each(["#1677ff", "#ffd60a", "#000000", "#ffffff", "#777777"])(
  "words in %s are readable on both surfaces",
  (accent) => {
    const [light, dark] = [rgb("#ffffff"), rgb("#121519")];
    expect(contrast(rgb(accentText(rgb(accent), light)), light)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(rgb(accentText(rgb(accent), dark)), dark)).toBeGreaterThanOrEqual(4.5);
  },
);

test("an icon is white wherever white can be told apart", () => {
  expect(inkOn(rgb("#1677ff"))).toEqual([255, 255, 255]);
  expect(inkOn(rgb("#ffd60a"))).toEqual([11, 15, 20]);
});
