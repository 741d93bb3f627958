import { useQueryClient } from "@tanstack/react-query";
import { Building2, Copy } from "lucide-react";
import { useWorkspace } from "../app/WorkspaceContext";
import { asProblem } from "../http/problem";
import { SaveStatus, useAutosave } from "../ui/autosave";
import { IconButton } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import { TextField } from "../ui/fields";
import styles from "../ui/page.module.css";
import { ComboBox } from "../ui/Select";
import { ErrorState, FormSkeleton } from "../ui/states";
import { type Account, type AccountFields, updateAccount, useAccount } from "./api";
import { WorkingHoursEditor } from "./WorkingHoursEditor";

const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
const zoneOptions = zones.map((zone) => ({ id: zone, name: zone.replaceAll("_", " ") }));

export function AccountPage() {
  const account = useAccount();
  return (
    <div className={styles.page}>
      {account.isError ? (
        <ErrorState
          what="The account could not be loaded"
          problem={asProblem(account.error)}
          onRetry={() => void account.refetch()}
        />
      ) : account.data === undefined ? (
        <FormSkeleton />
      ) : (
        <AccountForm account={account.data} />
      )}
    </div>
  );
}

function AccountForm({ account }: { account: Account }) {
  const isReadOnly = useWorkspace().me.role !== "admin";
  const queries = useQueryClient();
  const { company_name, company_logo_url, time_zone, working_hours } = account;
  const form = useAutosave<AccountFields>(
    { company_name, company_logo_url, time_zone, working_hours },
    async (changed) => queries.setQueryData(["account"], await updateAccount(changed)),
  );
  const { values, change, state, problem } = form;
  const fields = problem?.fields ?? {};
  return (
    <>
      <header className={styles.head}>
        <div>
          <h1 className={styles.title}>Account</h1>
          <p className={styles.intro}>
            {isReadOnly ? "Only admins can change these." : "What your visitors see of your company."}
          </p>
        </div>
        {isReadOnly ? null : <SaveStatus state={state} problem={problem} onRetry={() => void form.flush()} />}
      </header>
      <section className={styles.section}>
        <TextField
          label="Company name"
          isReadOnly={isReadOnly}
          value={values.company_name}
          onChange={(name) => change({ company_name: name })}
          onBlur={() => void form.flush()}
          errors={fields["company_name"]}
        />
        <div className={styles.withPicture}>
          {values.company_logo_url ? (
            <img className={styles.logo} src={values.company_logo_url} alt="Logo" referrerPolicy="no-referrer" />
          ) : (
            <span className={styles.logo}>
              <Building2 size={22} aria-hidden="true" />
            </span>
          )}
          <TextField
            label="Address of the logo"
            type="url"
            placeholder="https://"
            isReadOnly={isReadOnly}
            value={values.company_logo_url ?? ""}
            onChange={(url) => change({ company_logo_url: url === "" ? null : url })}
            onBlur={() => void form.flush()}
            errors={fields["company_logo_url"]}
          />
        </div>
      </section>
      <section className={styles.section}>
        <div>
          <h2>Working hours</h2>
          <p className={styles.sectionText}>
            Outside these hours, and while nobody is online, visitors see your away message. Without any, you are never
            away.
          </p>
        </div>
        <ComboBox
          label="Time zone"
          options={zoneOptions}
          isDisabled={isReadOnly}
          value={values.time_zone ?? ""}
          onChange={(zone) => change({ time_zone: zone }, true)}
        />
        <WorkingHoursEditor
          hours={values.working_hours}
          isDisabled={isReadOnly}
          onChange={(hours) => change({ working_hours: hours }, true)}
        />
      </section>
      <section className={styles.section}>
        <div>
          <h2>Account id</h2>
          <p className={styles.sectionText}>The embed code and the API know your account by this id.</p>
        </div>
        <div className={styles.copyRow}>
          <code>{account.id}</code>
          <IconButton label="Copy the account id" onPress={() => void copyText(account.id, "Account id copied")}>
            <Copy size={17} aria-hidden="true" />
          </IconButton>
        </div>
      </section>
    </>
  );
}
