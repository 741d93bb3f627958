import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { conversation, message } from "../../test/data";
import { cutTo, hostileTexts } from "../../test/hostile-texts";
import { previewOf } from "../conversations/preview";
import { markdown } from "./markdown";
import { safeHtml } from "./SafeMarkdown";
import { costOf, fitsMarkup, inlineCost, markupLength, markupLines, shortened } from "./textBudget";

/** For a mistake that counting would not see; what is measured here takes a tenth of it on a slow machine. */
const slowMs = 2_000;

const inline = vi.spyOn(markdown.inline, "parse");

beforeEach(() => {
  inline.mockClear();
});

afterEach(() => {
  inline.mockClear();
});

/** What was given to the inline parser, as its budget counts. */
const spent = () => inline.mock.calls.reduce((sum, [text]) => sum + costOf(text), 0);

describe("a text of somebody who wants the page to stand still", () => {
  it.each(hostileTexts)("%s: is shown as it was typed, and only its beginning", (_name, text) => {
    expect(fitsMarkup(text) && text.length > markupLength).toBe(false);
    const shown = shortened(text);
    expect(shown.length).toBeLessThanOrEqual(markupLength);
    expect(shown.split("\n").length).toBeLessThanOrEqual(markupLines);
    expect(text.startsWith(shown)).toBe(true);
  });

  it.each(cutTo(markupLength))("%s: costs no more than the budget as markup", (_name, text) => {
    const started = performance.now();
    const html = safeHtml(text.split("\n").slice(0, markupLines).join("\n"));
    expect(performance.now() - started).toBeLessThan(slowMs);
    expect(spent()).toBeLessThanOrEqual(inlineCost);
    expect((html.match(/<[a-z]/g) ?? []).length).toBeLessThanOrEqual(4 * markupLines + inlineCost / 1_000);
  });

  it.each(hostileTexts)("%s: is one short line in the list", (_name, body) => {
    const started = performance.now();
    const preview = previewOf(conversation({ last_message: message(1, { body }) }), 7);
    expect(performance.now() - started).toBeLessThan(50);
    expect(preview.length).toBeLessThanOrEqual(300);
  });
});

it("a paragraph that costs too much is text, and those beside it keep their markup", () => {
  const page = new DOMParser().parseFromString(safeHtml(`**a**\n\n${"[a](<".repeat(2_000)}\n\n*b*`), "text/html");
  expect(page.querySelector("strong")?.textContent).toBe("a");
  expect(page.querySelector("em")?.textContent).toBe("b");
  expect(page.querySelectorAll("p")[1]?.textContent).toBe("[a](<".repeat(2_000));
});

it("an ordinary long answer keeps all of its markup", () => {
  const paragraph = "See **the guide** at https://netia.example/docs (_page 2_), or write `reset` to us. ".repeat(8);
  const html = safeHtml(Array.from({ length: 12 }, () => paragraph).join("\n\n"));
  expect(html.match(/<strong>/g)).toHaveLength(96);
  expect(html.match(/<a /g)).toHaveLength(96);
});
