import { useEffect } from "react";
import { useWorkspace } from "../app/WorkspaceContext";
import { useStore } from "../ui/store";

const productName = "Netia";
const flashEveryMs = 2_000;

/** The number of unread conversations in the tab's title; it flashes only while the tab is hidden. */
export function useTitle(): void {
  const unread = useStore(useWorkspace().inbox.counts, (counts) => counts.byBucket["all"] ?? 0);
  useEffect(() => {
    const withCount = unread === 0 ? productName : `(${unread}) ${productName}`;
    const announcement = `(${unread}) new ${unread === 1 ? "message" : "messages"}`;
    let isFlashed = false;
    const draw = () => {
      isFlashed = document.visibilityState === "hidden" && unread > 0 && !isFlashed;
      document.title = isFlashed ? announcement : withCount;
    };
    draw();
    document.addEventListener("visibilitychange", draw);
    const timer = window.setInterval(draw, flashEveryMs);
    return () => {
      document.removeEventListener("visibilitychange", draw);
      window.clearInterval(timer);
    };
  }, [unread]);
}
