import { useEffect, useState } from "react";
import { Outlet, useOutletContext } from "react-router";
import { Alerts } from "../alerts/Alerts";
import { Workspace } from "../conversations/workspace";
import type { SignedIn } from "../session/api";
import { ConnectionLine } from "./ConnectionLine";
import { Rail } from "./Rail";
import styles from "./Shell.module.css";
import { ShortcutsDialog } from "./ShortcutsDialog";
import { WorkspaceContext } from "./WorkspaceContext";

/** The frame around every signed-in page; it owns the live connection. */
export function Shell() {
  const { me, sessionId } = useOutletContext<SignedIn>();
  const [workspace, setWorkspace] = useState<Workspace | null>(null);
  useEffect(() => {
    const opened = new Workspace({ me, sessionId });
    opened.open();
    setWorkspace(opened);
    return () => opened.close();
  }, [me, sessionId]);

  if (workspace === null) return null;
  return (
    <WorkspaceContext value={workspace}>
      <div className={styles.shell}>
        <a className={styles.skip} href="#main">
          Skip to content
        </a>
        <Rail />
        <div className={styles.content}>
          <ConnectionLine />
          <main id="main" className={styles.main}>
            <Outlet />
          </main>
        </div>
      </div>
      <Alerts />
      <ShortcutsDialog />
    </WorkspaceContext>
  );
}
