import styles from "./Avatar.module.css";

interface AvatarProps {
  name: string;
  /** Decides the colour, so that the same person always looks the same. */
  seed: string;
  photoUrl?: string | null | undefined;
  size?: 20 | 24 | 28 | 32 | 36 | 56;
  isOnline?: boolean;
}

export function Avatar({ name, seed, photoUrl, size = 36, isOnline = false }: AvatarProps) {
  const hue = hueOf(seed);
  return (
    <span className={styles.avatar} style={{ width: size, height: size, fontSize: Math.round(size * 0.38) }}>
      {photoUrl ? (
        <img className={styles.photo} src={photoUrl} alt="" referrerPolicy="no-referrer" />
      ) : (
        <span className={styles.initials} style={{ "--hue": hue } as React.CSSProperties} aria-hidden="true">
          {initials(name)}
        </span>
      )}
      {isOnline ? <span className={styles.online} role="img" aria-label="Online" /> : null}
    </span>
  );
}

function initials(name: string): string {
  const words = name
    .replace(/@.*$/, "")
    .split(/[\s._-]+/)
    .filter((word) => word !== "");
  const first = words[0]?.[Symbol.iterator]().next().value ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.[Symbol.iterator]().next().value ?? "") : "";
  return (first + last).toUpperCase();
}

function hueOf(seed: string): number {
  // FNV-1a: neighbouring ids get colours far apart.
  let hash = 0x811c9dc5;
  for (const char of seed) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) % 360;
}
