import type { VNode } from "preact";
import type { ChatState } from "../app/state";
import { authorName } from "../conversation/message";
import { faces } from "../conversation/rows";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { availability } from "../ui/words";

const MOST_FACES = 3;

export function Header({ state, onClose }: { state: ChatState; onClose: (() => void) | null }): VNode {
  const { look } = state;
  const team = availability(state);
  const people = faces(state.thread?.messages ?? []).slice(0, MOST_FACES);
  return (
    <header class="header">
      <div class="faces">
        {people.map((person) => (
          <Avatar key={person.id} name={authorName(person, look.title)} photo={person.profile_photo_url} />
        ))}
        {people.length === 0 && <Avatar name={look.title} photo={null} />}
      </div>
      <div class="header-words">
        <h1 dir="auto">{look.title}</h1>
        {look.subtitle !== "" && (
          <p class="subtitle" dir="auto">
            {look.subtitle}
          </p>
        )}
        {team && (
          <p class="availability">
            <span class={team.there ? "dot dot-on" : "dot"} aria-hidden="true" />
            <span dir="auto">{team.text}</span>
          </p>
        )}
      </div>
      {onClose && (
        <button type="button" class="header-close" onClick={onClose} aria-label="Close chat">
          <Icon name="minimise" />
        </button>
      )}
    </header>
  );
}
