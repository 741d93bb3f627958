import { useMatch } from "react-router";

/** The id of the conversation on screen, by the address; undefined on every other page. */
export function useShownConversation(): string | undefined {
  const inBucket = useMatch("/conversations/:bucket/:conversationId");
  const inInbox = useMatch("/inboxes/:inboxId/conversations/:conversationId");
  return (inBucket ?? inInbox)?.params.conversationId;
}
