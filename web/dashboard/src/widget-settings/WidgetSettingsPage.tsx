import { useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "../app/WorkspaceContext";
import { asProblem } from "../http/problem";
import { SaveStatus, useAutosave } from "../ui/autosave";
import pageStyles from "../ui/page.module.css";
import { ErrorState, FormSkeleton } from "../ui/states";
import { updateWidgetSettings, type WidgetSettings } from "./api";
import type { EmbedTarget } from "./embed";
import { Preview } from "./Preview";
import { useWidgetSettings } from "./useWidgetSettings";
import { WidgetFields } from "./WidgetFields";
import styles from "./widget-settings.module.css";

export function WidgetSettingsPage() {
  const { settings, target, problem, retry } = useWidgetSettings();
  return (
    <div className={`${pageStyles.page} ${pageStyles.wide}`}>
      {problem !== null ? (
        <ErrorState what="The widget settings could not be loaded" problem={asProblem(problem)} onRetry={retry} />
      ) : settings.data === undefined ? (
        <FormSkeleton rows={6} />
      ) : (
        <WidgetForm settings={settings.data} target={target} />
      )}
    </div>
  );
}

function WidgetForm({ settings, target }: { settings: WidgetSettings; target: EmbedTarget }) {
  const isReadOnly = useWorkspace().me.role !== "admin";
  const queries = useQueryClient();
  const form = useAutosave<WidgetSettings>(settings, async (changed) => {
    queries.setQueryData(["widget-settings", target.inboxId], await updateWidgetSettings(target.inboxId, changed));
  });
  return (
    <>
      <header className={pageStyles.head}>
        <div>
          <h1 className={pageStyles.title}>Chat widget</h1>
          <p className={pageStyles.intro}>
            {isReadOnly
              ? "Only admins can change these."
              : "How it looks and what it says. Pages that embed it follow without a change."}
          </p>
        </div>
        {isReadOnly ? null : <SaveStatus state={form.state} problem={form.problem} onRetry={() => void form.flush()} />}
      </header>
      <div className={styles.columns}>
        <WidgetFields
          isReadOnly={isReadOnly}
          values={form.values}
          errors={form.problem?.fields ?? {}}
          onChange={form.change}
          onBlur={() => void form.flush()}
        />
        <Preview target={target} settings={form.values} />
      </div>
    </>
  );
}
