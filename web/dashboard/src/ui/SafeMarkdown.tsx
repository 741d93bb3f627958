import DOMPurify from "dompurify";
import MarkdownIt from "markdown-it";
import { memo, useMemo } from "react";
import styles from "./SafeMarkdown.module.css";

// The subset that messages may use. Raw HTML is text, and the sanitizer repeats the list underneath.
const allowedTags = [
  ...["p", "br", "em", "strong", "s", "blockquote", "a", "ul", "ol", "li", "code", "pre", "hr"],
  ...["h1", "h2", "h3", "h4", "h5", "h6", "img"],
];
const allowedAttributes = ["href", "title", "src", "alt", "start", "rel", "target"];

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false }).disable([
  "table",
  "reference",
]);
const purifier = DOMPurify(window);

purifier.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName === "A") {
    node.setAttribute("target", "_blank");
    node.setAttribute("rel", "noopener noreferrer nofollow");
  }
  if (node.tagName === "IMG") {
    node.setAttribute("loading", "lazy");
    node.setAttribute("referrerpolicy", "no-referrer");
  }
});

/** HTML of a message body that is safe to put into the page, whoever wrote it. */
export function safeHtml(body: string): string {
  return purifier.sanitize(markdown.render(body), {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: allowedAttributes,
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:)/i,
    ALLOW_DATA_ATTR: false,
  });
}

/** The only component that makes HTML out of text. */
export const SafeMarkdown = memo(function SafeMarkdown({ body }: { body: string }) {
  const html = useMemo(() => safeHtml(body), [body]);
  return <div className={styles.markdown} dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
});
