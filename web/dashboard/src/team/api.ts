import { fetchAccount } from "../account/api";
import type { User } from "../conversations/types";
import { request } from "../http/client";
import { parseTime } from "../time/time";

export type UserChange = "admin" | "user" | "disable" | "enable";

/** Everybody of the account, the disabled ones too: the plain users list leaves those out. */
export async function fetchTeam(): Promise<User[]> {
  const { users } = await fetchAccount();
  return users.toSorted((a, b) => Number(a.disabled_at !== null) - Number(b.disabled_at !== null) || a.id - b.id);
}

export async function changeUser(id: number, change: UserChange): Promise<void> {
  if (change === "disable" || change === "enable") await request(`/api/users/${id}/${change}`, { method: "POST" });
  else await request(`/api/users/${id}/role`, { method: "PUT", body: { role: change } });
}

export interface Invitation {
  id: string;
  expires_at: string;
  /** The admin who made it; null for those from before that was kept. */
  user_id: number | null;
}

/** Those that nobody has used and that are not over, the newest first. */
export async function fetchOpenInvitations(): Promise<Invitation[]> {
  const { data } = await request<{ data: Invitation[] }>("/api/user_invitations");
  return data.filter(({ expires_at }) => parseTime(expires_at) > Date.now());
}

/** The link of an invitation opens nothing any more. */
export async function withdrawInvitation(id: string): Promise<void> {
  await request(`/api/user_invitations/${id}`, { method: "DELETE" });
}

/** A link with which one more person can join, valid for three days. */
export async function createInvitation(): Promise<string> {
  const answer = await request<{ data: { id: string } }>("/api/user_invitations", { method: "POST", body: {} });
  return `${window.location.origin}/register/${answer.data.id}`;
}
