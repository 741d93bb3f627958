import { Copy } from "lucide-react";
import { useState } from "react";
import { asProblem, type ProblemError } from "../http/problem";
import { Button, IconButton } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import { ConfirmDialog } from "../ui/Dialog";
import styles from "../ui/page.module.css";
import { ErrorNote } from "../ui/states";
import { newSecret, type VisitorIdentity } from "./api";

interface SecretProps {
  identity: VisitorIdentity;
  /** The secret that was just made; nobody is shown it a second time. */
  secret: string | null;
  onMade: (made: VisitorIdentity) => void;
}

export function SecretSection({ identity, secret, onMade }: SecretProps) {
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
          Your server signs with it. Keep it there: whoever has it can be any of your users, so it belongs neither into
          a page nor into an app.
        </p>
      </div>
      {secret === null ? (
        <p className={styles.sectionText}>
          {end === null ? "There is none yet." : `The present one ends with ${end}. It cannot be shown again.`}
        </p>
      ) : (
        <div>
          <div className={styles.copyRow}>
            <code>{secret}</code>
            <IconButton label="Copy the secret" onPress={() => void copyText(secret, "Secret copied")}>
              <Copy size={17} aria-hidden="true" />
            </IconButton>
          </div>
          <p className={styles.sectionText}>Copy it now. It is not shown again.</p>
        </div>
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
