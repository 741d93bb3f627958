import { request } from "../http/client";

/** What a visitor's widget looks like and shows, per inbox. */
export interface WidgetSettings {
  title: string | null;
  subtitle: string | null;
  color: string | null;
  greeting: string | null;
  away_message: string | null;
  new_message_placeholder: string | null;
  show_agent_availability: boolean | null;
  agent_available_text: string | null;
  agent_unavailable_text: string | null;
  require_email_upfront: boolean | null;
  is_branding_hidden: boolean;
}

export async function fetchWidgetSettings(accountId: string, inboxId: string): Promise<WidgetSettings> {
  const query = { account_id: accountId, inbox_id: inboxId };
  return (await request<{ data: WidgetSettings }>("/api/widget_settings", { query })).data;
}

export async function updateWidgetSettings(inboxId: string, changed: Partial<WidgetSettings>): Promise<WidgetSettings> {
  const body = { widget_settings: { inbox_id: inboxId, ...changed } };
  return (await request<{ data: WidgetSettings }>("/api/widget_settings", { method: "PUT", body })).data;
}
