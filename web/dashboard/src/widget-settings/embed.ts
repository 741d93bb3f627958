import type { WidgetSettings } from "./api";

/** Where a widget of this account and inbox comes from. */
export interface EmbedTarget {
  origin: string;
  accountId: string;
  inboxId: string;
}

/** The address of the chat page with these settings as parameters; empty ones are left to the server. */
export function chatAddress({ origin, accountId, inboxId }: EmbedTarget, settings: Partial<WidgetSettings>): string {
  const parameters: [string, string | null | undefined][] = [
    ["token", accountId],
    ["inbox", inboxId],
    ["title", settings.title],
    ["subtitle", settings.subtitle],
    ["primaryColor", settings.color],
    ["greeting", settings.greeting],
    ["awayMessage", settings.away_message],
    ["newMessagePlaceholder", settings.new_message_placeholder],
    ["showAgentAvailability", flag(settings.show_agent_availability)],
    ["agentAvailableText", settings.agent_available_text],
    ["agentUnavailableText", settings.agent_unavailable_text],
    ["requireEmailUpfront", flag(settings.require_email_upfront)],
    ["isBrandingHidden", settings.is_branding_hidden === undefined ? null : String(settings.is_branding_hidden)],
  ];
  const filled = parameters.filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "");
  return `${origin}/chat?${new URLSearchParams(filled)}`;
}

/** The snippet to paste before `</body>`: a button that opens the chat in a frame. */
export function embedCode(target: EmbedTarget, color: string | null): string {
  const background = /^#[0-9a-f]{3,8}$/i.test(color ?? "") ? color : "#1677ff";
  return `<!-- Chat Widget Embed -->
<div id="netia-chat-widget" style="position: fixed; bottom: 20px; right: 20px; z-index: 9999;">
  <button id="netia-chat-button" aria-label="Chat" style="width: 60px; height: 60px; border: 0; border-radius: 50%; background: ${background}; color: #fff; font-size: 26px; cursor: pointer; box-shadow: 0 4px 16px rgba(0, 0, 0, 0.2);">💬</button>
</div>

<script>
(function() {
  const button = document.getElementById('netia-chat-button');
  let iframe = null;

  button.addEventListener('click', function() {
    if (!iframe) {
      iframe = document.createElement('iframe');
      iframe.title = 'Chat';
      iframe.src = '${chatAddress(target, {})}';
      iframe.style.cssText = 'position: fixed; bottom: 90px; right: 20px; width: 384px; height: 640px; max-width: calc(100vw - 40px); max-height: calc(100vh - 120px); border: 0; border-radius: 16px; box-shadow: 0 8px 32px rgba(0, 0, 0, 0.2); z-index: 9999;';
      document.body.appendChild(iframe);
    } else {
      iframe.style.display = iframe.style.display === 'none' ? 'block' : 'none';
    }
  });
})();
</script>`;
}

function flag(value: boolean | null | undefined): string | null {
  return value === null || value === undefined ? null : value ? "1" : "0";
}
