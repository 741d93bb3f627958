/** Longer than any message that the server takes with its own clients, in UTF-16 units. */
const size = 60_000;

/** Parts whose repetition costs a careless parser far more than reading them once. */
const repeated = [
  ...["[a](<", "[a](", "[a]((", '[a](b "', "![", "[", "[](", "\\[", "<", "<a", "<!--", "<http://a", "&", "&amp"],
  ...["*", "_", "~", "*a ", "_a ", "~~a ", "*a_ ", "**a *b ", "a**b", "*a**a", "` ", "`_*~", "\\"],
  ...[">", "> ", "- ", "1. ", "* ", "#", "\t", " ", "\n", "\r\n", "a\n", "- a\n", "1. a\n", "> a\n", "# a\n", "a\n=\n"],
  ...["---\n\n", "```\n", "~~~\n", "|a|b\n|-|-\n", "> > > > > > a\n", "- - - - a\n", "[a]: b\n", "  - a\n    - b\n"],
  ...[
    "http://a.b ",
    "http://",
    "http://a-",
    "http://a.b((",
    "https://a.b/",
    "www.",
    "a.co ",
    "a@b.co ",
    "a@",
    "a.",
    "//a.b/",
  ],
  ...["a", "😀", "שלום ", "\u202e", "e\u0301", "\u200b", "mailto:", "234. ", "!", "(", ")", "]("],
];

const growing = (mark: string) => Array.from({ length: 340 }, (_, count) => mark.repeat(count + 1)).join(" ");

/** Texts of somebody who wants a reader's page to stand still; the name is which. */
export const hostileTexts: [name: string, text: string][] = [
  ...repeated.map((part): [string, string] => [
    JSON.stringify(part),
    part.repeat(Math.ceil(size / part.length)).slice(0, size),
  ]),
  ["growing runs of backticks", growing("`")],
  ["growing runs of stars", growing("*")],
  ["a heading that never ends", `# ${"#".repeat(size)}x`],
  ["a heading of blanks", `# ${" ".repeat(size)}x`],
  ["a list mark before blanks", `- ${" ".repeat(size)}`],
  ["a staircase of lists", Array.from({ length: 340 }, (_, depth) => `${" ".repeat(depth)}- a`).join("\n")],
  ["brackets opened and closed", "[".repeat(size / 2) + "]".repeat(size / 2)],
  ["quotes opened in a link", `[a](${"(".repeat(size / 2)}${")".repeat(size / 2)}`],
  ["links without an end", `[x](${"y".repeat(1_990)}`.repeat(size / 2_000)],
  ["addresses that end in dots", `http://${"...x".repeat(490)} `.repeat(size / 2_000)],
];

/** The same texts at the size that still has markup. */
export function cutTo(length: number): [string, string][] {
  return hostileTexts.map(([name, text]) => [name, text.slice(0, length)]);
}
