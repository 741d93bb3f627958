import { useState } from "react";
import { asProblem, type ProblemError } from "../http/problem";

/** Runs a form's request: shows that it runs, and keeps the problem when it fails. */
export function useSubmit(work: () => Promise<void>) {
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const submit = async () => {
    if (isRunning) return;
    setRunning(true);
    setProblem(null);
    try {
      await work();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setRunning(false);
    }
  };
  return { submit, isRunning, problem, setProblem };
}
