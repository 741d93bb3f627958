import { inkOn, parseHex, type Rgb } from "../shared/colour";
import type { Place } from "./config";

// Outlines in a square of 26 pixels.
const BALLOON =
  "M13 3C7 3 2 7.1 2 12.2c0 2.8 1.5 5.2 3.8 6.9L5 24l5.1-2.5c.9.2 1.9.3 2.9.3 6 0 11-4.2 11-9.4S19 3 13 3z";
const CROSS = "M5 7 7 5 13 11 19 5 21 7 15 13 21 19 19 21 13 15 7 21 5 19 11 13z";
const BLUE: Rgb = [22, 119, 255];

/** The launcher and the frame, apart from the page's own styles. */
export interface View {
  frame: HTMLIFrameElement;
  /** Not on the page until it is put behind the frame. */
  launcher: HTMLButtonElement;
  /** Shows one of three: nothing but the launcher, news above it, or the whole chat. */
  show(what: "closed" | "preview" | "open"): void;
  badge(count: number): void;
}

function css({ side, offset }: Place, colour: string): string {
  const accent = parseHex(colour) ?? BLUE;
  const ground = `rgb(${accent})`;
  const at = `position:fixed;${side}:${offset}px;z-index:2147483000;`;
  return `
button{${at}bottom:20px;display:grid;place-items:center;width:56px;height:56px;border:0;border-radius:50%;
background:${ground};color:rgb(${inkOn(accent)});box-shadow:0 4px 16px #0003;cursor:pointer}
button:hover{transform:scale(1.05)}
button:focus-visible{outline:3px solid ${ground};outline-offset:2px}
button::before{content:"";width:26px;height:26px;background:currentcolor;clip-path:path("${BALLOON}")}
.open button::before{clip-path:path("${CROSS}")}
img{width:28px;height:28px;object-fit:contain}
:not(.open)>.own::before,.open img{display:none}
span{position:absolute;top:-3px;right:-3px;min-width:10px;padding:0 5px;border-radius:10px;
background:#c8281e;color:#fff;font:600 12px/20px system-ui,sans-serif}
span:empty{display:none}
iframe{${at}bottom:88px;width:384px;height:640px;max-width:calc(100vw - ${2 * offset}px);
max-height:calc(100dvh - 108px);border:0;border-radius:16px;color-scheme:normal;visibility:hidden;opacity:0;transform:translateY(8px)}
button,iframe{transition:150ms ease-out;transition-property:opacity,transform,visibility}
.open iframe,.preview iframe{visibility:visible;opacity:1;transform:none}
.open iframe{box-shadow:0 8px 32px #0003}
.preview iframe{height:240px;width:340px}
@media (max-width:480px),(max-height:480px){
.open iframe{inset:0;width:100%;height:100%;max-width:none;max-height:none;border-radius:0}
.open button{display:none}}
@media (prefers-reduced-motion:reduce){button,iframe{transition:none}}`;
}

function make<K extends keyof HTMLElementTagNameMap>(name: K, values?: Partial<HTMLElementTagNameMap[K]>) {
  return Object.assign(document.createElement(name), values) as HTMLElementTagNameMap[K];
}

interface ViewOptions {
  place: Place;
  colour: string;
  iconUrl: string;
  onToggle(): void;
}

export function draw({ place, colour, iconUrl, onToggle }: ViewOptions): View {
  const host = make("div", { id: "netia-widget" });
  const shadow = host.attachShadow({ mode: "open" });
  // A constructed sheet is not an inline style, so a page's content security policy has nothing against it.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css(place, colour));
  shadow.adoptedStyleSheets = [sheet];

  const root = make("div");
  const frame = make("iframe", { title: "Chat" });
  frame.setAttribute("sandbox", "allow-scripts allow-popups allow-same-origin allow-forms");
  const launcher = make("button", { type: "button", onclick: onToggle });
  const badge = make("span");
  launcher.append(badge);
  if (iconUrl) {
    launcher.className = "own";
    launcher.append(make("img", { src: iconUrl, alt: "" }));
  }
  root.append(frame);
  shadow.append(root);
  document.body.append(host);

  let unread = 0;
  let isOpen = false;
  const label = () => {
    const news = unread && !isOpen;
    launcher.ariaLabel = isOpen ? "Close chat" : `Open chat${news ? `, ${unread} unread` : ""}`;
    launcher.ariaExpanded = String(isOpen);
    badge.textContent = news ? (unread > 9 ? "9+" : String(unread)) : "";
  };
  label();
  return {
    frame,
    show(what) {
      isOpen = what === "open";
      root.className = what;
      label();
    },
    launcher,
    badge(count) {
      unread = count;
      label();
    },
  };
}
