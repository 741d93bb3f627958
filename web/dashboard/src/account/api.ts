import { useQuery } from "@tanstack/react-query";
import type { User } from "../conversations/types";
import { request } from "../http/client";

export interface WorkingHours {
  day: string;
  start_minute: number;
  end_minute: number;
}

export interface Account {
  id: string;
  company_name: string;
  company_logo_url: string | null;
  time_zone: string | null;
  working_hours: WorkingHours[];
  /** Everybody but the archived; the disabled ones too. */
  users: User[];
}

export type AccountFields = Omit<Account, "id" | "users">;

export async function fetchAccount(): Promise<Account> {
  return (await request<{ data: Account }>("/api/accounts/me")).data;
}

export async function updateAccount(account: Partial<AccountFields>): Promise<Account> {
  return (await request<{ data: Account }>("/api/accounts/me", { method: "PUT", body: { account } })).data;
}

export function useAccount() {
  return useQuery({ queryKey: ["account"], queryFn: fetchAccount, staleTime: 5 * 60_000 });
}
