import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../ui/Icon";

interface Props {
  placeholder: string;
  disabled: boolean;
  /** Whether the box may take the focus by itself: not in a frame somebody else may be working around. */
  focus: boolean;
  onSend(body: string): void;
  onTyped(body: string): void;
}

/** What the server stores of one message at most. */
const LONGEST = 10_000;

export function Composer({ placeholder, disabled, focus, onSend, onTyped }: Props): VNode {
  const [body, setBody] = useState("");
  const box = useRef<HTMLTextAreaElement>(null);
  const empty = body.trim() === "";

  useLayoutEffect(() => {
    if (focus && !disabled) box.current?.focus();
  }, [focus, disabled]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the box is as tall as its text
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [body]);

  const change = (text: string) => {
    setBody(text);
    onTyped(text);
  };
  const send = () => {
    if (empty || disabled) return;
    onSend(body);
    setBody("");
    box.current?.focus();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={box}
        rows={1}
        dir="auto"
        value={body}
        disabled={disabled}
        maxLength={LONGEST}
        placeholder={placeholder}
        aria-label="Message"
        enterkeyhint="send"
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While an input method is composing, Enter chooses a word.
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" disabled={empty || disabled} aria-label="Send">
        <Icon name="send" />
      </button>
    </form>
  );
}
