import { alertPreferences, setAlertPreference } from "../alerts/preferences";
import { playAlert } from "../alerts/sound";
import { Switch } from "../ui/fields";
import styles from "../ui/page.module.css";
import { useStore } from "../ui/store";
import { showToast } from "../ui/toasts";

/** Asked for, not assumed: the browser's own permission is requested when the switch is turned on. */
export function BrowserAlerts() {
  const { sound, notifications } = useStore(alertPreferences, (state) => state);
  const allow = async (isOn: boolean) => {
    if (isOn && (await Notification.requestPermission()) !== "granted") {
      showToast({
        title: "Your browser does not allow notifications",
        detail: "Allow them for this site and try again.",
      });
      return;
    }
    setAlertPreference("notifications", isOn);
  };
  return (
    <section className={styles.section}>
      <div>
        <h2>Alerts in this browser</h2>
        <p className={styles.sectionText}>While this tab is open in the background.</p>
      </div>
      {"Notification" in window ? (
        <Switch
          isSelected={notifications}
          onChange={(isOn) => void allow(isOn)}
          description="A message of the system, with the visitor's words"
        >
          Notifications
        </Switch>
      ) : null}
      <Switch
        isSelected={sound}
        onChange={(isOn) => {
          setAlertPreference("sound", isOn);
          if (isOn) playAlert(Date.now());
        }}
        description="Two soft notes, at most every ten seconds"
      >
        Sound
      </Switch>
    </section>
  );
}
