import { useEffect, useState } from "react";
import type { WidgetSettings } from "./api";
import { chatAddress, type EmbedTarget } from "./embed";
import styles from "./widget-settings.module.css";

const redrawAfterMs = 500;

/** The real chat page with the settings of the form: what is written into it arrives in the inbox. */
export function Preview({ target, settings }: { target: EmbedTarget; settings: Partial<WidgetSettings> }) {
  const wanted = chatAddress(target, settings);
  const [shown, setShown] = useState(wanted);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(wanted), redrawAfterMs);
    return () => window.clearTimeout(timer);
  }, [wanted]);
  return <iframe className={styles.preview} title="Preview of the chat widget" src={shown} />;
}
