import { request, send } from "../http/client";
import { session } from "./session";

/** The signed-in agent as `GET /api/me` returns it. */
export interface Me {
  id: number;
  email: string;
  account_id: string;
  role: "admin" | "user";
}

/** An agent, and the log-in under which all that this page does is done. */
export interface SignedIn {
  me: Me;
  sessionId: string;
}

export interface Registration {
  company_name?: string;
  invite_token?: string;
  email: string;
  password: string;
  password_confirmation: string;
}

export async function logIn(email: string, password: string): Promise<void> {
  session.open(await send("/api/session", { method: "POST", body: { user: { email, password } } }, null));
}

export async function register(user: Registration): Promise<void> {
  session.open(await send("/api/registration", { method: "POST", body: { user } }, null));
}

export async function fetchMe(): Promise<Me> {
  return (await request<{ data: Me }>("/api/me")).data;
}
