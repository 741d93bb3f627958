import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import logo from "../app/favicon.svg";
import { sharedConversation } from "../conversations/api";
import { asProblem } from "../http/problem";
import { fullTime, parseTime } from "../time/time";
import { SafeMarkdown } from "../ui/SafeMarkdown";
import { ErrorState, FormSkeleton } from "../ui/states";
import styles from "./SharePage.module.css";

/** A conversation that somebody was given a link to: read-only, without session. */
export function SharePage() {
  const [search] = useSearchParams();
  const id = search.get("cid") ?? "";
  const token = search.get("token") ?? "";
  const shared = useQuery({
    queryKey: ["shared", id, token],
    queryFn: () => sharedConversation(id, token),
    retry: false,
  });
  const customer = shared.data?.conversation?.customer;
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <img src={logo} alt="Netia" width={24} height={24} />
        <h1>{shared.data?.conversation?.subject ?? `Conversation with ${customer?.title ?? "a visitor"}`}</h1>
      </header>
      {shared.isError ? (
        <ErrorState what="This link does not work any more" problem={asProblem(shared.error)} />
      ) : shared.data === undefined ? (
        <FormSkeleton rows={5} />
      ) : (
        <ol className={styles.messages}>
          {shared.data.messages.map((message) => (
            <li key={message.id} className={message.customer_id === null ? styles.team : ""}>
              <p className={styles.byline}>
                <strong dir="auto">
                  {message.customer_id === null
                    ? (message.user?.display_name ?? "Team")
                    : (customer?.title ?? "Visitor")}
                </strong>{" "}
                <time>{fullTime(parseTime(message.created_at))}</time>
              </p>
              <SafeMarkdown body={message.body} />
            </li>
          ))}
        </ol>
      )}
    </main>
  );
}
