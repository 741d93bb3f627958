import { Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import page from "../ui/page.module.css";
import { pageSample, type Sample, samples } from "./samples";
import styles from "./visitor-identity.module.css";

export function CodeSamples() {
  const [shown, setShown] = useState<Sample>(samples[0] as Sample);
  return (
    <section className={page.section}>
      <div>
        <h2>On your server</h2>
        <p className={page.sectionText}>
          Sign the id that your own system has for the user who is signed in: HMAC-SHA256, in hexadecimal.
        </p>
      </div>
      <fieldset className={styles.languages} aria-label="Language">
        {samples.map((sample) => (
          <button key={sample.id} type="button" aria-pressed={sample.id === shown.id} onClick={() => setShown(sample)}>
            {sample.name}
          </button>
        ))}
      </fieldset>
      <Code code={shown.code} />
      <div>
        <h2>In your page</h2>
        <p className={page.sectionText}>
          Give the signature to the chat beside the id it was made of. Instead of <code>user_hash</code> you may pass{" "}
          <code>user_token</code>: a JSON Web Token, signed with HS256 and the secret for tokens, whose <code>sub</code>{" "}
          is the id and whose <code>exp</code> is soon, in whole seconds.
        </p>
      </div>
      <Code code={pageSample} />
    </section>
  );
}

function Code({ code }: { code: string }) {
  return (
    <div className={styles.code}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling block has to be reachable by keyboard. */}
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
      <Button size="small" onPress={() => void copyText(code, "Code copied")}>
        <Copy size={15} aria-hidden="true" />
        Copy
      </Button>
    </div>
  );
}
