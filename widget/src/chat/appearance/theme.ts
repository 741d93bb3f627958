import { accentPair, accentText, parseHex, type Rgb } from "../../shared/colour";
import { cssColour } from "./parameters";
import { DEFAULT_COLOR } from "./settings";

// The grounds of the team's bubbles (--color-sunken), where links stand; the page itself contrasts more.
const LIGHT_SURFACE: Rgb = [241, 243, 245];
const DARK_SURFACE: Rgb = [32, 37, 44];

/** Red, green and blue of any colour the browser knows; null when it knows none of that name. */
function resolve(colour: string): Rgb | null {
  const hex = parseHex(colour);
  if (hex !== null || !CSS.supports("color", colour)) return hex;
  const probe = document.createElement("span");
  probe.style.color = colour;
  document.body.append(probe);
  const parts =
    getComputedStyle(probe)
      .color.match(/\d+(\.\d+)?/g)
      ?.map(Number) ?? [];
  probe.remove();
  const [red, green, blue] = parts;
  return red === undefined || green === undefined || blue === undefined ? null : [red, green, blue];
}

/** Puts the accent and the colours that follow from it on the page. */
export function paint(root: HTMLElement, colour: string): void {
  const accent = resolve(cssColour(colour)) ?? (parseHex(DEFAULT_COLOR) as Rgb);
  const pair = accentPair(accent);
  root.style.setProperty("--color-accent", pair.ground);
  root.style.setProperty("--color-on-accent", pair.text);
  root.style.setProperty("--color-accent-text-light", accentText(accent, LIGHT_SURFACE));
  root.style.setProperty("--color-accent-text-dark", accentText(accent, DARK_SURFACE));
}
