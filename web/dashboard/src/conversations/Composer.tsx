import { Keyboard, LockKeyhole, Reply, RotateCcw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { openShortcuts } from "../app/ShortcutsDialog";
import { modifierName } from "../app/shortcuts";
import { useWorkspace } from "../app/WorkspaceContext";
import { Button, IconButton } from "../ui/Button";
import { useStore } from "../ui/store";
import styles from "./Composer.module.css";
import { readDraft, saveDraft } from "./drafts";
import type { Conversation } from "./types";
import type { ConversationActions } from "./useConversationActions";
import { useTypingSignal } from "./useTypingSignal";

/** Longer names would break the placeholder into lines. */
const nameFits = 28;

/** One box for both: a reply goes to the customer, a note stays with the team and looks different while it is written. */
export function Composer({ conversation, actions }: { conversation: Conversation; actions: ConversationActions }) {
  const { sender, chosen } = useWorkspace();
  const [{ body, isNote }, setDraft] = useState(() => readDraft(conversation.id));
  const box = useRef<HTMLTextAreaElement>(null);
  const typing = useTypingSignal(conversation.id);
  const isClosed = conversation.status === "closed";
  const name = conversation.customer?.title ?? "the visitor";
  const shortName = name.length > nameFits ? name.slice(0, nameFits).trimEnd() : name;

  // Keys go to a customer only after somebody chose the conversation; one that opened by itself takes no focus.
  const choice = useStore(chosen, (last) => (last?.id === conversation.id ? last : null));
  useEffect(() => {
    if (choice === null || !window.matchMedia("(pointer: fine)").matches) return;
    box.current?.focus({ preventScroll: true });
  }, [choice]);

  const write = (draft: { body: string; isNote: boolean }) => {
    setDraft(draft);
    saveDraft(conversation.id, draft);
    if (draft.isNote || draft.body === "") typing.stop();
    else typing.go();
  };
  const send = () => {
    if (body.trim() === "") return;
    sender.send(conversation.id, body, isNote);
    write({ body: "", isNote });
    box.current?.focus();
  };

  return (
    <div className={styles.wrap}>
      {isClosed ? (
        <p className={styles.closed}>
          This conversation is closed.
          <Button size="small" variant="quiet" onPress={actions.reopen}>
            <RotateCcw size={14} aria-hidden="true" />
            Reopen
          </Button>
        </p>
      ) : null}
      <div className={`${styles.box} ${isNote ? styles.note : ""}`}>
        <textarea
          ref={box}
          className={styles.input}
          aria-label={isNote ? "Private note" : `Reply to ${name}`}
          placeholder={isNote ? "Write a note only your team can see…" : `Reply to ${shortName}…`}
          dir="auto"
          rows={2}
          value={body}
          onChange={(event) => write({ body: event.target.value, isNote })}
          onBlur={typing.stop}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) {
              event.preventDefault();
              send();
            }
          }}
        />
        <div className={styles.bar}>
          <ToggleButtonGroup
            className={styles.modes ?? ""}
            aria-label="Kind of message"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[isNote ? "note" : "reply"]}
            onSelectionChange={(keys) => {
              write({ body, isNote: keys.has("note") });
              box.current?.focus();
            }}
          >
            <ToggleButton id="reply" className={styles.mode ?? ""}>
              <Reply size={15} aria-hidden="true" />
              Reply
            </ToggleButton>
            <ToggleButton id="note" className={styles.mode ?? ""}>
              <LockKeyhole size={14} aria-hidden="true" />
              Note
            </ToggleButton>
          </ToggleButtonGroup>
          <span className={styles.spacer} />
          <span className={styles.help}>
            <IconButton label="Keyboard shortcuts" onPress={openShortcuts}>
              <Keyboard size={17} aria-hidden="true" />
            </IconButton>
          </span>
          <Button variant={isNote ? "note" : "primary"} size="small" isDisabled={body.trim() === ""} onPress={send}>
            {isNote ? "Add note" : "Send"}
            <kbd className={styles.key}>{modifierName} ↵</kbd>
          </Button>
        </div>
      </div>
    </div>
  );
}
