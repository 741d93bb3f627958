import { useState } from "react";
import { useWorkspace } from "../app/WorkspaceContext";
import { useSubmit } from "../session/useSubmit";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/states";
import composerStyles from "./Composer.module.css";
import styles from "./ThreadPane.module.css";
import type { Message } from "./types";

/** Changes the words of a message that was sent. */
export function BubbleEditor({ message, onClose }: { message: Message; onClose: () => void }) {
  const { inbox } = useWorkspace();
  const [body, setBody] = useState(message.body);
  const { submit, isRunning, problem } = useSubmit(async () => {
    if (body !== message.body) await inbox.editMessage(message, body);
    onClose();
  });
  return (
    <div className={`${composerStyles.box} ${message.private ? composerStyles.note : ""} ${styles.editor}`}>
      <textarea
        className={composerStyles.input}
        aria-label="Edit the message"
        dir="auto"
        // biome-ignore lint/a11y/noAutofocus: the editor opens where its writer has just asked for it.
        autoFocus
        value={body}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void submit();
        }}
      />
      <ErrorNote problem={problem} />
      <div className={composerStyles.bar}>
        <span className={composerStyles.spacer} />
        <Button size="small" variant="quiet" onPress={onClose}>
          Cancel
        </Button>
        <Button
          size="small"
          variant="primary"
          isDisabled={body.trim() === ""}
          isPending={isRunning}
          onPress={() => void submit()}
        >
          Save
        </Button>
      </div>
    </div>
  );
}
