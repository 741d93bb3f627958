import { Copy } from "lucide-react";
import { useState } from "react";
import { asProblem, type ProblemError } from "../http/problem";
import { Button, IconButton } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import { ConfirmDialog } from "../ui/Dialog";
import styles from "../ui/page.module.css";
import { ErrorNote } from "../ui/states";
import { newSecret, type VisitorIdentity } from "./api";

export type Secrets = Record<"secret" | "token_secret", string>;

interface SecretProps {
  identity: VisitorIdentity;
  /** The secrets that were just made; nobody is shown them a second time. */
  secrets: Secrets | null;
  onMade: (made: VisitorIdentity) => void;
}

function SecretRow({ label, of, text }: { label: string; of: string; text: string }) {
  return (
    <div>
      <p className={styles.sectionText}>
        {label}, which signs <code>{of}</code>
      </p>
      <div className={styles.copyRow}>
        <code>{text}</code>
        <IconButton label={`Copy the ${label.toLowerCase()}`} onPress={() => void copyText(text, `${label} copied`)}>
          <Copy size={17} aria-hidden="true" />
        </IconButton>
      </div>
    </div>
  );
}

export function SecretSection({ identity, secrets, onMade }: SecretProps) {
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const make = () => {
    setAsking(false);
    newSecret().then(
      (made) => {
        setProblem(null);
        onMade(made);
      },
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  };
  const { secret_end: end, previous_valid_until: until } = identity;
  return (
    <section className={styles.section}>
      <div>
        <h2>Secret</h2>
        <p className={styles.sectionText}>
          Your server signs with it. Keep it there, and out of pages and apps: whoever has it can be any of your users.
        </p>
      </div>
      {secrets === null ? (
        <p className={styles.sectionText}>
          {end === null ? "There is none yet." : `The present one ends with ${end}. It cannot be shown again.`}
        </p>
      ) : (
        <>
          <SecretRow label="Secret" of="user_hash" text={secrets.secret} />
          <SecretRow label="Secret for tokens" of="user_token" text={secrets.token_secret} />
          <p className={styles.sectionText}>Copy them now. They are not shown again.</p>
        </>
      )}
      {until === null ? null : (
        <p className={styles.sectionText}>
          The one before is still good until {new Date(until).toLocaleString()}. Making another one ends it at once.
        </p>
      )}
      <div>
        <Button onPress={() => (end === null ? make() : setAsking(true))}>
          {end === null ? "Make a secret" : "Replace the secret"}
        </Button>
      </div>
      <ErrorNote problem={problem} />
      <ConfirmDialog
        title="Replace the secret?"
        body="Put the new one on your server within 24 hours. Until then both are good; what was signed with the present one is refused afterwards."
        action="Replace"
        isOpen={isAsking}
        onCancel={() => setAsking(false)}
        onConfirm={make}
      />
    </section>
  );
}
