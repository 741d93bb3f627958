import { isRecord } from "../shared/bridge";
import { compact, type Loading, pageInfo, readConfig } from "./config";
import { type Controls, start } from "./widget";

declare global {
  interface Window {
    Netia?: Record<string, unknown>;
    Papercups?: unknown;
  }
}

/** The account's widget settings; the chat works without them, so no answer is an empty one. */
async function fetchSettings({ baseUrl, accountId, inboxId }: Loading): Promise<Record<string, unknown>> {
  const query = compact({ account_id: accountId, inbox_id: inboxId });
  try {
    const body: unknown = await (await fetch(`${baseUrl}/api/widget_settings?${query}`)).json();
    return isRecord(body) && isRecord(body["data"]) ? body["data"] : {};
  } catch {
    return {};
  }
}

/** Reports to the account where its widget is. Nobody waits for it. */
function reportPlace({ baseUrl, accountId, inboxId }: Loading): void {
  const metadata = { ...pageInfo(), last_seen_at: new Date().toISOString() };
  const body = JSON.stringify({ account_id: accountId, inbox_id: inboxId, metadata });
  const headers = { "content-type": "application/json" };
  fetch(`${baseUrl}/api/widget_settings/metadata`, { method: "PUT", headers, body, keepalive: true }).catch(() => {
    // The chat does not depend on it, and the next page view reports again.
  });
}

async function run(loading: Loading, ready: (controls: Controls) => void): Promise<void> {
  const settings = await fetchSettings(loading);
  const account = settings["account"];
  if (loading.config["hideOutsideWorkingHours"] && isRecord(account) && account["is_outside_working_hours"]) return;
  start(loading, settings, ready);
  reportPlace(loading);
}

const script = document.currentScript as HTMLScriptElement | null;
const loading = readConfig(window, new URL(script?.src || location.href).origin);

if (loading !== null && typeof window.Netia?.["open"] !== "function") {
  let controls: Controls | null = null;
  const waiting: (() => void)[] = [];
  const api: Record<string, unknown> = { ...window.Netia };
  for (const name of ["open", "close", "toggle", "identify"] as const) {
    api[name] = (customer?: object) => {
      const call = () => controls?.[name]({ ...customer });
      if (controls === null) waiting.push(call);
      else call();
    };
  }
  window.Netia = api;
  const go = () =>
    void run(loading, (ready) => {
      controls = ready;
      for (const call of waiting) call();
    });
  if (document.body) go();
  else addEventListener("DOMContentLoaded", go);
}
