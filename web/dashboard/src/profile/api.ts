import type { User } from "../conversations/types";
import { request } from "../http/client";

export interface ProfileFields {
  full_name: string | null;
  display_name: string | null;
  profile_photo_url: string | null;
}

export interface AlertSettings {
  email_alert_on_new_message: boolean;
  email_alert_on_new_conversation: boolean;
}

export async function fetchProfile(): Promise<User> {
  return (await request<{ data: User }>("/api/profile")).data;
}

export async function updateProfile(user_profile: Partial<ProfileFields>): Promise<User> {
  return (await request<{ data: User }>("/api/profile", { method: "PUT", body: { user_profile } })).data;
}

export async function fetchAlertSettings(): Promise<AlertSettings> {
  return (await request<{ data: AlertSettings }>("/api/user_settings")).data;
}

export async function updateAlertSettings(user_settings: Partial<AlertSettings>): Promise<AlertSettings> {
  return (await request<{ data: AlertSettings }>("/api/user_settings", { method: "PUT", body: { user_settings } }))
    .data;
}
