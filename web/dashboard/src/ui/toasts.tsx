import { X } from "lucide-react";
import { Button, IconButton } from "./Button";
import { createStore, useStore } from "./store";
import styles from "./toasts.module.css";

export interface Toast {
  id: number;
  title: string;
  detail?: string;
  tone: "neutral" | "danger";
  action?: { label: string; run: () => void };
}

const shownForMs = 7_000;
const atMost = 3;
const store = createStore<readonly Toast[]>([]);
let lastId = 0;

export function showToast(toast: Omit<Toast, "id" | "tone"> & { tone?: Toast["tone"] }): void {
  lastId += 1;
  const id = lastId;
  store.update((toasts) => [...toasts, { tone: "neutral" as const, ...toast, id }].slice(-atMost));
  window.setTimeout(() => dismiss(id), shownForMs);
}

function dismiss(id: number): void {
  store.update((toasts) => toasts.filter((toast) => toast.id !== id));
}

export function Toasts() {
  const toasts = useStore(store, (state) => state);
  return (
    <section className={styles.region} aria-label="Notifications" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`${styles.toast} ${toast.tone === "danger" ? styles.danger : ""}`}>
          <div className={styles.text}>
            <strong>{toast.title}</strong>
            {toast.detail === undefined ? null : <span dir="auto">{toast.detail}</span>}
          </div>
          {toast.action === undefined ? null : (
            <Button
              size="small"
              onPress={() => {
                toast.action?.run();
                dismiss(toast.id);
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <IconButton label="Dismiss" onPress={() => dismiss(toast.id)}>
            <X size={16} aria-hidden="true" />
          </IconButton>
        </div>
      ))}
    </section>
  );
}
