import MarkdownIt from "markdown-it";
import { costOf, inlineCost } from "./textBudget";

/** Quotes and lists within each other; deeper ones are text. */
const deepest = 20;

/** Renders the subset of Markdown that messages may use, at a cost that has a bound whatever stands in it. */
export const markdown = new MarkdownIt({
  html: false,
  linkify: true,
  breaks: true,
  typographer: false,
  maxNesting: deepest,
}).disable(["table", "reference"]);

// As the library's own rule, but a paragraph that costs too much stays text. It gets a kind of its own, so that no
// later rule looks for links in it either.
markdown.core.ruler.at("inline", ({ tokens, md, env, Token }) => {
  let left = inlineCost;
  for (const token of tokens) {
    if (token.type !== "inline") continue;
    const cost = costOf(token.content);
    token.children ??= [];
    if (cost <= left) {
      left -= cost;
      md.inline.parse(token.content, md, env, token.children);
    } else {
      const plain = new Token("plain", "", 0);
      plain.content = token.content;
      token.children.push(plain);
    }
  }
});

markdown.renderer.rules["plain"] = (tokens, index) =>
  markdown.utils.escapeHtml(tokens[index]?.content ?? "").replaceAll("\n", "<br>\n");
