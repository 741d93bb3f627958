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
  | { kind: "rule" };

export type Inline =
  | string
  | { kind: "strong" | "em" | "del"; content: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; href: string; content: Inline[] }
  | { kind: "image"; src: string; alt: string }
  | { kind: "break" };

const FENCE = /^ {0,3}(```+|~~~+)/;
const QUOTE = /^ {0,3}> ?/;
const HEADING = /^ {0,3}#{1,6} +(.+?) *#*$/;
const RULE = /^ {0,3}(?:-{3,}|\*{3,}|_{3,}) *$/;
const ITEM = /^( {0,3})([-*+]|(\d{1,9})[.)]) +(?=\S)/;
const DEEPEST = 6;

export function parse(text: string): Block[] {
  return blocks(text.replace(/\r\n?/g, "\n").split("\n"), 0);
}

function startsBlock(line: string): boolean {
  return FENCE.test(line) || QUOTE.test(line) || HEADING.test(line) || RULE.test(line) || ITEM.test(line);
}

function blocks(lines: readonly string[], depth: number): Block[] {
  const found: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const [block, next] = depth < DEEPEST ? readBlock(lines, at, depth) : readParagraph(lines, at);
    if (block !== null) found.push(block);
    at = next;
  }
  return found;
}

type Read = readonly [Block | null, number];

function readBlock(lines: readonly string[], at: number, depth: number): Read {
  const line = lines[at] ?? "";
  const heading = HEADING.exec(line)?.[1];
  if (line.trim() === "") return [null, at + 1];
  if (FENCE.test(line)) return readFence(lines, at);
  if (RULE.test(line)) return [{ kind: "rule" }, at + 1];
  if (heading !== undefined) return [{ kind: "heading", content: inline(heading) }, at + 1];
  if (QUOTE.test(line)) {
    const end = endOf(lines, at, (next) => QUOTE.test(next));
    const quoted = lines.slice(at, end).map((next) => next.replace(QUOTE, ""));
    return [{ kind: "quote", blocks: blocks(quoted, depth + 1) }, end];
  }
  return ITEM.test(line) ? readList(lines, at, depth) : readParagraph(lines, at);
}

function endOf(lines: readonly string[], at: number, belongs: (line: string) => boolean): number {
  const length = lines.slice(at + 1).findIndex((line) => !belongs(line));
  return length < 0 ? lines.length : at + 1 + length;
}

function readParagraph(lines: readonly string[], at: number): Read {
  const end = endOf(lines, at, (line) => line.trim() !== "" && !startsBlock(line));
  return [{ kind: "paragraph", content: inline(lines.slice(at, end).join("\n").trim()) }, end];
}

/** A fence that never closes reaches to the end. */
function readFence(lines: readonly string[], at: number): Read {
  const fence = FENCE.exec(lines[at] ?? "")?.[1] ?? "```";
  const end = endOf(lines, at, (line) => !line.trim().startsWith(fence));
  return [{ kind: "code", text: lines.slice(at + 1, end).join("\n") }, end + 1];
}

function readList(lines: readonly string[], at: number, depth: number): Read {
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
    items.push(blocks([first.slice(indent), ...outdented], depth + 1));
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
const TARGET = /(!?)\[([^\]\n]{0,500})\]\(([^()\s]{1,2000}(?:\([^()\s]{0,500}\))?[^()\s]{0,500})\)/y;
const ADDRESS = /https?:\/\/[^\s<>"`]{1,2000}/iy;
const ESCAPE = /\\([\\`*_~[\]()#+.!>-])/y;
const WORD = /[\p{L}\p{N}]/u;

function inline(text: string, depth = 0): Inline[] {
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
    const read = readInline(text, at, depth, lonely);
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

function readInline(text: string, at: number, depth: number, lonely: Set<string>): ReadInline {
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  switch (text[at]) {
    case "\n":
      return [{ kind: "break" }, at + 1];
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
      return target && [readTarget(target, depth), at + target[0].length];
    }
    case "h":
    case "H":
      return WORD.test(text[at - 1] ?? "") ? null : readAddress(match(ADDRESS)?.[0], at);
    default:
      return depth < DEEPEST ? readMark(text, at, depth, lonely) : null;
  }
}

function readTarget([, bang, words = "", address = ""]: RegExpExecArray, depth: number): Inline {
  if (bang === "!") return { kind: "image", src: address, alt: words };
  return { kind: "link", href: address, content: depth < DEEPEST ? inline(words, DEEPEST) : [words] };
}

/** A bare address ends before the punctuation of the sentence it stands in. */
function readAddress(address: string | undefined, at: number): ReadInline {
  const href = address?.replace(/[.,;:!?'*_~]+$/, "");
  if (href === undefined) return null;
  const balanced = href.endsWith(")") && !href.includes("(") ? href.slice(0, -1) : href;
  return [{ kind: "link", href: balanced, content: [balanced] }, at + balanced.length];
}

function readMark(text: string, at: number, depth: number, lonely: Set<string>): ReadInline {
  const mark = MARKS.find(([sign]) => text.startsWith(sign, at));
  if (mark === undefined || lonely.has(mark[0])) return null;
  const [sign, kind] = mark;
  const start = at + sign.length;
  // snake_case is no emphasis.
  if (/\s/.test(text[start] ?? " ") || (sign[0] === "_" && WORD.test(text[at - 1] ?? ""))) return null;
  for (let end = text.indexOf(sign, start + 1); end > 0; end = text.indexOf(sign, end + 1)) {
    const after = text[end + sign.length] ?? "";
    const closes = !/\s/.test(text[end - 1] ?? " ") && after !== sign[0] && !(sign[0] === "_" && WORD.test(after));
    if (closes) return [{ kind, content: inline(text.slice(start, end), depth + 1) }, end + sign.length];
  }
  lonely.add(sign);
  return null;
}
