import { useQuery } from "@tanstack/react-query";
import { request } from "../http/client";

/** What the account requires of its visitors. */
export interface VisitorIdentity {
  require_token: boolean;
  verify_identity: boolean;
  /** Only in the answer that made it. */
  secret: string | null;
  /** The secret that tokens are signed with, likewise. */
  token_secret: string | null;
  secret_end: string | null;
  rotated_at: string | null;
  previous_valid_until: string | null;
}

export type Rules = Pick<VisitorIdentity, "require_token" | "verify_identity">;

const path = "/api/visitor_identity";

export async function updateRules(rules: Partial<Rules>): Promise<VisitorIdentity> {
  const body = { visitor_identity: rules };
  return (await request<{ data: VisitorIdentity }>(path, { method: "PUT", body })).data;
}

export async function newSecret(): Promise<VisitorIdentity> {
  return (await request<{ data: VisitorIdentity }>(`${path}/secret`, { method: "POST" })).data;
}

export function useVisitorIdentity(isAllowed: boolean) {
  return useQuery({
    queryKey: ["visitor-identity"],
    queryFn: async () => (await request<{ data: VisitorIdentity }>(path)).data,
    enabled: isAllowed,
  });
}
