import { describe, expect, it } from "vitest";
import { safeHtml } from "./SafeMarkdown";

describe("a message's markup", () => {
  it("becomes the small subset", () => {
    expect(safeHtml("**bold** _it_ ~~no~~ `code`")).toContain(
      "<strong>bold</strong> <em>it</em> <s>no</s> <code>code</code>",
    );
    expect(safeHtml("a\nb")).toContain("a<br>");
    expect(safeHtml("- one\n- two")).toContain("<li>one</li>");
  });

  it("never becomes a script, an event handler or a foreign element", () => {
    const attacks = [
      "<script>alert(1)</script>",
      '<img src=x onerror="alert(1)">',
      "<iframe src=//evil></iframe>",
      '<a href="javascript:alert(1)">x</a>',
      "<svg onload=alert(1)>",
      "<style>*{display:none}</style>",
    ];
    for (const attack of attacks) {
      const page = new DOMParser().parseFromString(safeHtml(attack), "text/html");
      expect(page.querySelectorAll("script, img, iframe, a, svg, style")).toHaveLength(0);
    }
  });

  it("links only to web, mail and telephone addresses, away from this page", () => {
    for (const href of ["javascript:alert(1)", "data:text/html,x", "vbscript:x"]) {
      const page = new DOMParser().parseFromString(safeHtml(`[x](${href})`), "text/html");
      expect(page.querySelector("a[href]")).toBeNull();
    }
    expect(safeHtml("https://netia.example/a")).toContain(
      'href="https://netia.example/a" target="_blank" rel="noopener noreferrer nofollow"',
    );
  });
});
