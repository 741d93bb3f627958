import { Ellipsis, FileText } from "lucide-react";
import { useState } from "react";
import { useWorkspace } from "../app/WorkspaceContext";
import { asProblem } from "../http/problem";
import { fullTime } from "../time/time";
import { IconButton } from "../ui/Button";
import { ConfirmDialog } from "../ui/Dialog";
import { Menu, MenuItem } from "../ui/Menu";
import { SafeMarkdown } from "../ui/SafeMarkdown";
import { showToast } from "../ui/toasts";
import { BubbleEditor } from "./BubbleEditor";
import type { Bubble } from "./groups";
import { sourcesOf } from "./sources";
import styles from "./ThreadPane.module.css";
import type { Message } from "./types";

/** One message; one's own can be edited and deleted. */
export function MessageBubble({ bubble, isMine }: { bubble: Bubble; isMine: boolean }) {
  const [isEditing, setEditing] = useState(false);
  const { message } = bubble;
  if (isEditing && message !== null) return <BubbleEditor message={message} onClose={() => setEditing(false)} />;
  const state = bubble.outgoing?.state;
  const classes = [styles.bubble, state === undefined ? "" : styles.pending, state === "failed" ? styles.failed : ""];
  return (
    <div className={styles.bubbleLine}>
      {isMine && message !== null ? <OwnActions message={message} onEdit={() => setEditing(true)} /> : null}
      <div className={classes.join(" ")} title={fullTime(bubble.at)} data-message={message?.id ?? "pending"}>
        {bubble.body === "" ? null : <SafeMarkdown body={bubble.body} />}
        {message === null ? null : <Attachments message={message} />}
        {message === null ? null : <Sources message={message} />}
      </div>
    </div>
  );
}

function OwnActions({ message, onEdit }: { message: Message; onEdit: () => void }) {
  const { inbox } = useWorkspace();
  const [isAsking, setAsking] = useState(false);
  const remove = () => {
    setAsking(false);
    inbox.deleteMessage(message).catch((thrown: unknown) => {
      showToast({ title: "The message was not deleted", detail: asProblem(thrown).message, tone: "danger" });
    });
  };
  return (
    <span className={styles.ownActions}>
      <Menu
        label="Message"
        placement="bottom end"
        trigger={
          <IconButton label="Message actions">
            <Ellipsis size={16} aria-hidden="true" />
          </IconButton>
        }
      >
        <MenuItem label="Edit" onAction={onEdit} />
        <MenuItem label="Delete" isDangerous onAction={() => setAsking(true)} />
      </Menu>
      <ConfirmDialog
        isOpen={isAsking}
        title="Delete this message?"
        body={
          message.private
            ? "The note disappears for your whole team."
            : "It disappears here and at the visitor. This cannot be undone."
        }
        action="Delete"
        onCancel={() => setAsking(false)}
        onConfirm={remove}
      />
    </span>
  );
}

function Attachments({ message }: { message: Message }) {
  if (message.attachments.length === 0) return null;
  return (
    <ul className={styles.attachments}>
      {message.attachments.map((file) => (
        <li key={file.id}>
          <a href={file.file_url} target="_blank" rel="noopener noreferrer">
            <FileText size={16} aria-hidden="true" />
            {file.filename}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Sources({ message }: { message: Message }) {
  const sources = sourcesOf(message);
  if (sources.length === 0) return null;
  return (
    <ul className={styles.sources} aria-label="Sources">
      {sources.map((source, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same address may be named twice, and the list never changes
        <li key={place}>
          <a href={source.url} target="_blank" rel="noopener noreferrer">
            {source.title}
          </a>
        </li>
      ))}
    </ul>
  );
}
