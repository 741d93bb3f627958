import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { User } from "../conversations/types";
import { asProblem } from "../http/problem";
import { Avatar } from "../ui/Avatar";
import { SaveStatus, useAutosave } from "../ui/autosave";
import { TextField } from "../ui/fields";
import styles from "../ui/page.module.css";
import { ErrorState, FormSkeleton } from "../ui/states";
import { fetchProfile, type ProfileFields, updateProfile } from "./api";
import { BrowserAlerts } from "./BrowserAlerts";
import { MailAlerts } from "./MailAlerts";

export function ProfilePage() {
  const profile = useQuery({ queryKey: ["profile"], queryFn: fetchProfile });
  return (
    <div className={styles.page}>
      {profile.isError ? (
        <ErrorState
          what="Your profile could not be loaded"
          problem={asProblem(profile.error)}
          onRetry={() => void profile.refetch()}
        />
      ) : profile.data === undefined ? (
        <FormSkeleton />
      ) : (
        <>
          <ProfileForm user={profile.data} />
          <MailAlerts />
          <BrowserAlerts />
        </>
      )}
    </div>
  );
}

function ProfileForm({ user }: { user: User }) {
  const queries = useQueryClient();
  const { full_name = null, display_name = null, profile_photo_url = null } = user;
  const form = useAutosave<ProfileFields>({ full_name, display_name, profile_photo_url }, async (changed) => {
    queries.setQueryData(["profile"], await updateProfile(changed));
    await queries.invalidateQueries({ queryKey: ["users"] });
  });
  const { values, change, state, problem } = form;
  const fields = problem?.fields ?? {};
  const name = values.display_name || values.full_name || user.email;
  return (
    <>
      <header className={styles.head}>
        <div>
          <h1 className={styles.title}>My profile</h1>
          <p className={styles.intro}>How teammates and visitors see you.</p>
        </div>
        <SaveStatus state={state} problem={problem} onRetry={() => void form.flush()} />
      </header>
      <section className={styles.section}>
        <div className={styles.pair}>
          <TextField
            label="Full name"
            autoComplete="name"
            value={values.full_name ?? ""}
            onChange={(value) => change({ full_name: value })}
            onBlur={() => void form.flush()}
            errors={fields["full_name"]}
          />
          <TextField
            label="Display name"
            description="Visitors see this one"
            value={values.display_name ?? ""}
            onChange={(value) => change({ display_name: value })}
            onBlur={() => void form.flush()}
            errors={fields["display_name"]}
          />
        </div>
        <div className={styles.withPicture}>
          <Avatar name={name} seed={`user:${user.id}`} photoUrl={values.profile_photo_url} size={56} />
          <TextField
            label="Address of your photo"
            type="url"
            placeholder="https://"
            value={values.profile_photo_url ?? ""}
            onChange={(value) => change({ profile_photo_url: value === "" ? null : value })}
            onBlur={() => void form.flush()}
            errors={fields["profile_photo_url"]}
          />
        </div>
        <TextField label="E-mail" type="email" isReadOnly value={user.email} />
      </section>
    </>
  );
}
