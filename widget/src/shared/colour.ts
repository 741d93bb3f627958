/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [11, 15, 20];
const AA = 4.5;

/** A colour written as hex of 3 or 6 digits, with or without `#`; null when it is not one. */
export function parseHex(text: string): Rgb | null {
  const digits = /^#?(?:[0-9a-f]{3}){1,2}$/i.exec(text.trim())?.[0].replace("#", "");
  if (!digits) return null;
  const width = digits.length / 3;
  const channel = (at: number) => Number.parseInt(digits.slice(at * width, (at + 1) * width).repeat(3 - width), 16);
  return [channel(0), channel(1), channel(2)];
}

export function toHex(colour: Rgb): string {
  return `#${colour.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}

function luminance(colour: Rgb): number {
  const linear = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

/** The WCAG contrast ratio of two colours, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function mix(colour: Rgb, into: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => colour[index] + (into[index] - colour[index]) * share;
  return [at(0), at(1), at(2)];
}

/** The colour moved towards `into` just far enough to reach `ratio` against `ground`. */
export function readable(colour: Rgb, ground: Rgb, into: Rgb, ratio: number): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const candidate = mix(colour, into, share);
    if (contrast(candidate, ground) >= ratio) return candidate;
  }
  return into;
}

/** White where it reaches a contrast of 3 with the ground (that is up to this luminance), else nearly black. */
export function inkOn(ground: Rgb): Rgb {
  return luminance(ground) <= 0.3 ? WHITE : INK;
}

/** A ground that carries text, and the text on it. */
export interface Pair {
  ground: string;
  text: string;
}

/**
 * The accent as a ground for text. A colour on which white is nearly readable is deepened a little so that it is;
 * on a light one the text turns dark and the colour stays as chosen.
 */
export function accentPair(accent: Rgb): Pair {
  const text = inkOn(accent);
  return { ground: toHex(text === WHITE ? readable(accent, WHITE, INK, AA) : accent), text: toHex(text) };
}

/** The accent as a colour for words on a light or dark surface. */
export function accentText(accent: Rgb, surface: Rgb): string {
  const towards = contrast(surface, WHITE) > contrast(surface, INK) ? WHITE : INK;
  return toHex(readable(accent, surface, towards, AA));
}
