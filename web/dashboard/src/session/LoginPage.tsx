import { useState, useSyncExternalStore } from "react";
import { Link, Navigate, useSearchParams } from "react-router";
import { Button } from "../ui/Button";
import { TextField } from "../ui/fields";
import { ErrorNote } from "../ui/states";
import { AuthLayout } from "./AuthLayout";
import styles from "./AuthLayout.module.css";
import { logIn } from "./api";
import { safeRedirect } from "./redirect";
import { session } from "./session";
import { useSubmit } from "./useSubmit";

export function LoginPage() {
  const [search] = useSearchParams();
  const isOpen = useSyncExternalStore(session.subscribe, session.isOpen);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { submit, isRunning, problem } = useSubmit(() => logIn(email.trim(), password));

  if (isOpen) return <Navigate to={safeRedirect(search.get("redirect"), "/conversations/all")} replace />;
  return (
    <AuthLayout
      title="Log in"
      intro="Welcome back. Your customers are waiting."
      footer={
        <>
          New here? <Link to="/register">Create an account</Link>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          isRequired
          autoFocus
          value={email}
          onChange={setEmail}
        />
        <TextField
          label="Password"
          type="password"
          name="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <ErrorNote problem={problem} />
        <Button type="submit" variant="primary" block isPending={isRunning}>
          {isRunning ? "Logging in…" : "Log in"}
        </Button>
      </form>
    </AuthLayout>
  );
}
