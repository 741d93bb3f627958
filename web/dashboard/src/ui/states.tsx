import { type ReactNode, useEffect, useState } from "react";
import type { ProblemError } from "../http/problem";
import { Button } from "./Button";
import styles from "./states.module.css";

/** What to show when there is nothing: what will appear here, and the one next step. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.state}>
      <span className={styles.icon}>{icon}</span>
      <h2 className={styles.title}>{title}</h2>
      {children === undefined ? null : <p className={styles.text}>{children}</p>}
      {action}
    </div>
  );
}

/** What happened, what to press, and the id under which the server's log knows it. */
export function ErrorState({ what, problem, onRetry }: { what: string; problem: ProblemError; onRetry?: () => void }) {
  return (
    <div className={styles.state} role="alert">
      <h2 className={styles.title}>{what}</h2>
      <p className={styles.text}>
        {problem.message}. Nothing was lost.
        <RequestId problem={problem} />
      </p>
      {onRetry === undefined ? null : <Button onPress={onRetry}>Try again</Button>}
    </div>
  );
}

/** The same where there is no page around it. */
export function ErrorPage(props: { what: string; problem: ProblemError; onRetry?: () => void }) {
  return (
    <main className={styles.page}>
      <ErrorState {...props} />
    </main>
  );
}

/** The same in one block inside a form. */
export function ErrorNote({ problem }: { problem: ProblemError | null }) {
  if (problem === null) return null;
  return (
    <p className={styles.note} role="alert">
      {problem.message}
      {isMistake(problem) ? null : <RequestId problem={problem} />}
    </p>
  );
}

/** A wrong password or a field to correct is between the form and its writer; nobody has to look into a log for it. */
function isMistake(problem: ProblemError): boolean {
  return problem.status === 401 || problem.status === 422;
}

function RequestId({ problem }: { problem: ProblemError }) {
  return problem.requestId === null ? null : <span className={styles.requestId}>Request {problem.requestId}</span>;
}

/** Shows its children only when they have been needed for a while, so that what is soon over does not flicker. */
export function Delayed({ byMs = 150, children }: { byMs?: number; children: ReactNode }) {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setDue(true), byMs);
    return () => window.clearTimeout(timer);
  }, [byMs]);
  return isDue ? children : null;
}

export function Skeleton({
  width = "100%",
  height = 12,
  round = false,
}: {
  width?: string;
  height?: number;
  round?: boolean;
}) {
  return <span className={styles.skeleton} style={{ width, height, borderRadius: round ? "50%" : undefined }} />;
}

export function FormSkeleton({ rows = 4 }: { rows?: number }) {
  return (
    <Delayed>
      <div className={styles.form} role="status" aria-label="Loading">
        {Array.from({ length: rows }, (_, row) => (
          <div key={`row-${String(row)}`} className={styles.formRow}>
            <Skeleton width="120px" />
            <Skeleton height={34} />
          </div>
        ))}
      </div>
    </Delayed>
  );
}
