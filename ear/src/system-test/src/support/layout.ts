import type { Page } from "playwright-core";

/** What lies outside its pane, or makes something scroll sideways; empty when everything is in its place. */
export function misplaced(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const describe = (element: Element) =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}"`;
    /** Code may be scrolled inside its block, and the pages of the settings within their row. */
    const mayScroll = (element: Element) => element.closest("pre, nav") !== null;
    const hides = (element: Element) => getComputedStyle(element).overflowX !== "visible";
    const isControl = (element: Element) => element.matches("a, button, input, select, textarea, [role=radio]");
    const hasWords = (element: Element) =>
      [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "",
      );

    for (const element of document.querySelectorAll("body *")) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest("svg, option, .visually-hidden"))
        continue;
      const { overflowX, position } = getComputedStyle(element);
      if (/auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1 && !mayScroll(element)) {
        found.push(`${describe(element)} scrolls sideways`);
      }
      if (!(isControl(element) || hasWords(element)) || mayScroll(element)) continue;
      const box = element.getBoundingClientRect();
      // What stands outside on purpose until it has the focus.
      if (box.width <= 1 || (position === "absolute" && box.bottom <= 0)) continue;
      if (isControl(element) && box.width < 12) found.push(`${describe(element)} is ${box.width} px wide`);
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        const frame = around.getBoundingClientRect();
        const isFrame = hides(around) || around === document.body;
        if (!isFrame) continue;
        // Hidden from everybody but screen readers.
        if (frame.width <= 1) break;
        if (box.left < frame.left - 1 || box.right > frame.right + 1) {
          found.push(
            `${describe(element)} reaches from ${box.left} to ${box.right}, outside ${frame.left} to ${frame.right}`,
          );
        }
        break;
      }
    }
    if (document.documentElement.scrollWidth > window.innerWidth) found.push("the page scrolls sideways");
    return [...new Set(found)];
  });
}
