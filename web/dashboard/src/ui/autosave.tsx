import { Check, CircleAlert } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, type ProblemError } from "../http/problem";
import styles from "./page.module.css";
import { ErrorNote } from "./states";

export type SaveState = "idle" | "unsaved" | "saving" | "saved" | "failed";

const pauseMs = 600;

/**
 * A form that saves itself: what changed goes to the server after a pause in typing, one request at a time, and the
 * newest values win. `save` gets only the changed fields.
 */
export function useAutosave<T extends object>(initial: T, save: (changed: Partial<T>) => Promise<unknown>) {
  const [values, setValues] = useState(initial);
  const [state, setState] = useState<SaveState>("idle");
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const changed = useRef<Partial<T>>({});
  const timer = useRef<number | null>(null);
  const isSaving = useRef(false);
  const latestSave = useRef(save);
  useEffect(() => {
    latestSave.current = save;
  });

  const flush = useCallback(async () => {
    if (timer.current !== null) window.clearTimeout(timer.current);
    timer.current = null;
    if (isSaving.current || Object.keys(changed.current).length === 0) return;
    const sent = changed.current;
    changed.current = {};
    isSaving.current = true;
    setState("saving");
    try {
      await latestSave.current(sent);
      setProblem(null);
      setState("saved");
    } catch (thrown) {
      // Kept for the next attempt, under what was typed meanwhile.
      changed.current = { ...sent, ...changed.current };
      setProblem(asProblem(thrown));
      setState("failed");
      return;
    } finally {
      isSaving.current = false;
    }
    await flush();
  }, []);

  const change = useCallback(
    (part: Partial<T>, isImmediate = false) => {
      setValues((before) => ({ ...before, ...part }));
      changed.current = { ...changed.current, ...part };
      setState("unsaved");
      if (timer.current !== null) window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), isImmediate ? 0 : pauseMs);
    },
    [flush],
  );

  // Leaving the page must not lose the last words.
  useEffect(() => () => void flush(), [flush]);
  return { values, change, flush, state, problem };
}

const texts: Record<SaveState, string> = {
  idle: "Changes are saved as you make them",
  unsaved: "Saving…",
  saving: "Saving…",
  saved: "Saved",
  failed: "Not saved",
};

export function SaveStatus({
  state,
  problem,
  onRetry,
}: {
  state: SaveState;
  problem: ProblemError | null;
  onRetry: () => void;
}) {
  return (
    <>
      <p className={`${styles.saveStatus} ${state === "failed" ? styles.saveFailed : ""}`} role="status">
        {state === "saved" ? <Check size={14} aria-hidden="true" /> : null}
        {state === "failed" ? <CircleAlert size={14} aria-hidden="true" /> : null}
        {texts[state]}
        {state === "failed" ? (
          <button type="button" className={styles.textButton} onClick={onRetry}>
            Try again
          </button>
        ) : null}
      </p>
      {state === "failed" ? <ErrorNote problem={problem} /> : null}
    </>
  );
}
