import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "../app/WorkspaceContext";
import { asProblem } from "../http/problem";
import { SaveStatus, useAutosave } from "../ui/autosave";
import { Switch } from "../ui/fields";
import styles from "../ui/page.module.css";
import { ErrorState, FormSkeleton } from "../ui/states";
import { type Rules, updateRules, useVisitorIdentity, type VisitorIdentity } from "./api";
import { CodeSamples } from "./CodeSamples";
import { SecretSection, type Secrets } from "./SecretSection";

/** What visitors have to show before they are believed. */
export function VisitorIdentityPage() {
  const isAdmin = useWorkspace().me.role === "admin";
  const identity = useVisitorIdentity(isAdmin);
  return (
    <div className={styles.page}>
      {!isAdmin ? (
        <Head>Only admins can see and change what visitors have to show.</Head>
      ) : identity.isError ? (
        <ErrorState
          what="The settings could not be loaded"
          problem={asProblem(identity.error)}
          onRetry={() => void identity.refetch()}
        />
      ) : identity.data === undefined ? (
        <FormSkeleton />
      ) : (
        <Settings identity={identity.data} />
      )}
    </div>
  );
}

function Head({ children }: { children: string }) {
  return (
    <div>
      <h1 className={styles.title}>Visitor identity</h1>
      <p className={styles.intro}>{children}</p>
    </div>
  );
}

function Settings({ identity }: { identity: VisitorIdentity }) {
  const queries = useQueryClient();
  const keep = (changed: VisitorIdentity) =>
    queries.setQueryData(["visitor-identity"], { ...changed, secret: null, token_secret: null });
  const [secrets, setSecrets] = useState<Secrets | null>(null);
  const { require_token, verify_identity, secret_end } = identity;
  const form = useAutosave<Rules>({ require_token, verify_identity }, async (rules) => keep(await updateRules(rules)));
  const { values, change, state, problem } = form;
  return (
    <>
      <header className={styles.head}>
        <Head>Make sure that visitors who are signed in to your site are who the chat takes them for.</Head>
        <SaveStatus state={state} problem={problem} onRetry={() => void form.flush()} />
      </header>
      <section className={styles.section}>
        <Switch
          isSelected={values.require_token}
          onChange={(on) => change({ require_token: on }, true)}
          description="A visitor's id alone then opens nothing. The browser also has to show the token that it got with the id. Our widget does so by itself; visitors of older widgets begin a new conversation."
        >
          Ask for the visitor's token
        </Switch>
        <Switch
          isSelected={values.verify_identity}
          isDisabled={secret_end === null && !values.verify_identity}
          onChange={(on) => change({ verify_identity: on }, true)}
          description={
            secret_end === null
              ? "Make a secret first."
              : "An external id then counts for nothing unless your server has signed it. Put the code below in place before you switch this on."
          }
        >
          Believe signed identities only
        </Switch>
      </section>
      <SecretSection
        identity={identity}
        secrets={secrets}
        onMade={(made) => {
          const { secret, token_secret } = made;
          setSecrets(secret === null || token_secret === null ? null : { secret, token_secret });
          keep(made);
        }}
      />
      <CodeSamples />
    </>
  );
}
