import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./machine";

/** A file of the repository. */
export function document(path: string): string {
  return readFileSync(join(repository, path), "utf8");
}

/**
 * The blocks of one language under a heading of a page, down to the next heading of its rank, as one text. With them the tests do what
 * is on the page, and not what they think is on it.
 */
export function blocksUnder(path: string, heading: string, language: string): string {
  const lines = document(path).split("\n");
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`${path} has no line "${heading}"`);
  const rank = heading.indexOf(" ");
  const found: string[] = [];
  let fence: string | undefined;
  for (const line of lines.slice(start + 1)) {
    if (line.startsWith("```")) {
      fence = fence === undefined ? line.slice(3) : undefined;
    } else if (fence === language) {
      found.push(line);
    } else if (fence === undefined && /^#+ /.test(line) && line.indexOf(" ") <= rank) {
      break;
    }
  }
  if (found.length === 0) throw new Error(`${path} has no block "${language}" under "${heading}"`);
  return found.join("\n");
}

/** Puts what is so on this machine in the place of what a page has as its example; each of them has to be there. */
export function adapted(text: string, examples: Record<string, string>): string {
  return Object.entries(examples).reduce((done, [example, own]) => {
    if (!done.includes(example)) throw new Error(`there is no "${example}" in:\n${done}`);
    return done.replaceAll(example, own);
  }, text);
}

/** The assignments of an environment file, as systemd reads them. */
export function environmentFile(path: string): Record<string, string> {
  return assignments(document(path));
}

/** Lines `NAME=value`; others are left out. */
export function assignments(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]));
}
