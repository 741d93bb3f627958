import { Building2, MessageCircle, ShieldCheck, UserRound, Users } from "lucide-react";
import { useEffect, useRef } from "react";
import { NavLink, Outlet, useLocation } from "react-router";
import styles from "../ui/page.module.css";

const pages = [
  { to: "/settings/account", name: "Account", Icon: Building2 },
  { to: "/settings/team", name: "My team", Icon: Users },
  { to: "/settings/profile", name: "My profile", Icon: UserRound },
  { to: "/settings/chat-widget", name: "Chat widget", Icon: MessageCircle },
  { to: "/settings/visitor-identity", name: "Visitor identity", Icon: ShieldCheck },
];

export function SettingsLayout() {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();

  // On phones the pages stand in one row that is wider than the screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path decides which link is the current one
  useEffect(() => {
    nav.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);

  return (
    <div className={styles.layout}>
      <nav ref={nav} className={styles.side} aria-label="Settings">
        <h1>Settings</h1>
        <ul>
          {pages.map(({ to, name, Icon }) => (
            <li key={to}>
              <NavLink to={to}>
                <Icon size={16} aria-hidden="true" />
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.body}>
        <Outlet />
      </div>
    </div>
  );
}
