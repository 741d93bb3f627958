import { useQuery } from "@tanstack/react-query";
import type { User } from "../conversations/types";
import { request } from "../http/client";

export async function fetchUsers(): Promise<User[]> {
  return (await request<{ data: User[] }>("/api/users")).data;
}

const none: User[] = [];

/** The account's teammates that can log in, for names, faces and assignment. */
export function useTeam() {
  const query = useQuery({ queryKey: ["users"], queryFn: fetchUsers, staleTime: 5 * 60_000 });
  const users = query.data ?? none;
  return { users, userById: (id: number | null) => users.find((user) => user.id === id), query };
}

export function nameOf(user: Pick<User, "display_name" | "full_name" | "email">): string {
  return user.display_name || user.full_name || user.email;
}
