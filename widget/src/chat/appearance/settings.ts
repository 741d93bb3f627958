import { isRecord } from "../../shared/bridge";
import type { Parameters } from "./parameters";

/** The account's widget settings, as far as this page uses them. */
export interface WidgetSettings {
  title: string | null;
  subtitle: string | null;
  color: string | null;
  greeting: string | null;
  away_message: string | null;
  new_message_placeholder: string | null;
  email_input_placeholder: string | null;
  new_messages_notification_text: string | null;
  show_agent_availability: boolean;
  agent_available_text: string | null;
  agent_unavailable_text: string | null;
  require_email_upfront: boolean;
  is_branding_hidden: boolean;
  company_name: string | null;
  is_outside_working_hours: boolean;
}

/** The look and the texts of the page: the address first, then the account's settings, then our words. */
export interface Appearance {
  title: string;
  subtitle: string;
  color: string;
  greeting: string;
  awayMessage: string;
  newMessagePlaceholder: string;
  emailPlaceholder: string;
  newMessagesText: string;
  showAvailability: boolean;
  availableText: string;
  unavailableText: string;
  requireEmail: boolean;
  showBranding: boolean;
  /** The author's name of a bot's messages. */
  botName: string;
  outsideWorkingHours: boolean;
}

export const DEFAULT_COLOR = "#1677ff";

export function readSettings(data: unknown): WidgetSettings | null {
  if (!isRecord(data)) return null;
  const account = isRecord(data["account"]) ? data["account"] : {};
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  return {
    title: text(data["title"]),
    subtitle: text(data["subtitle"]),
    color: text(data["color"]),
    greeting: text(data["greeting"]),
    away_message: text(data["away_message"]),
    new_message_placeholder: text(data["new_message_placeholder"]),
    email_input_placeholder: text(data["email_input_placeholder"]),
    new_messages_notification_text: text(data["new_messages_notification_text"]),
    show_agent_availability: data["show_agent_availability"] === true,
    agent_available_text: text(data["agent_available_text"]),
    agent_unavailable_text: text(data["agent_unavailable_text"]),
    require_email_upfront: data["require_email_upfront"] === true,
    is_branding_hidden: data["is_branding_hidden"] === true,
    company_name: text(account["company_name"]),
    is_outside_working_hours: account["is_outside_working_hours"] === true,
  };
}

export function appearance(page: Parameters, account: WidgetSettings | null): Appearance {
  return {
    title: page.title ?? account?.title ?? "Chat",
    subtitle: page.subtitle ?? account?.subtitle ?? "",
    color: page.primaryColor ?? account?.color ?? DEFAULT_COLOR,
    greeting: page.greeting ?? account?.greeting ?? "",
    awayMessage: page.awayMessage ?? account?.away_message ?? "",
    newMessagePlaceholder: page.newMessagePlaceholder ?? account?.new_message_placeholder ?? "Type your message...",
    emailPlaceholder: page.emailInputPlaceholder ?? account?.email_input_placeholder ?? "Your e-mail address",
    newMessagesText: page.newMessagesNotificationText ?? account?.new_messages_notification_text ?? "New messages",
    showAvailability: page.showAgentAvailability ?? account?.show_agent_availability ?? false,
    availableText: page.agentAvailableText ?? account?.agent_available_text ?? "We're online right now",
    unavailableText: page.agentUnavailableText ?? account?.agent_unavailable_text ?? "We're away at the moment",
    requireEmail: page.requireEmailUpfront ?? account?.require_email_upfront ?? false,
    showBranding: !(page.isBrandingHidden === true || account?.is_branding_hidden === true),
    botName: page.companyName ?? account?.company_name ?? "Bot",
    outsideWorkingHours: page.isOutsideWorkingHours ?? account?.is_outside_working_hours ?? false,
  };
}

/** The team's first words: the away message when nobody is there to answer, else the greeting. */
export function openingLine(look: Appearance, agentsOnline: number | null): string {
  const away = look.outsideWorkingHours && look.awayMessage !== "" && (agentsOnline ?? 0) === 0;
  return away ? look.awayMessage : look.greeting;
}
