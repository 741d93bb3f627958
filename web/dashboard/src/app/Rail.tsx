import { Inbox, Keyboard, LogOut, Monitor, Moon, Rocket, Settings, Sun, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton, Focusable, Tooltip, TooltipTrigger } from "react-aria-components";
import { NavLink, useLocation, useNavigate } from "react-router";
import { asProblem } from "../http/problem";
import { session } from "../session/session";
import { nameOf, useTeam } from "../team/useTeam";
import { Avatar } from "../ui/Avatar";
import buttonStyles from "../ui/Button.module.css";
import { Menu, MenuItem, MenuSeparator } from "../ui/Menu";
import { useStore } from "../ui/store";
import { showToast } from "../ui/toasts";
import logo from "./favicon.svg";
import styles from "./Shell.module.css";
import { openShortcuts } from "./ShortcutsDialog";
import { chooseTheme, type Theme, theme } from "./theme";
import { useWorkspace } from "./WorkspaceContext";

const mostFacesShown = 4;

export function Rail() {
  const { inbox, me, online } = useWorkspace();
  const unread = useStore(inbox.counts, (counts) => counts.byBucket["all"] ?? 0);
  const present = useStore(online, (keys) => keys);
  const { users } = useTeam();
  const teammates = users.filter((user) => user.id !== me.id && present.has(`user:${user.id}`));
  const { pathname } = useLocation();
  const isInbox = pathname.startsWith("/conversations") || pathname.startsWith("/inboxes");

  return (
    <nav className={styles.rail} aria-label="Main">
      <img className={styles.logo} src={logo} alt="Netia" width={32} height={32} />
      <RailLink to="/conversations/all" label={unread > 0 ? `Inbox, ${unread} unread` : "Inbox"} isCurrent={isInbox}>
        <Inbox size={20} aria-hidden="true" />
        {unread > 0 ? (
          <span className={styles.badge} aria-hidden="true">
            {unread > 99 ? "99+" : unread}
          </span>
        ) : null}
      </RailLink>
      <RailLink to="/getting-started" label="Getting started" isCurrent={pathname.startsWith("/getting-started")}>
        <Rocket size={20} aria-hidden="true" />
      </RailLink>
      <RailLink to="/settings/account" label="Settings" isCurrent={pathname.startsWith("/settings")}>
        <Settings size={20} aria-hidden="true" />
      </RailLink>
      <span className={styles.spacer} />
      {teammates.length === 0 ? null : (
        <ul className={styles.team} aria-label="Teammates online">
          {teammates.slice(0, mostFacesShown).map((user) => (
            <li key={user.id} title={`${nameOf(user)} is online`}>
              <Avatar
                name={nameOf(user)}
                seed={`user:${user.id}`}
                photoUrl={user.profile_photo_url}
                size={28}
                isOnline
              />
            </li>
          ))}
        </ul>
      )}
      <AccountMenu />
    </nav>
  );
}

function RailLink({
  to,
  label,
  isCurrent,
  children,
}: {
  to: string;
  label: string;
  isCurrent: boolean;
  children: ReactNode;
}) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      <Focusable>
        <NavLink to={to} className={styles.link} aria-label={label} aria-current={isCurrent ? "page" : undefined}>
          {children}
        </NavLink>
      </Focusable>
      <Tooltip className={buttonStyles.tooltip ?? ""} placement="right" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}

const themes: { id: Theme; name: string; icon: ReactNode }[] = [
  { id: "system", name: "System theme", icon: <Monitor size={16} aria-hidden="true" /> },
  { id: "light", name: "Light", icon: <Sun size={16} aria-hidden="true" /> },
  { id: "dark", name: "Dark", icon: <Moon size={16} aria-hidden="true" /> },
];

function AccountMenu() {
  const { me } = useWorkspace();
  const { userById } = useTeam();
  const navigate = useNavigate();
  const chosen = useStore(theme, (value) => value);
  const user = userById(me.id);
  const name = user === undefined ? me.email : nameOf(user);
  const logOut = () => {
    session.close().catch((thrown: unknown) => {
      showToast({ title: "You are logged out here", detail: `The server was not told: ${asProblem(thrown).message}` });
    });
    void navigate("/login");
  };

  return (
    <Menu
      label="Account"
      placement="right bottom"
      trigger={
        <AriaButton className={styles.account ?? ""} aria-label={`Account of ${name}`}>
          <Avatar name={name} seed={`user:${me.id}`} photoUrl={user?.profile_photo_url} size={32} />
        </AriaButton>
      }
    >
      <MenuItem
        label="My profile"
        icon={<UserRound size={16} aria-hidden="true" />}
        onAction={() => void navigate("/settings/profile")}
      />
      <MenuItem
        label="Keyboard shortcuts"
        icon={<Keyboard size={16} aria-hidden="true" />}
        hint="?"
        onAction={openShortcuts}
      />
      <MenuSeparator />
      {themes.map(({ id, name: themeName, icon }) => (
        <MenuItem key={id} label={themeName} icon={icon} isChosen={chosen === id} onAction={() => chooseTheme(id)} />
      ))}
      <MenuSeparator />
      <MenuItem label="Log out" icon={<LogOut size={16} aria-hidden="true" />} hint={me.email} onAction={logOut} />
    </Menu>
  );
}
