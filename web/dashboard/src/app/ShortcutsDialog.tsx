import { useEffect } from "react";
import { Dialog } from "../ui/Dialog";
import { createStore, useStore } from "../ui/store";
import styles from "./Shell.module.css";
import { modifierName } from "./shortcuts";

const isOpen = createStore(false);

export function openShortcuts(): void {
  isOpen.update(() => true);
}

const shortcuts: [string, string][] = [
  ["Send the message", "Enter"],
  ["Next conversation", "↓"],
  ["Previous conversation", "↑"],
  ["Close the conversation", "D"],
  ["Reopen the conversation", "O"],
  ["Give it priority", "P"],
  ["Take its priority away", "U"],
];

export function ShortcutsDialog() {
  const shown = useStore(isOpen, (value) => value);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target;
      const isTyping = target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
      if (event.key === "?" && !isTyping) openShortcuts();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <Dialog title="Keyboard shortcuts" isOpen={shown} onClose={() => isOpen.update(() => false)}>
      <dl className={styles.tipKeys}>
        {shortcuts.map(([name, key]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <kbd>{modifierName}</kbd> <kbd>{key}</kbd>
            </dd>
          </div>
        ))}
        <div>
          <dt>Close a dialog</dt>
          <dd>
            <kbd>Esc</kbd>
          </dd>
        </div>
        <div>
          <dt>This list</dt>
          <dd>
            <kbd>?</kbd>
          </dd>
        </div>
      </dl>
    </Dialog>
  );
}
