/**
 * Reads the subset of Markdown that support answers use into a tree: paragraphs with kept line breaks, emphasis,
 * strong, strike, code, links, images, quotes, lists, headings. Everything else, HTML above all, stays the text it
 * is. A general parser would cost more than half of what the whole page may weigh.
 */
export type Block =
  | { kind: "paragraph" | "heading"; content: Inline[] }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "code"; text: string }
  | { kind: "list"; ordered: boolean; start: number; items: Block[][] }
  | { kind: "rule" }
  /** What is too long for markup, as it was typed. */
  | { kind: "plain"; text: string };

export type Inline =
  | string
  | { kind: "strong" | "em" | "del"; content: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; href: string; content: Inline[] }
  | { kind: "image"; src: string; alt: string }
  | { kind: "break" };

const FENCE = /^ {0,3}(```+|~~~+)/;
const QUOTE = /^ {0,3}> ?/;
const HEADING = /^ {0,3}#{1,6} +(?=[^ ])/;
const RULE = /^ {0,3}(?:-{3,}|\*{3,}|_{3,}) *$/;
const ITEM = /^( {0,3})([-*+]|(\d{1,9})[.)]) +(?=\S)/;
const DEEPEST = 6;

/** Longest text with markup, in UTF-16 units. */
export const LONGEST = 16_000;
/** Most lines of a text with markup. */
export const MOST_LINES = 500;
/** How much work the marks of one text may cost; from there on they are plain. A character is read in one step. */
export const MOST_STEPS = 400_000;

/** Whoever writes a text chooses its size, but not how long the reader's page stands still. */
export interface Budget {
  steps: number;
}

export function parse(text: string, budget: Budget = { steps: MOST_STEPS }): Block[] {
  const lines = text
    .slice(0, LONGEST + 1)
    .replace(/\r\n?/g, "\n")
    .split("\n");
  if (text.length > LONGEST || lines.length > MOST_LINES) return [{ kind: "plain", text }];
  return blocks(lines, 0, budget);
}

/** As much of a text as is shown for as long as nobody asks for the whole. */
export function beginning(text: string): string {
  return text.slice(0, LONGEST).split("\n").slice(0, MOST_LINES).join("\n");
}

function startsBlock(line: string): boolean {
  return FENCE.test(line) || QUOTE.test(line) || HEADING.test(line) || RULE.test(line) || ITEM.test(line);
}

function blocks(lines: readonly string[], depth: number, budget: Budget): Block[] {
  const found: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const [block, next] = depth < DEEPEST ? readBlock(lines, at, depth, budget) : readParagraph(lines, at, budget);
    if (block !== null) found.push(block);
    at = next;
  }
  return found;
}

type Read = readonly [Block | null, number];

function readBlock(lines: readonly string[], at: number, depth: number, budget: Budget): Read {
  const line = lines[at] ?? "";
  const heading = HEADING.exec(line)?.[0];
  if (line.trim() === "") return [null, at + 1];
  if (FENCE.test(line)) return readFence(lines, at);
  if (RULE.test(line)) return [{ kind: "rule" }, at + 1];
  if (heading !== undefined) {
    return [{ kind: "heading", content: inline(withoutEnd(line.slice(heading.length), "# "), budget) }, at + 1];
  }
  if (QUOTE.test(line)) {
    const end = endOf(lines, at, (next) => QUOTE.test(next));
    const quoted = lines.slice(at, end).map((next) => next.replace(QUOTE, ""));
    return [{ kind: "quote", blocks: blocks(quoted, depth + 1, budget) }, end];
  }
  return ITEM.test(line) ? readList(lines, at, depth, budget) : readParagraph(lines, at, budget);
}

function endOf(lines: readonly string[], at: number, belongs: (line: string) => boolean): number {
  let end = at + 1;
  while (end < lines.length && belongs(lines[end] ?? "")) end += 1;
  return end;
}

/** Without the given characters at the end. A pattern would look for the end from each of them. */
function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? "")) end -= 1;
  return text.slice(0, end);
}

function readParagraph(lines: readonly string[], at: number, budget: Budget): Read {
  const end = endOf(lines, at, (line) => line.trim() !== "" && !startsBlock(line));
  return [{ kind: "paragraph", content: inline(lines.slice(at, end).join("\n").trim(), budget) }, end];
}

/** A fence that never closes reaches to the end. */
function readFence(lines: readonly string[], at: number): Read {
  const fence = FENCE.exec(lines[at] ?? "")?.[1] ?? "```";
  const end = endOf(lines, at, (line) => !line.trim().startsWith(fence));
  return [{ kind: "code", text: lines.slice(at + 1, end).join("\n") }, end + 1];
}

