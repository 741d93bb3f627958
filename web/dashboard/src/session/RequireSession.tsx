import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { asProblem } from "../http/problem";
import { newQueryClient } from "../http/queries";
import { ErrorPage } from "../ui/states";
import { fetchMe, type SignedIn } from "./api";
import { session } from "./session";

const lookEveryMs = 60_000;
const retryMeAfterMs = 2_000;

/** Lets only signed-in agents through; others go to the login page and come back here afterwards. */
export function RequireSession() {
  const id = useSyncExternalStore(session.subscribe, session.id);
  const location = useLocation();
  // Everything below belongs to one log-in, and begins anew when another tab has logged in as somebody else.
  if (id !== null) return <Session key={id} id={id} />;
  const here = location.pathname + location.search + location.hash;
  return <Navigate to={here === "/" ? "/login" : `/login?redirect=${encodeURIComponent(here)}`} replace />;
}

/** Each log-in has a cache of its own, so that nobody is shown what somebody else has read. */
function Session({ id }: { id: string }) {
  const [queries] = useState(newQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <WithMe sessionId={id} />
    </QueryClientProvider>
  );
}

function WithMe({ sessionId }: { sessionId: string }) {
  const me = useQuery({
    queryKey: ["me"],
    queryFn: fetchMe,
    // A page that was opened while the server restarts comes up by itself.
    retry: (_failures, thrown) => asProblem(thrown).isTransient,
    retryDelay: retryMeAfterMs,
  });
  useEffect(() => {
    const look = () => {
      // When it fails the old token is still good for ten minutes, and the next look tries again.
      session.refresh(Date.now()).catch(() => undefined);
    };
    look();
    const timer = window.setInterval(look, lookEveryMs);
    return () => window.clearInterval(timer);
  }, []);

  if (me.isError) {
    return (
      <ErrorPage
        what="Your session could not be loaded"
        problem={asProblem(me.error)}
        onRetry={() => void me.refetch()}
      />
    );
  }
  if (me.data !== undefined) return <Outlet context={{ me: me.data, sessionId } satisfies SignedIn} />;
  return me.failureReason === null ? null : (
    <ErrorPage what="Waiting for the server" problem={asProblem(me.failureReason)} onRetry={() => void me.refetch()} />
  );
}
