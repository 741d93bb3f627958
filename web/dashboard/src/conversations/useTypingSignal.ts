import { useCallback, useEffect, useMemo, useRef } from "react";
import { useWorkspace } from "../app/WorkspaceContext";

const repeatAfterMs = 3_000;
const pauseMeansStopMs = 4_000;

/** Signals the customer that this agent writes: at most every three seconds, and that it ended after a pause. */
export function useTypingSignal(conversationId: string) {
  const { socket } = useWorkspace();
  const lastSent = useRef(0);
  const pause = useRef<number | null>(null);

  const stop = useCallback(() => {
    if (pause.current !== null) window.clearTimeout(pause.current);
    pause.current = null;
    if (lastSent.current === 0) return;
    lastSent.current = 0;
    socket.sendTyping(conversationId, false);
  }, [socket, conversationId]);

  const go = useCallback(() => {
    if (pause.current !== null) window.clearTimeout(pause.current);
    pause.current = window.setTimeout(stop, pauseMeansStopMs);
    const now = Date.now();
    if (now - lastSent.current < repeatAfterMs) return;
    lastSent.current = now;
    socket.sendTyping(conversationId, true);
  }, [socket, conversationId, stop]);

  useEffect(() => stop, [stop]);
  return useMemo(() => ({ go, stop }), [go, stop]);
}
