import { expect, test } from "vitest";
import { parse } from "./markdown";

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

test.each([
  "*".repeat(10_000),
  "[".repeat(10_000),
  "> ".repeat(5_000),
  "- ".repeat(5_000),
  "`_*~".repeat(2_500),
  "a".repeat(10_000),
])("hostile text is read in time: %#", (text) => {
  const started = performance.now();
  parse(text);
  expect(performance.now() - started).toBeLessThan(2_000);
});
