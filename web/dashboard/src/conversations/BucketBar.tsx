import { AtSign, CheckCheck, Ellipsis, Inbox as InboxIcon, Star } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { useWorkspace } from "../app/WorkspaceContext";
import { useInboxes } from "../inboxes/useInboxes";
import { IconButton } from "../ui/Button";
import { Menu, MenuItem, MenuSeparator } from "../ui/Menu";
import { useStore } from "../ui/store";
import { type Bucket, bucketNames, type ListFilter } from "./buckets";
import styles from "./ConversationList.module.css";

const tabs: { bucket: Bucket; name: string }[] = [
  { bucket: "all", name: "All" },
  { bucket: "me", name: "Mine" },
  { bucket: "unread", name: "Unread" },
  { bucket: "unassigned", name: "Unassigned" },
];
const others: { bucket: Bucket; icon: ReactNode }[] = [
  { bucket: "mentions", icon: <AtSign size={16} aria-hidden="true" /> },
  { bucket: "priority", icon: <Star size={16} aria-hidden="true" /> },
  { bucket: "closed", icon: <CheckCheck size={16} aria-hidden="true" /> },
];

/** The buckets with their unread counts: the four of every day as tabs, the rest and the inboxes in a menu. */
export function BucketBar({ filter }: { filter: ListFilter }) {
  const counts = useStore(useWorkspace().inbox.counts, (value) => value);
  const { inboxes } = useInboxes();
  const navigate = useNavigate();
  const isCurrent = (bucket: Bucket) => filter.inboxId === null && filter.bucket === bucket;
  const isOther = others.some(({ bucket }) => isCurrent(bucket)) || filter.inboxId !== null;
  const inboxName = inboxes.find((inbox) => inbox.id === filter.inboxId)?.name;

  return (
    <header className={styles.head}>
      <div className={styles.titleLine}>
        <h2 className={styles.title}>
          {filter.inboxId === null ? bucketNames[filter.bucket] : (inboxName ?? "Inbox")}
        </h2>
      </div>
      <nav className={styles.tabs} aria-label="Conversations">
        {tabs.map(({ bucket, name }) => (
          <Link
            key={bucket}
            className={styles.tab}
            to={`/conversations/${bucket}`}
            aria-current={isCurrent(bucket) ? "page" : undefined}
          >
            {name}
            {/* What is unread in all of them is what the rail and "Unread" already show. */}
            {bucket === "all" ? null : <Count value={counts.byBucket[bucket]} />}
          </Link>
        ))}
        <span className={styles.tabsSpacer} />
        <Menu
          label="More conversations"
          placement="bottom end"
          trigger={
            <IconButton label="More lists" active={isOther}>
              <Ellipsis size={18} aria-hidden="true" />
            </IconButton>
          }
        >
          {others.map(({ bucket, icon }) => (
            <MenuItem
              key={bucket}
              label={bucketNames[bucket]}
              icon={icon}
              hint={<Count value={counts.byBucket[bucket]} />}
              isChosen={isCurrent(bucket)}
              onAction={() => void navigate(`/conversations/${bucket}`)}
            />
          ))}
          {inboxes.length > 1 ? <MenuSeparator /> : null}
          {inboxes.length > 1
            ? inboxes.map((inbox) => (
                <MenuItem
                  key={inbox.id}
                  label={inbox.name}
                  icon={<InboxIcon size={16} aria-hidden="true" />}
                  hint={<Count value={counts.byInbox[inbox.id]} />}
                  isChosen={filter.inboxId === inbox.id}
                  onAction={() => void navigate(`/inboxes/${inbox.id}/conversations`)}
                />
              ))
            : null}
        </Menu>
      </nav>
    </header>
  );
}

function Count({ value }: { value: number | undefined }) {
  if (value === undefined || value === 0) return null;
  return (
    <span className={styles.count}>
      {value > 99 ? "99+" : value}
      <span className="visually-hidden"> unread</span>
    </span>
  );
}
