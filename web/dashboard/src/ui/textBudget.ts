/**
 * What a text may cost before it is shown as it was typed. Whoever writes a message chooses its size, but not how long the
 * reader's page stands still.
 */

/** Longest text with markup, in UTF-16 units. Longer ones are plain, and only their beginning is shown at first. */
export const markupLength = 16_000;
/** Longest text whose letters the browser may kern, in UTF-16 units: what that costs grows with the square of a word. */
export const shapedLength = 2_000;
/** Most lines of a text with markup. */
export const markupLines = 500;
/**
 * What the inline markup of one message may cost: for each of its paragraphs the length times the number of characters
 * that may mean something, because a parser may look ahead from each of them to the end. Paragraphs beyond are plain.
 */
export const inlineCost = 2_000_000;
/** As much of a text as fits one line of a list or a notification, in UTF-16 units. */
const excerptLength = 300;

const marks = /[[\]()<>*_~`!&\\|@:/.]/g;

export function fitsMarkup(text: string): boolean {
  return text.length <= markupLength && endOfLines(text) === text.length;
}

/** The beginning of a text that does not fit. */
export function shortened(text: string): string {
  return text.slice(0, Math.min(markupLength, endOfLines(text)));
}

/** What reading the inline markup of a paragraph may cost at most. */
export function costOf(paragraph: string): number {
  return paragraph.length * (paragraph.match(marks)?.length ?? 0);
}

/** The beginning of a text for a single line, for work that is not worth more. */
export function excerpt(text: string): string {
  return text.slice(0, excerptLength);
}

/** Where the last line ends that still fits. */
function endOfLines(text: string): number {
  let end = -1;
  for (let line = 0; line < markupLines; line += 1) {
    end = text.indexOf("\n", end + 1);
    if (end < 0) return text.length;
  }
  return end;
}
