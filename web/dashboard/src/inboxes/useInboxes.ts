import { useQuery } from "@tanstack/react-query";
import { request } from "../http/client";

export interface InboxInfo {
  id: string;
  name: string;
  is_primary: boolean;
}

const none: InboxInfo[] = [];

/** The account's inboxes; the primary one is where visitors land by default. */
export function useInboxes() {
  const query = useQuery({
    queryKey: ["inboxes"],
    queryFn: async () => (await request<{ data: InboxInfo[] }>("/api/inboxes")).data,
    staleTime: 5 * 60_000,
  });
  const inboxes = query.data ?? none;
  return { inboxes, primary: inboxes.find((inbox) => inbox.is_primary) ?? inboxes[0], query };
}
