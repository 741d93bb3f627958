import DOMPurify from "dompurify";
import { memo, useMemo, useState } from "react";
import { markdown } from "./markdown";
import styles from "./SafeMarkdown.module.css";
import { fitsMarkup, shapedLength, shortened } from "./textBudget";

// The subset that messages may use. Raw HTML is text, and the sanitizer repeats the list underneath.
const allowedTags = [
  ...["p", "br", "em", "strong", "s", "blockquote", "a", "ul", "ol", "li", "code", "pre", "hr"],
  ...["h1", "h2", "h3", "h4", "h5", "h6", "img"],
];
const allowedAttributes = ["href", "title", "src", "alt", "start", "rel", "target"];

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
    // The number that an ordered list begins with is no address.
    ADD_URI_SAFE_ATTR: ["start"],
    ALLOW_DATA_ATTR: false,
  });
}

/** The only component that makes HTML out of text. What is too long for markup is shown as it was typed. */
export const SafeMarkdown = memo(function SafeMarkdown({ body }: { body: string }) {
  return fitsMarkup(body) ? <Formatted body={body} /> : <Plain body={body} />;
});

function Formatted({ body }: { body: string }) {
  const html = useMemo(() => safeHtml(body), [body]);
  const length = body.length > shapedLength ? styles.long : "";
  return <div className={`${styles.markdown} ${length}`} dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** The beginning of a very long text; the rest is laid out when somebody asks for it. */
function Plain({ body }: { body: string }) {
  const [isWhole, setWhole] = useState(false);
  return (
    <div className={`${styles.markdown} ${styles.long} ${styles.plain}`} dir="auto">
      {isWhole ? body : `${shortened(body)}…`}
      {isWhole ? null : (
        <button type="button" className={styles.whole} onClick={() => setWhole(true)}>
          Show the whole message
        </button>
      )}
    </div>
  );
}
