import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { asProblem } from "../http/problem";
import { Button } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import pageStyles from "../ui/page.module.css";
import { ErrorState, FormSkeleton } from "../ui/states";
import type { WidgetSettings } from "./api";
import { type EmbedTarget, embedCode } from "./embed";
import { Preview } from "./Preview";
import { type Onboarding, useOnboarding } from "./useOnboarding";
import { useWidgetSettings } from "./useWidgetSettings";
import styles from "./widget-settings.module.css";

export function GettingStartedPage() {
  const { settings, target, problem, retry } = useWidgetSettings();
  const onboarding = useOnboarding();
  return (
    <div className={styles.surface}>
      <div className={`${pageStyles.page} ${pageStyles.wide}`}>
        <header>
          <h1 className={pageStyles.title}>Getting started</h1>
          <p className={pageStyles.intro}>Four steps, and visitors can talk with you.</p>
        </header>
        {problem !== null ? (
          <ErrorState what="The embed code could not be made" problem={asProblem(problem)} onRetry={retry} />
        ) : settings.data === undefined ? (
          <div className={styles.loading}>
            <FormSkeleton rows={5} />
          </div>
        ) : (
          <Steps target={target} settings={settings.data} done={onboarding} />
        )}
      </div>
    </div>
  );
}

function Steps({ target, settings, done }: { target: EmbedTarget; settings: WidgetSettings; done: Onboarding }) {
  const code = embedCode(target, settings.color);
  return (
    <div className={styles.columns}>
      <ol className={styles.steps}>
        <Step number={1} title="Put the chat on your site" isDone={done.has_configured_inbox}>
          <p>
            Paste this before <code>&lt;/body&gt;</code> on every page that should have it.
          </p>
          <div className={styles.code}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling block has to be reachable by keyboard. */}
            <pre tabIndex={0}>
              <code>{code}</code>
            </pre>
            <Button size="small" onPress={() => void copyText(code, "Embed code copied")}>
              <Copy size={15} aria-hidden="true" />
              Copy
            </Button>
          </div>
        </Step>
        <Step number={2} title="Try it" isDone={done.has_configured_inbox}>
          <p>
            Write something into the preview, then answer it in the <Link to="/conversations/all">inbox</Link>.
          </p>
        </Step>
        <Step number={3} title="Make it yours" isDone={done.has_configured_profile}>
          <p>
            Choose colour and greeting in the <Link to="/settings/chat-widget">widget settings</Link>, and a name and
            photo in <Link to="/settings/profile">your profile</Link>.
          </p>
        </Step>
        <Step number={4} title="Bring your team" isDone={done.has_invited_teammates}>
          <p>
            Invite teammates under <Link to="/settings/team">My team</Link>. They see the same inbox, live.
          </p>
        </Step>
      </ol>
      <Preview target={target} settings={settings} />
    </div>
  );
}

function Step({
  number,
  title,
  isDone,
  children,
}: {
  number: number;
  title: string;
  isDone: boolean;
  children: ReactNode;
}) {
  return (
    <li className={styles.step}>
      <span className={`${styles.number} ${isDone ? styles.done : ""}`}>
        {isDone ? <Check size={15} role="img" aria-label="Done" /> : number}
      </span>
      <div className={styles.stepBody}>
        <h2>{title}</h2>
        {children}
      </div>
    </li>
  );
}
