import { CircleAlert, Clock, Hash, Mail, MessageSquareText, Phone, Star } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import { Link } from "react-router";
import { useInbox, useWorkspace } from "../app/WorkspaceContext";
import { nameOf, useTeam } from "../team/useTeam";
import { fullTime, shortAge } from "../time/time";
import { Avatar } from "../ui/Avatar";
import { useStore } from "../ui/store";
import { isUnread } from "./buckets";
import styles from "./ConversationList.module.css";
import { activityAt } from "./list";
import { troubleIn } from "./outbox";
import { previewOf } from "./preview";
import type { Conversation } from "./types";

interface Props {
  conversation: Conversation;
  to: string;
  isSelected: boolean;
  now: number;
}

export const ConversationRow = memo(function ConversationRow({ conversation, to, isSelected, now }: Props) {
  const workspace = useWorkspace();
  const { me, online, typists } = workspace;
  const { userById } = useTeam();
  const link = useRef<HTMLAnchorElement>(null);
  const isOnline = useStore(online, (keys) => keys.has(`customer:${conversation.customer_id}`));
  const isTyping = useStore(
    typists,
    (all) => all[conversation.id]?.[`customer:${conversation.customer_id}`] !== undefined,
  );
  useEffect(() => {
    if (isSelected) link.current?.scrollIntoView({ block: "nearest" });
  }, [isSelected]);

  const unread = isUnread(conversation, me.id);
  const isClosed = conversation.status === "closed";
  const assignee = userById(conversation.assignee_id);
  const name = conversation.customer?.title ?? "Anonymous User";
  const at = activityAt(conversation);
  const classes = [styles.row, unread ? styles.unread : "", isClosed ? styles.closed : ""];
  return (
    <li>
      <Link
        ref={link}
        to={to}
        className={classes.join(" ")}
        aria-current={isSelected}
        onClick={(event) => {
          // With these keys the browser opens another tab or window.
          if (!event.ctrlKey && !event.metaKey && !event.shiftKey) workspace.choose(conversation.id);
        }}
      >
        {unread ? <span className={styles.dot} role="img" aria-label="Unread" /> : null}
        <Avatar
          name={name}
          seed={conversation.customer_id}
          photoUrl={conversation.customer?.profile_photo_url}
          isOnline={isOnline}
        />
        <span className={styles.text}>
          <span className={styles.line}>
            <span className={styles.name} dir="auto">
              {name}
            </span>
            {conversation.priority === "priority" ? (
              <Star className={styles.star} size={14} fill="currentColor" role="img" aria-label="Priority" />
            ) : null}
            <time className={styles.age} dateTime={new Date(at).toISOString()} title={fullTime(at)}>
              {shortAge(at, now)}
            </time>
          </span>
          <span className={styles.line}>
            <span className={`${styles.preview} ${isTyping ? styles.typing : ""}`} dir="auto">
              {isTyping ? "is typing…" : previewOf(conversation, me.id)}
            </span>
            <Trouble conversationId={conversation.id} />
            <Channel source={conversation.source} />
            {assignee === undefined ? null : (
              <span title={`Assigned to ${nameOf(assignee)}`}>
                <Avatar
                  name={nameOf(assignee)}
                  seed={`user:${assignee.id}`}
                  photoUrl={assignee.profile_photo_url}
                  size={20}
                />
              </span>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
});

/** The mark of a reply that did not get out, so that it is not forgotten in a thread that nobody looks at. */
function Trouble({ conversationId }: { conversationId: string }) {
  const trouble = useInbox((state) => troubleIn(state.outbox, conversationId));
  if (trouble === null) return null;
  return trouble === "refused" ? (
    <CircleAlert className={styles.refused} size={15} role="img" aria-label="A message was not sent" />
  ) : (
    <Clock className={styles.heldUp} size={14} role="img" aria-label="A message is not sent yet" />
  );
}

/** The mark of a channel other than the chat. */
function Channel({ source }: { source: string }) {
  if (source === "chat" || source === "sandbox") return null;
  const Icon = { email: Mail, sms: Phone, slack: Hash }[source] ?? MessageSquareText;
  return <Icon className={styles.channel} size={14} role="img" aria-label={`Came by ${source}`} />;
}
