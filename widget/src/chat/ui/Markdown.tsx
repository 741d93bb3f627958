import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { type Block, beginning, type Inline, parse } from "./markdown";

const LINKS = /^(https?:|mailto:|tel:)/i;
const IMAGES = /^https?:/i;

/** Draws formatted text. The parsed tree becomes elements one by one and never HTML. */
export function Markdown({ text }: { text: string }): VNode {
  return <>{parse(text).map(block)}</>;
}

function block(node: Block): ComponentChildren {
  switch (node.kind) {
    case "paragraph":
      return <p>{node.content.map(inline)}</p>;
    case "heading":
      return (
        <p>
          <strong>{node.content.map(inline)}</strong>
        </p>
      );
    case "quote":
      return <blockquote>{node.blocks.map(block)}</blockquote>;
    case "code":
      return (
        <pre dir="ltr">
          <code>{node.text}</code>
        </pre>
      );
    case "list": {
      const items = node.items.map((item) => <li>{item.map(block)}</li>);
      return node.ordered ? <ol start={node.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case "rule":
      return <hr />;
    case "plain":
      return <Plain text={node.text} />;
  }
}

/** A text as it was typed. Of a very long one the rest is laid out when somebody asks for it. */
export function Plain({ text }: { text: string }): VNode {
  const [whole, setWhole] = useState(false);
  const start = beginning(text);
  const cut = !whole && start.length < text.length;
  return (
    <>
      <p class="plain">{cut ? `${start}…` : text}</p>
      {cut && (
        <button type="button" class="whole" onClick={() => setWhole(true)}>
          Show the whole message
        </button>
      )}
    </>
  );
}

function inline(node: Inline): ComponentChildren {
  if (typeof node === "string") return node;
  switch (node.kind) {
    case "strong":
      return <strong>{node.content.map(inline)}</strong>;
    case "em":
      return <em>{node.content.map(inline)}</em>;
    case "del":
      return <del>{node.content.map(inline)}</del>;
    case "code":
      return <code>{node.text}</code>;
    case "break":
      return <br />;
    case "image":
      if (!IMAGES.test(node.src)) return node.alt;
      return <img src={node.src} alt={node.alt} loading="lazy" referrerpolicy="no-referrer" />;
    case "link":
      if (!LINKS.test(node.href)) return node.content.map(inline);
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {node.content.map(inline)}
        </a>
      );
  }
}
