import { useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { ProblemError } from "../http/problem";
import { Button } from "../ui/Button";
import { TextField } from "../ui/fields";
import { ErrorNote } from "../ui/states";
import { AuthLayout } from "./AuthLayout";
import styles from "./AuthLayout.module.css";
import { register } from "./api";
import { safeRedirect } from "./redirect";
import { useSubmit } from "./useSubmit";

export function RegisterPage() {
  const { invite } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const [company, setCompany] = useState("");
  const [email, setEmail] = useState(search.get("email") ?? "");
  const [password, setPassword] = useState("");
  const [confirmation, setConfirmation] = useState("");
  const { submit, isRunning, problem } = useSubmit(async () => {
    if (password !== confirmation) {
      throw new ProblemError(422, "The two passwords differ", null, {
        password_confirmation: ["does not match password"],
      });
    }
    await register({
      ...(invite === undefined ? { company_name: company.trim() } : { invite_token: invite }),
      email: email.trim(),
      password,
      password_confirmation: confirmation,
    });
    await navigate(safeRedirect(search.get("redirect"), "/getting-started"), { replace: true });
  });
  const fields = problem?.fields ?? {};

  return (
    <AuthLayout
      title={invite === undefined ? "Create your account" : "Join your team"}
      intro={
        invite === undefined
          ? "Talk with your visitors in a minute or two."
          : "You were invited. Choose a password to start."
      }
      footer={
        <>
          Already have an account? <Link to="/login">Log in</Link>
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
        {invite === undefined ? (
          <TextField
            label="Company"
            name="company"
            autoComplete="organization"
            isRequired
            autoFocus
            value={company}
            onChange={setCompany}
            errors={fields["company_name"]}
          />
        ) : null}
        <TextField
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          isRequired
          value={email}
          onChange={setEmail}
          errors={fields["email"]}
        />
        <TextField
          label="Password"
          type="password"
          name="password"
          autoComplete="new-password"
          isRequired
          description="At least 8 characters"
          value={password}
          onChange={setPassword}
          errors={fields["password"]}
        />
        <TextField
          label="Confirm password"
          type="password"
          name="password_confirmation"
          autoComplete="new-password"
          isRequired
          value={confirmation}
          onChange={setConfirmation}
          errors={fields["password_confirmation"]}
        />
        <ErrorNote problem={problem} />
        <Button type="submit" variant="primary" block isPending={isRunning}>
          {isRunning ? "Creating…" : "Create account"}
        </Button>
      </form>
    </AuthLayout>
  );
}
