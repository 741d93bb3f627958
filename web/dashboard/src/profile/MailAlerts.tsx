import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { asProblem } from "../http/problem";
import { Switch } from "../ui/fields";
import styles from "../ui/page.module.css";
import { ErrorNote, FormSkeleton } from "../ui/states";
import { type AlertSettings, fetchAlertSettings, updateAlertSettings } from "./api";

const key = ["alert-settings"];

/** Saved at once; a refused change flips back. */
export function MailAlerts() {
  const queries = useQueryClient();
  const settings = useQuery({ queryKey: key, queryFn: fetchAlertSettings });
  const saving = useMutation({
    mutationFn: updateAlertSettings,
    onMutate: (changed: Partial<AlertSettings>) => {
      const before = queries.getQueryData<AlertSettings>(key);
      if (before !== undefined) queries.setQueryData(key, { ...before, ...changed });
      return before;
    },
    onError: (_problem, _changed, before) => queries.setQueryData(key, before),
    onSuccess: (saved) => queries.setQueryData(key, saved),
  });
  const problem = settings.error ?? saving.error;
  return (
    <section className={styles.section}>
      <div>
        <h2>E-mail alerts</h2>
        <p className={styles.sectionText}>For what arrives while you are not looking.</p>
      </div>
      {settings.data === undefined ? (
        settings.isError ? null : (
          <FormSkeleton rows={2} />
        )
      ) : (
        <>
          <Switch
            isSelected={settings.data.email_alert_on_new_conversation}
            onChange={(isOn) => saving.mutate({ email_alert_on_new_conversation: isOn })}
            description="One mail when a visitor starts a conversation"
          >
            New conversations
          </Switch>
          <Switch
            isSelected={settings.data.email_alert_on_new_message}
            onChange={(isOn) => saving.mutate({ email_alert_on_new_message: isOn })}
            description="A mail for each message of a visitor"
          >
            Every new message
          </Switch>
        </>
      )}
      <ErrorNote problem={problem === null ? null : asProblem(problem)} />
    </section>
  );
}
