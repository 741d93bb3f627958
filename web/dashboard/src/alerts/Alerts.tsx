import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { useWorkspace } from "../app/WorkspaceContext";
import type { Message } from "../conversations/types";
import { useShownConversation } from "../conversations/useShownConversation";
import { excerpt } from "../ui/textBudget";
import { showToast } from "../ui/toasts";
import { alertPreferences } from "./preferences";
import { playAlert } from "./sound";
import { useTitle } from "./useTitle";

/** Calls the agent's attention to what customers write elsewhere. */
export function Alerts() {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const shownId = useShownConversation();
  const latest = useRef({ navigate, shownId });
  useEffect(() => {
    latest.current = { navigate, shownId };
  });
  useTitle();

  useEffect(() => {
    workspace.onCustomerMessage = (message: Message) => {
      const isHidden = document.visibilityState === "hidden";
      const isElsewhere = latest.current.shownId !== message.conversation_id;
      if (!isHidden && !isElsewhere) return;
      const title = `New message from ${senderOf(workspace, message)}`;
      const open = () => {
        workspace.choose(message.conversation_id);
        void latest.current.navigate(`/conversations/all/${message.conversation_id}`);
      };
      if (isElsewhere) showToast({ title, detail: excerpt(message.body), action: { label: "Open", run: open } });
      const { sound, notifications } = alertPreferences.get();
      if (sound && isHidden) playAlert(Date.now());
      if (notifications && isHidden && Notification.permission === "granted") {
        const notification = new Notification(title, { body: excerpt(message.body), tag: message.conversation_id });
        notification.onclick = () => {
          window.focus();
          open();
        };
      }
    };
    return () => {
      workspace.onCustomerMessage = () => undefined;
    };
  }, [workspace]);
  return null;
}

function senderOf(workspace: ReturnType<typeof useWorkspace>, message: Message): string {
  return workspace.inbox.store.get().conversations[message.conversation_id]?.customer?.title ?? "a visitor";
}
