import { ArrowDown } from "lucide-react";
import { useMemo, useState } from "react";
import { useWorkspace } from "../app/WorkspaceContext";
import { asProblem } from "../http/problem";
import { dayName } from "../time/time";
import { useNow } from "../time/useNow";
import { Button } from "../ui/Button";
import { Delayed } from "../ui/states";
import { showToast } from "../ui/toasts";
import { groupsOf, lastOwnKey } from "./groups";
import { MessageGroup } from "./MessageGroup";
import styles from "./ThreadPane.module.css";
import { TypingLine } from "./TypingLine";
import type { Outgoing, Thread } from "./thread";
import type { Conversation } from "./types";
import { useThreadScroll } from "./useThreadScroll";

/** Most gaps are filled before anybody could read about them. */
const gapIsNewsAfterMs = 1_000;

interface Props {
  conversation: Conversation;
  thread: Thread;
  outgoing: Outgoing[];
}

export function ThreadView({ conversation, thread, outgoing }: Props) {
  const { me, inbox } = useWorkspace();
  const now = useNow();
  const groups = useMemo(() => groupsOf(thread.messages, outgoing, me.id), [thread.messages, outgoing, me.id]);
  const deliveryKey = lastOwnKey(groups, me.id);
  const first = groups[0]?.key ?? null;
  const last = groups.at(-1)?.bubbles.at(-1)?.key ?? null;
  const { box, isAway, toEnd } = useThreadScroll(first, last);
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const hasOlder = (thread.messages[0]?.seq ?? 1) > 1;
  const loadOlder = () => {
    setLoadingOlder(true);
    inbox
      .loadOlder(conversation.id)
      .catch((thrown: unknown) => {
        showToast({ title: "Older messages could not be loaded", detail: asProblem(thrown).message, tone: "danger" });
      })
      .finally(() => setLoadingOlder(false));
  };

  return (
    <div ref={box} className={styles.scroll} data-testid="thread">
      <div className={styles.column} role="log" aria-label="Messages" aria-live="polite">
        {hasOlder ? (
          <div className={styles.older}>
            <Button variant="quiet" size="small" isPending={isLoadingOlder} onPress={loadOlder}>
              {isLoadingOlder ? "Loading…" : "Load older messages"}
            </Button>
          </div>
        ) : (
          <p className={styles.start}>The conversation begins here</p>
        )}
        {groups.map((group) => (
          <div key={group.key}>
            {group.startsDay ? (
              <h3 className={styles.day}>
                <time dateTime={new Date(group.at).toISOString()}>{dayName(group.at, now)}</time>
              </h3>
            ) : null}
            <MessageGroup group={group} customer={conversation.customer} deliveryKey={deliveryKey} now={now} />
          </div>
        ))}
        {thread.needsCatchUp ? (
          <Delayed byMs={gapIsNewsAfterMs}>
            <p className={styles.start}>Some messages are missing here and are still being loaded</p>
          </Delayed>
        ) : null}
        <TypingLine conversation={conversation} />
      </div>
      {isAway ? (
        <div className={styles.jump}>
          <Button size="small" onPress={toEnd}>
            <ArrowDown size={15} aria-hidden="true" />
            Latest messages
          </Button>
        </div>
      ) : null}
    </div>
  );
}
