import { type PointerEvent, useState } from "react";
import styles from "./InboxPage.module.css";

const storageKey = "netia:list-width";
const narrowest = 280;
const widest = 520;
const usual = 340;
const keyStep = 16;

/** The width of the list, remembered in this browser, and the handle that changes it. */
export function useListWidth() {
  const [width, setWidth] = useState(() => clamp(Number(localStorage.getItem(storageKey) ?? usual)));
  const resize = (next: number) => {
    setWidth(clamp(next));
    localStorage.setItem(storageKey, String(clamp(next)));
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
    resize(event.clientX - left);
  };
  const handle = (
    <hr
      className={styles.resizer}
      aria-orientation="vertical"
      aria-label="Width of the list"
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => resize(usual)}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") resize(width - keyStep);
        if (event.key === "ArrowRight") resize(width + keyStep);
      }}
    />
  );
  return [width, handle] as const;
}

function clamp(width: number): number {
  return Math.min(widest, Math.max(narrowest, Number.isFinite(width) ? width : usual));
}
