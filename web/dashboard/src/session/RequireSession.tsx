import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { asProblem } from "../http/problem";
import { ErrorState } from "../ui/states";
import { fetchMe } from "./api";
import { session } from "./session";

const lookEveryMs = 60_000;

/** Lets only signed-in agents through; others go to the login page and come back here afterwards. */
export function RequireSession() {
  const isOpen = useSyncExternalStore(session.subscribe, session.isOpen);
  const location = useLocation();
  const queries = useQueryClient();
  useEffect(() => {
    if (!isOpen) queries.clear();
  }, [isOpen, queries]);

  if (isOpen) return <SignedIn />;
  const here = location.pathname + location.search + location.hash;
  return <Navigate to={here === "/" ? "/login" : `/login?redirect=${encodeURIComponent(here)}`} replace />;
}

function SignedIn() {
  const me = useQuery({ queryKey: ["me"], queryFn: fetchMe });
  useEffect(() => {
    const look = () => {
      // When it fails the old token is still good for ten minutes, and the next look tries again.
      if (session.isStale(Date.now())) session.renew(session.token()).catch(() => undefined);
    };
    look();
    const timer = window.setInterval(look, lookEveryMs);
    return () => window.clearInterval(timer);
  }, []);

  if (me.isError) {
    return (
      <ErrorState
        what="Your session could not be loaded"
        problem={asProblem(me.error)}
        onRetry={() => void me.refetch()}
      />
    );
  }
  return me.data === undefined ? null : <Outlet context={me.data} />;
}
