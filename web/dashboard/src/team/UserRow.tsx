import { Ellipsis } from "lucide-react";
import { useWorkspace } from "../app/WorkspaceContext";
import type { User } from "../conversations/types";
import { fullTime, parseTime, shortDate } from "../time/time";
import { useNow } from "../time/useNow";
import { Avatar } from "../ui/Avatar";
import { IconButton } from "../ui/Button";
import { Menu, MenuItem } from "../ui/Menu";
import { useStore } from "../ui/store";
import type { UserChange } from "./api";
import styles from "./TeamPage.module.css";
import { nameOf } from "./useTeam";

export function UserRow({ user, onAsk }: { user: User; onAsk: (change: UserChange) => void }) {
  const { me, online } = useWorkspace();
  const now = useNow();
  const isOnline = useStore(online, (keys) => keys.has(`user:${user.id}`));
  const isDisabled = user.disabled_at !== null;
  const isMe = user.id === me.id;
  const since = parseTime(user.created_at);
  return (
    <li className={`${styles.member} ${isDisabled ? styles.disabled : ""}`}>
      <Avatar
        name={nameOf(user)}
        seed={`user:${user.id}`}
        photoUrl={user.profile_photo_url}
        size={36}
        isOnline={isOnline && !isDisabled}
      />
      <div className={styles.names}>
        <strong>
          <bdi>{nameOf(user)}</bdi>
          {isMe ? <span className={styles.you}>(you)</span> : null}
        </strong>
        {nameOf(user) === user.email ? null : <span>{user.email}</span>}
      </div>
      <time className={styles.since} title={fullTime(since)}>
        since {shortDate(since, now)}
      </time>
      <span className={styles.role}>{isDisabled ? "Disabled" : user.role === "admin" ? "Admin" : "Agent"}</span>
      {me.role === "admin" && !isMe ? (
        <Menu
          label={`Change ${nameOf(user)}`}
          placement="bottom end"
          trigger={
            <IconButton label={`Change ${nameOf(user)}`}>
              <Ellipsis size={18} aria-hidden="true" />
            </IconButton>
          }
        >
          {isDisabled ? (
            <MenuItem label="Enable" onAction={() => onAsk("enable")} />
          ) : (
            <>
              {user.role === "admin" ? (
                <MenuItem label="Remove admin" onAction={() => onAsk("user")} />
              ) : (
                <MenuItem label="Make admin" onAction={() => onAsk("admin")} />
              )}
              <MenuItem label="Disable" isDangerous onAction={() => onAsk("disable")} />
            </>
          )}
        </Menu>
      ) : (
        <span className={styles.noMenu} />
      )}
    </li>
  );
}
