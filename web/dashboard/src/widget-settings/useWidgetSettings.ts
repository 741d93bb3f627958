import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../app/WorkspaceContext";
import { useInboxes } from "../inboxes/useInboxes";
import { fetchWidgetSettings } from "./api";

/** The widget of the primary inbox, and where to find it. */
export function useWidgetSettings() {
  const { me } = useWorkspace();
  const { primary, query: inboxes } = useInboxes();
  const inboxId = primary?.id ?? "";
  const settings = useQuery({
    queryKey: ["widget-settings", inboxId],
    queryFn: () => fetchWidgetSettings(me.account_id, inboxId),
    enabled: inboxId !== "",
  });
  const target = { origin: window.location.origin, accountId: me.account_id, inboxId };
  const problem = inboxes.error ?? settings.error;
  return { settings, target, problem, retry: () => void Promise.all([inboxes.refetch(), settings.refetch()]) };
}
