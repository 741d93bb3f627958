import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useWorkspace } from "../app/WorkspaceContext";
import { ProblemError } from "../http/problem";
import { useInboxes } from "../inboxes/useInboxes";
import { fullTime, parseTime, shortAge } from "../time/time";
import { useNow } from "../time/useNow";
import { Avatar } from "../ui/Avatar";
import { IconButton } from "../ui/Button";
import { useStore } from "../ui/store";
import { relatedConversations } from "./api";
import styles from "./DetailsPane.module.css";
import { activityAt } from "./list";
import { previewOf } from "./preview";
import { ShareLink } from "./ShareLink";
import type { Conversation, Customer } from "./types";

interface Props {
  conversation: Conversation;
  onClose: () => void;
}

/** Who the customer of a conversation is, and what else is known of it. */
export function DetailsPane({ conversation, onClose }: Props) {
  const { online } = useWorkspace();
  const isOnline = useStore(online, (keys) => keys.has(`customer:${conversation.customer_id}`));
  const { inboxes } = useInboxes();
  const { id, customer } = conversation;
  const name = customer?.title ?? "Anonymous User";
  return (
    <aside className={styles.pane} data-part="details" aria-label="Details">
      <header className={styles.header}>
        <h2>Details</h2>
        <IconButton label="Hide details" onPress={onClose}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </header>
      <div className={styles.card}>
        <div className={styles.customer}>
          <Avatar
            name={name}
            seed={conversation.customer_id}
            photoUrl={customer?.profile_photo_url}
            size={56}
            isOnline={isOnline}
          />
          <h3 dir="auto">{name}</h3>
          <LastSeen customer={customer} isOnline={isOnline} />
        </div>
        {customer === null ? null : <CustomerFacts customer={customer} />}
      </div>
      <Section title="Conversation">
        <dl className={styles.facts}>
          <Fact name="Started">{fullTime(parseTime(conversation.created_at))}</Fact>
          <Fact name="Channel">{conversation.source}</Fact>
          <Fact name="Inbox">{inboxes.find((inbox) => inbox.id === conversation.inbox_id)?.name}</Fact>
          <Fact name="Subject">{conversation.subject}</Fact>
        </dl>
        <ShareLink conversationId={id} />
      </Section>
      <Related id={id} />
    </aside>
  );
}

function LastSeen({ customer, isOnline }: { customer: Customer | null; isOnline: boolean }) {
  const { socket } = useWorkspace();
  const connection = useStore(socket.connection, (state) => state);
  const now = useNow();
  if (isOnline) return <p className={styles.online}>Online now</p>;
  // Somebody who was there a moment ago may still be, and "last seen" would deny it.
  if (connection !== "live") return connection === "offline" ? <p>Presence unknown while offline</p> : null;
  if (customer?.last_seen_at === null || customer === null) return null;
  const at = parseTime(customer.last_seen_at);
  const age = shortAge(at, now);
  return <p title={fullTime(at)}>Last seen {age === "now" ? "just now" : /\d[mhd]$/.test(age) ? `${age} ago` : age}</p>;
}

function CustomerFacts({ customer }: { customer: Customer }) {
  const device = [customer.browser, customer.os].filter((part) => part !== null && part !== "").join(" on ");
  const metadata = Object.entries(customer.metadata).filter(([, value]) => value !== null && value !== "");
  return (
    <dl className={styles.facts}>
      <Fact name="E-mail">
        {customer.email === null ? null : (
          <a href={`mailto:${encodeURIComponent(customer.email).replace("%40", "@")}`}>{customer.email}</a>
        )}
      </Fact>
      <Fact name="Phone">{customer.phone}</Fact>
      <Fact name="External id">{customer.external_id}</Fact>
      <Fact name="Page">{customer.current_url === null ? null : <PageLink url={customer.current_url} />}</Fact>
      <Fact name="Device">{device}</Fact>
      <Fact name="Time zone">{customer.time_zone}</Fact>
      <Fact name="IP">{customer.ip}</Fact>
      <Fact name="First seen">{customer.first_seen}</Fact>
      {metadata.map(([key, value]) => (
        <Fact key={key} name={key}>
          {typeof value === "object" ? JSON.stringify(value) : String(value)}
        </Fact>
      ))}
    </dl>
  );
}

/** The address a visitor's page claims to have: a link only when it is a web address. */
function PageLink({ url }: { url: string }) {
  if (!/^https?:\/\//i.test(url)) return <span>{url}</span>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      {url.replace(/^https?:\/\//i, "")}
    </a>
  );
}

function Related({ id }: { id: string }) {
  const workspace = useWorkspace();
  const now = useNow();
  const related = useQuery({ queryKey: ["related", id], queryFn: () => relatedConversations(id) });
  const isUnsupported = related.error instanceof ProblemError && related.error.status === 404;
  if (related.data?.length === 0 || isUnsupported) return null;
  return (
    <Section title="Latest conversations">
      {related.isError ? <p className={styles.quiet}>Could not be loaded.</p> : null}
      <ul className={styles.related}>
        {related.data?.map((conversation) => (
          <li key={conversation.id}>
            <Link to={`/conversations/all/${conversation.id}`} onClick={() => workspace.choose(conversation.id)}>
              <span className={styles.relatedText} dir="auto">
                {previewOf(conversation, workspace.me.id)}
              </span>
              <time>{shortAge(activityAt(conversation), now)}</time>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.card}>
      <h3 className={styles.sectionTitle}>{title}</h3>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