function readList(lines: readonly string[], at: number, depth: number, budget: Budget): Read {
  const number = ITEM.exec(lines[at] ?? "")?.[3];
  const items: Block[][] = [];
  let next = at;
  while (next < lines.length) {
    const marker = ITEM.exec(lines[next] ?? "");
    if (marker === null || (marker[3] === undefined) !== (number === undefined)) break;
    const indent = marker[0].length;
    const own = (line: string) => line.trim() !== "" && (/^ {2}/.test(line) || !startsBlock(line));
    const end = endOf(lines, next, own);
    const [first = "", ...rest] = lines.slice(next, end);
    const outdented = rest.map((line) => line.replace(new RegExp(`^ {0,${indent}}`), ""));
    items.push(blocks([first.slice(indent), ...outdented], depth + 1, budget));
    next = end;
    // One blank line may stand between two items.
    if ((lines[next] ?? "x").trim() === "" && ITEM.test(lines[next + 1] ?? "")) next += 1;
  }
  return [{ kind: "list", ordered: number !== undefined, start: Number(number ?? 1), items }, next];
}

/** Longer marks first, so that `**` is not two `*`. */
const MARKS = [
  ["**", "strong"],
  ["__", "strong"],
  ["~~", "del"],
  ["*", "em"],
  ["_", "em"],
] as const;

const CODE = /`([^`\n]+)`/y;
// Each part ends where the next one begins, so that none of them has to be tried again with another length.
const TARGET = /(!?)\[([^\]\n]{0,500})\]\(([^()\s]{1,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)\)/y;
const ADDRESS = /https?:\/\/[^\s<>"`]{1,2000}/iy;
/** How far is looked ahead for a link that is none. */
const MISS_STEPS = 500;
const ESCAPE = /\\([\\`*_~[\]()#+.!>-])/y;
const WORD = /[\p{L}\p{N}]/u;

function inline(text: string, budget: Budget, depth = 0): Inline[] {
  const found: Inline[] = [];
  /** Marks without a partner further on; looking again would only cost time. */
  const lonely = new Set<string>();
  let plain = "";
  const push = (node: Inline) => {
    if (plain !== "") found.push(plain);
    plain = "";
    found.push(node);
  };
  for (let at = 0; at < text.length; ) {
    budget.steps -= 1;
    const read = readInline(text, at, depth, lonely, budget);
    if (read === null) plain += text[at++];
    else {
      if (typeof read[0] === "string") plain += read[0];
      else push(read[0]);
      at = read[1];
    }
  }
  if (plain !== "") found.push(plain);
  return found;
}

type ReadInline = readonly [Inline, number] | null;

function readInline(text: string, at: number, depth: number, lonely: Set<string>, budget: Budget): ReadInline {
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    budget.steps -= found?.[0].length ?? (pattern === TARGET ? MISS_STEPS : 1);
    return found;
  };
  if (text[at] === "\n") return [{ kind: "break" }, at + 1];
  if (budget.steps <= 0) return null;
  switch (text[at]) {
    case "\\": {
      const escaped = match(ESCAPE);
      return escaped && [escaped[1] ?? "", at + 2];
    }
    case "`": {
      const code = match(CODE);
      return code && [{ kind: "code", text: code[1] ?? "" }, at + code[0].length];
    }
    case "!":
    case "[": {
      const target = match(TARGET);
      return target && [readTarget(target, depth, budget), at + target[0].length];
    }
    case "h":
    case "H":
      return WORD.test(text[at - 1] ?? "") ? null : readAddress(match(ADDRESS)?.[0], at);
    default:
      return depth < DEEPEST ? readMark(text, at, depth, lonely, budget) : null;
  }
}

function readTarget([, bang, words = "", address = ""]: RegExpExecArray, depth: number, budget: Budget): Inline {
  if (bang === "!") return { kind: "image", src: address, alt: words };
  return { kind: "link", href: address, content: depth < DEEPEST ? inline(words, budget, DEEPEST) : [words] };
}

/** A bare address ends before the punctuation of the sentence it stands in. */
function readAddress(address: string | undefined, at: number): ReadInline {
  if (address === undefined) return null;
  const href = withoutEnd(address, ".,;:!?'*_~");
  const balanced = href.endsWith(")") && !href.includes("(") ? href.slice(0, -1) : href;
  return [{ kind: "link", href: balanced, content: [balanced] }, at + balanced.length];
}

function readMark(text: string, at: number, depth: number, lonely: Set<string>, budget: Budget): ReadInline {
  const mark = MARKS.find(([sign]) => text.startsWith(sign, at));
  if (mark === undefined || lonely.has(mark[0])) return null;
  const [sign, kind] = mark;
  const start = at + sign.length;
  // snake_case is no emphasis.
  if (/\s/.test(text[start] ?? " ") || (sign[0] === "_" && WORD.test(text[at - 1] ?? ""))) return null;
  for (let end = text.indexOf(sign, start + 1); end > 0; end = text.indexOf(sign, end + 1)) {
    budget.steps -= 1;
    const after = text[end + sign.length] ?? "";
    const closes = !/\s/.test(text[end - 1] ?? " ") && after !== sign[0] && !(sign[0] === "_" && WORD.test(after));
    if (closes) return [{ kind, content: inline(text.slice(start, end), budget, depth + 1) }, end + sign.length];
  }
  lonely.add(sign);
  return null;
}
