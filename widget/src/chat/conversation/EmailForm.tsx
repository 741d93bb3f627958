import type { VNode } from "preact";
import { useState } from "preact/hooks";

/** Asked once, before the first message. What counts as an address is what the server accepts. */
export function EmailForm({ placeholder, onLeave }: { placeholder: string; onLeave(email: string): void }): VNode {
  const [email, setEmail] = useState("");
  const valid = isEmail(email);
  return (
    <form
      class="email"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) onLeave(email.trim());
      }}
    >
      <label for="email">Where can we answer you if you leave?</label>
      <div class="email-line">
        <input
          id="email"
          type="email"
          autocomplete="email"
          value={email}
          placeholder={placeholder}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        <button type="submit" disabled={!valid}>
          Continue
        </button>
      </div>
    </form>
  );
}

export function isEmail(text: string): boolean {
  return text.trim().length > 5 && /^[^\s@]+@[^\s@]+$/.test(text.trim());
}
