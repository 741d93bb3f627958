import type { ComponentChildren, VNode } from "preact";
import type { Actions } from "../app/actions";
import type { Appearance } from "../appearance/settings";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { Markdown, Plain } from "../ui/Markdown";
import { clock, refusalText } from "../ui/words";
import { authorName, instant, type Message } from "./message";
import type { Row } from "./rows";

interface TeamBubbleProps {
  name: string;
  photo: string | null | undefined;
  bot: boolean;
  first: boolean;
  last: boolean;
  children: ComponentChildren;
  below?: ComponentChildren;
}

function TeamBubble({ name, photo, bot, first, last, children, below }: TeamBubbleProps): VNode {
  return (
    <li class={`row row-team${first ? " row-first" : ""}`}>
      <div class="row-face">{last && <Avatar name={name} photo={photo} />}</div>
      <div class="row-body">
        <p class={first ? "author" : "visually-hidden"}>
          <bdi>{name}</bdi>
          {bot && <span class="bot-mark">Assistant</span>}
        </p>
        <div class="bubble bubble-team" dir="auto">
          {children}
        </div>
        {below}
      </div>
    </li>
  );
}

export function Greeting({ body, name }: { body: string; name: string }): VNode {
  return (
    <TeamBubble name={name} photo={null} bot={false} first last>
      <Markdown text={body} />
    </TeamBubble>
  );
}

interface MessageProps {
  row: Extract<Row, { kind: "message" }>;
  look: Appearance;
  isLastOwn: boolean;
  read: boolean;
}

export function MessageBubble({ row, look, isLastOwn, read }: MessageProps): VNode {
  const { message, own, first, last } = row;
  const time = <Time at={instant(message.created_at)} />;
  if (own) {
    return (
      <li class={`row row-own${first ? " row-first" : ""}`}>
        <p class="visually-hidden">You</p>
        <Words message={message} own />
        {isLastOwn ? (
          <p class="delivery">
            {time} · {read ? "Seen" : "Sent"}
          </p>
        ) : (
          last && <p class="delivery">{time}</p>
        )}
      </li>
    );
  }
  const bot = message.user_id === null;
  const name = bot ? look.botName : authorName(message.user, look.title);
  return (
    <TeamBubble
      name={name}
      photo={message.user?.profile_photo_url}
      bot={bot}
      first={first}
      last={last}
      below={last && <p class="delivery">{time}</p>}
    >
      <Words message={message} own={false} />
    </TeamBubble>
  );
}

/** The visitor's words stand as typed; the team may format. */
function Words({ message, own }: { message: Message; own: boolean }): VNode {
  const files = message.attachments.map((file) => (
    <a key={file.id} class="file" href={file.file_url} target="_blank" rel="noopener noreferrer">
      <Icon name="file" />
      <span>{file.filename}</span>
    </a>
  ));
  const text = message.body === "" ? null : own ? <Plain text={message.body} /> : <Markdown text={message.body} />;
  if (!own) {
    return (
      <>
        {text}
        {files}
      </>
    );
  }
  return (
    <div class="bubble bubble-own" dir="auto">
      {text}
      {files}
    </div>
  );
}

interface OutgoingProps {
  row: Extract<Row, { kind: "outgoing" }>;
  actions: Actions;
  trouble: boolean;
}

export function OutgoingBubble({ row, actions, trouble }: OutgoingProps): VNode {
  const { outgoing, first, last } = row;
  const refused = outgoing.state === "refused";
  return (
    <li class={`row row-own${first ? " row-first" : ""}`}>
      <p class="visually-hidden">You</p>
      <div class={`bubble bubble-own ${refused ? "bubble-refused" : "bubble-waiting"}`} dir="auto">
        <Plain text={outgoing.body} />
      </div>
      {refused ? (
        <p class="delivery delivery-refused">
          <Icon name="alert" />
          {refusalText(outgoing.problem)}
          <button type="button" onClick={() => actions.retry(outgoing.client_id)}>
            Try again
          </button>
          <button type="button" onClick={() => actions.discard(outgoing.client_id)}>
            Delete
          </button>
        </p>
      ) : (
        last && <p class="delivery">{trouble ? "Waiting" : "Sending"}</p>
      )}
    </li>
  );
}

export function TypingMark({ name }: { name: string }): VNode {
  return (
    <li class="row row-team row-first typing">
      <div class="row-face">
        <Avatar name={name} photo={null} />
      </div>
      <div class="row-body">
        <p class="author">
          <bdi>{name}</bdi> is typing
        </p>
        <div class="bubble bubble-team dots" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      </div>
    </li>
  );
}

function Time({ at }: { at: Date }): VNode {
  return <time dateTime={at.toISOString()}>{clock(at)}</time>;
}
