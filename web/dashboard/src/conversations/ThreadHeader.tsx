import {
  Archive,
  ArchiveRestore,
  ArrowLeft,
  Check,
  Ellipsis,
  MailOpen,
  PanelRight,
  RotateCcw,
  Star,
  UserRound,
} from "lucide-react";
import { modifierName } from "../app/shortcuts";
import { useWorkspace } from "../app/WorkspaceContext";
import { nameOf, useTeam } from "../team/useTeam";
import { Avatar } from "../ui/Avatar";
import { Button, IconButton } from "../ui/Button";
import { Menu, MenuItem, MenuSeparator } from "../ui/Menu";
import { useStore } from "../ui/store";
import styles from "./ThreadPane.module.css";
import type { Conversation } from "./types";
import type { ConversationActions } from "./useConversationActions";

interface Props {
  conversation: Conversation;
  actions: ConversationActions;
  onBack: () => void;
  isDetailsOpen: boolean;
  onToggleDetails: () => void;
}

export function ThreadHeader({ conversation, actions, onBack, isDetailsOpen, onToggleDetails }: Props) {
  const { online } = useWorkspace();
  const isOnline = useStore(online, (keys) => keys.has(`customer:${conversation.customer_id}`));
  const { customer } = conversation;
  const name = customer?.title ?? "Anonymous User";
  const isPriority = conversation.priority === "priority";
  const priorityLabel = isPriority ? "Take priority away" : "Give priority";
  const detailsLabel = isDetailsOpen ? "Hide details" : "Show details";
  const isClosed = conversation.status === "closed";
  const isArchived = conversation.archived_at !== null;
  const facts = [
    isOnline ? "Online now" : null,
    customer?.email === name ? null : customer?.email,
    conversation.subject,
  ];
  return (
    <header className={styles.header}>
      <span className={styles.back}>
        <IconButton label="Back to the list" onPress={onBack}>
          <ArrowLeft size={20} aria-hidden="true" />
        </IconButton>
      </span>
      <Avatar
        name={name}
        seed={conversation.customer_id}
        photoUrl={customer?.profile_photo_url}
        size={32}
        isOnline={isOnline}
      />
      <div className={styles.who}>
        <h2 dir="auto">{name}</h2>
        <p>{facts.filter((fact) => fact !== null && fact !== undefined && fact !== "").join(" · ") || "Visitor"}</p>
      </div>
      <AssigneeMenu conversation={conversation} onAssign={actions.assign} />
      <span className={styles.wide}>
        <IconButton
          label={priorityLabel}
          shortcut={`${modifierName} ${isPriority ? "U" : "P"}`}
          onPress={() => actions.setPriority(!isPriority)}
        >
          <Star
            size={18}
            className={isPriority ? styles.starred : ""}
            fill={isPriority ? "currentColor" : "none"}
            aria-hidden="true"
          />
        </IconButton>
      </span>
      <Menu
        label="Conversation"
        placement="bottom end"
        trigger={
          <IconButton label="More actions">
            <Ellipsis size={18} aria-hidden="true" />
          </IconButton>
        }
      >
        <MenuItem label="Mark unread" icon={<MailOpen size={16} aria-hidden="true" />} onAction={actions.markUnread} />
        <MenuItem
          label={priorityLabel}
          icon={<Star size={16} aria-hidden="true" />}
          onAction={() => actions.setPriority(!isPriority)}
        />
        <MenuItem label={detailsLabel} icon={<PanelRight size={16} aria-hidden="true" />} onAction={onToggleDetails} />
        <MenuSeparator />
        {isArchived ? (
          <MenuItem label="Restore" icon={<ArchiveRestore size={16} aria-hidden="true" />} onAction={actions.restore} />
        ) : (
          <MenuItem
            label="Archive"
            icon={<Archive size={16} aria-hidden="true" />}
            isDangerous
            onAction={actions.archive}
          />
        )}
      </Menu>
      <span className={styles.wide}>
        <IconButton label={detailsLabel} active={isDetailsOpen} onPress={onToggleDetails}>
          <PanelRight size={18} aria-hidden="true" />
        </IconButton>
      </span>
      {isClosed ? (
        <Button size="small" onPress={actions.reopen}>
          <RotateCcw size={15} aria-hidden="true" />
          Reopen
        </Button>
      ) : (
        <Button size="small" onPress={actions.close}>
          <Check size={16} aria-hidden="true" />
          Close
        </Button>
      )}
    </header>
  );
}

function AssigneeMenu({
  conversation,
  onAssign,
}: {
  conversation: Conversation;
  onAssign: (userId: number | null) => void;
}) {
  const { me, online } = useWorkspace();
  const present = useStore(online, (keys) => keys);
  const { users, userById } = useTeam();
  const assignee = userById(conversation.assignee_id);
  const label = assignee === undefined ? "Assign" : assignee.id === me.id ? "You" : nameOf(assignee);
  return (
    <Menu
      label="Assign to"
      placement="bottom end"
      trigger={
        <Button size="small" variant="quiet" aria-label={assignee === undefined ? "Assign" : `Assigned to ${label}`}>
          {assignee === undefined ? (
            <UserRound size={16} aria-hidden="true" />
          ) : (
            <Avatar
              name={nameOf(assignee)}
              seed={`user:${assignee.id}`}
              photoUrl={assignee.profile_photo_url}
              size={20}
            />
          )}
          <span className={styles.assignee}>{label}</span>
        </Button>
      }
    >
      {users.map((user) => (
        <MenuItem
          key={user.id}
          label={user.id === me.id ? `${nameOf(user)} (you)` : nameOf(user)}
          icon={
            <Avatar
              name={nameOf(user)}
              seed={`user:${user.id}`}
              photoUrl={user.profile_photo_url}
              size={20}
              isOnline={present.has(`user:${user.id}`)}
            />
          }
          isChosen={user.id === conversation.assignee_id}
          onAction={() => onAssign(user.id)}
        />
      ))}
      <MenuSeparator />
      <MenuItem label="Nobody" isChosen={conversation.assignee_id === null} onAction={() => onAssign(null)} />
    </Menu>
  );
}
