import { useRouteError } from "react-router";
import { asProblem } from "../http/problem";
import { ErrorState } from "../ui/states";

/** Shown instead of a blank page when a page could not be loaded or drawn. */
export function CrashPage() {
  const problem = asProblem(useRouteError());
  return (
    <main style={{ display: "grid", minHeight: "100dvh" }}>
      <ErrorState what="This page could not be shown" problem={problem} onRetry={() => window.location.reload()} />
    </main>
  );
}
