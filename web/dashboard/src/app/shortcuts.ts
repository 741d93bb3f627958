import { useEffect, useRef } from "react";

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** The key that starts every shortcut: ⌘ on Apple's machines, Ctrl (or the Windows key) elsewhere. */
export const modifierName = isApple ? "⌘" : "Ctrl";

/** Calls the action of a key (its name in lower case) pressed together with ⌘ or Ctrl, instead of what the browser does with it. */
export function useShortcuts(actions: Record<string, () => void>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey || event.repeat) return;
      const action = latest.current[event.key.toLowerCase()];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
