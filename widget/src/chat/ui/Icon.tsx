import type { VNode } from "preact";

/** One set, drawn on 20 px with round 1.75 px strokes. Decorative: the control around it carries the name. */
const PATHS = {
  close: "M5 5l10 10M15 5L5 15",
  minimise: "M5 8l5 5 5-5",
  send: "M10 16V4M5 9l5-5 5 5",
  down: "M10 4v12M5 11l5 5 5-5",
  file: "M6 2.5h5.5L15 6v11.5H6zM11.5 2.5V6H15",
  check: "M4.5 10.5l3.5 3.5 7.5-8",
  clock: "M10 5.5V10l3 2M10 17.5a7.5 7.5 0 1 1 0-15 7.5 7.5 0 0 1 0 15z",
  alert: "M10 6v5M10 14v.01M10 17.5a7.5 7.5 0 1 1 0-15 7.5 7.5 0 0 1 0 15z",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }): VNode {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
