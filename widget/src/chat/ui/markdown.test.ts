import { h, render } from "preact";
import { expect, test } from "vitest";
import { cutTo, hostileTexts } from "../../../../web/dashboard/test/hostile-texts";
import { Markdown } from "./Markdown";
import { beginning, LONGEST, MOST_LINES, MOST_STEPS, parse } from "./markdown";

const inline = (text: string) => {
  const [block] = parse(text);
  return block !== undefined && "content" in block ? block.content : [];
};

test("plain words stay as they are", () => {
  expect(parse("Hello there, 2 * 3 = 6 and snake_case_name")).toEqual([
    { kind: "paragraph", content: ["Hello there, 2 * 3 = 6 and snake_case_name"] },
  ]);
});

test("single line breaks are kept, empty lines part paragraphs", () => {
  expect(parse("one\ntwo\n\nthree")).toEqual([
    { kind: "paragraph", content: ["one", { kind: "break" }, "two"] },
    { kind: "paragraph", content: ["three"] },
  ]);
});

test("emphasis nests", () => {
  expect(inline("**very *much* so** and ~~not~~ `a*b*`")).toEqual([
    { kind: "strong", content: ["very ", { kind: "em", content: ["much"] }, " so"] },
    " and ",
    { kind: "del", content: ["not"] },
    " ",
    { kind: "code", text: "a*b*" },
  ]);
});

test("HTML is text", () => {
  expect(inline("<img src=x onerror=alert(1)>")).toEqual(["<img src=x onerror=alert(1)>"]);
});

test("links, images and bare addresses are found, without the sentence's punctuation", () => {
  expect(inline("See [the guide](https://a.example/g_(1)) or https://b.example/x_y. Bye")).toEqual([
    "See ",
    { kind: "link", href: "https://a.example/g_(1)", content: ["the guide"] },
    " or ",
    { kind: "link", href: "https://b.example/x_y", content: ["https://b.example/x_y"] },
    ". Bye",
  ]);
  expect(inline("![a cat](https://c.example/cat.png)")).toEqual([
    { kind: "image", src: "https://c.example/cat.png", alt: "a cat" },
  ]);
});

test("lists, quotes, headings, rules and code blocks", () => {
  expect(parse("# Steps\n1. first\n2. second\n   - inner\n\n> said\n\n---\n```js\nlet a;\n```")).toEqual([
    { kind: "heading", content: ["Steps"] },
    {
      kind: "list",
      ordered: true,
      start: 1,
      items: [
        [{ kind: "paragraph", content: ["first"] }],
        [
          { kind: "paragraph", content: ["second"] },
          { kind: "list", ordered: false, start: 1, items: [[{ kind: "paragraph", content: ["inner"] }]] },
        ],
      ],
    },
    { kind: "quote", blocks: [{ kind: "paragraph", content: ["said"] }] },
    { kind: "rule" },
    { kind: "code", text: "let a;" },
  ]);
});

test("escaped marks are plain", () => {
  expect(inline("\\*not\\* \\[this\\](x)")).toEqual(["*not* [this](x)"]);
});

/** All nodes of a tree; a text counts as one. */
function nodes(tree: unknown): number {
  if (Array.isArray(tree)) return tree.reduce((sum: number, one) => sum + nodes(one), 0);
  if (typeof tree !== "object" || tree === null) return 1;
  return (
    1 +
    Object.values(tree)
      .filter(Array.isArray)
      .reduce((sum: number, one) => sum + nodes(one), 0)
  );
}

test.each(hostileTexts)("%s: a text that is too long stays as it was typed", (_name, text) => {
  expect(parse(text)).toEqual([{ kind: "plain", text }]);
  expect(beginning(text).length).toBeLessThanOrEqual(LONGEST);
  expect(beginning(text).split("\n").length).toBeLessThanOrEqual(MOST_LINES);
});

test.each(cutTo(LONGEST))("%s: reading its marks stays within the budget", (_name, long) => {
  const text = long.split("\n").slice(0, MOST_LINES).join("\n");
  const budget = { steps: MOST_STEPS };
  const started = performance.now();
  const tree = parse(text, budget);
  // For a mistake that counting would not see.
  expect(performance.now() - started).toBeLessThan(2_000);
  // Characters are still read when the budget is spent, once for each of the few levels.
  expect(MOST_STEPS - budget.steps).toBeLessThan(MOST_STEPS + 8 * LONGEST);
  expect(nodes(tree)).toBeLessThanOrEqual(LONGEST);
});

test("an ordinary long answer keeps all of its markup", () => {
  const sentence =
    "Have a look **here** at https://netia.example/docs (_page 2_) or [ask](https://netia.example/) us! ";
  const text = Array.from({ length: 12 }, () => sentence.repeat(8)).join("\n\n");
  const budget = { steps: MOST_STEPS };
  expect(JSON.stringify(parse(text, budget)).match(/"strong"/g)).toHaveLength(96);
  expect(budget.steps).toBeGreaterThan(0.8 * MOST_STEPS);
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert`1`",
  "data:text/html,x",
  "vbscript:x",
  "//evil.example",
  "\u0001javascript:alert",
])("%s is no link and no picture", (href) => {
  const place = document.createElement("div");
  render(h(Markdown, { text: `[words](${href}) ![picture](${href})` }), place);
  expect(place.querySelectorAll("a, img")).toHaveLength(0);
  expect(place.textContent).toContain("words");
});
