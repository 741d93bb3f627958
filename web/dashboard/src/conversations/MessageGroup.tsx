import { Bot, LockKeyhole } from "lucide-react";
import { memo } from "react";
import { useWorkspace } from "../app/WorkspaceContext";
import { nameOf, useTeam } from "../team/useTeam";
import { clockTime, fullTime } from "../time/time";
import { Avatar } from "../ui/Avatar";
import { BubbleBoundary } from "./BubbleBoundary";
import { DeliveryLine } from "./DeliveryLine";
import type { Group } from "./groups";
import { MessageBubble } from "./MessageBubble";
import styles from "./ThreadPane.module.css";
import type { Customer } from "./types";

interface Props {
  group: Group;
  customer: Customer | null;
  /** The one bubble that shows how far it got. */
  deliveryKey: string | null;
  now: number;
}

export const MessageGroup = memo(function MessageGroup({ group, customer, deliveryKey, now }: Props) {
  const { me } = useWorkspace();
  const { userById } = useTeam();
  const user = group.bubbles[0]?.message?.user ?? userById(me.id);
  const isMine = group.authorKey === `user:${me.id}`;
  const name =
    group.author === "customer"
      ? (customer?.title ?? "Visitor")
      : group.author === "bot"
        ? "Assistant"
        : isMine
          ? "You"
          : user === undefined || user === null
            ? "A former teammate"
            : nameOf(user);
  const isOurs = group.author !== "customer";
  const kind = group.isNote ? styles.note : group.author === "bot" ? styles.bot : "";
  return (
    <article
      className={`${styles.group} ${isOurs ? styles.own : ""} ${kind}`}
      aria-label={`${group.isNote ? "Note by" : "Message from"} ${name}`}
    >
      {isOurs ? null : (
        <span className={styles.face}>
          <Avatar name={name} seed={customer?.id ?? "customer"} photoUrl={customer?.profile_photo_url} size={28} />
        </span>
      )}
      <div className={styles.stack}>
        <p className={styles.byline}>
          <strong dir="auto">{name}</strong>
          {group.isNote ? (
            <span className={`${styles.tag} ${styles.noteTag}`}>
              <LockKeyhole size={11} aria-hidden="true" />
              Private note
            </span>
          ) : null}
          {group.author === "bot" && !group.isNote ? (
            <span className={`${styles.tag} ${styles.botTag}`}>
              <Bot size={12} aria-hidden="true" />
              Bot
            </span>
          ) : null}
          <time dateTime={new Date(group.at).toISOString()} title={fullTime(group.at)}>
            {clockTime(group.at)}
          </time>
        </p>
        {group.bubbles.map((bubble) => (
          <BubbleBoundary key={bubble.key}>
            <MessageBubble bubble={bubble} isMine={isMine} />
          </BubbleBoundary>
        ))}
        {group.bubbles.map((bubble) =>
          bubble.key === deliveryKey ||
          bubble.outgoing?.state === "failed" ||
          (bubble.outgoing?.state === "queued" && bubble.outgoing.reason !== null) ||
          (group.isNote && bubble.outgoing !== null) ? (
            <DeliveryLine key={bubble.key} bubble={bubble} now={now} />
          ) : null,
        )}
      </div>
    </article>
  );
});
