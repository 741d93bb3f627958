import { useRouteError } from "react-router";
import { asProblem } from "../http/problem";
import { ErrorPage } from "../ui/states";

/** Shown instead of a blank page when a page could not be loaded or drawn. */
export function CrashPage() {
  const problem = asProblem(useRouteError());
  return <ErrorPage what="This page could not be shown" problem={problem} onRetry={() => window.location.reload()} />;
}
