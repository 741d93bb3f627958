import type { VNode } from "preact";
import { useState } from "preact/hooks";

/** A face, or the initials when there is none. The name stands beside it, so it is silent for screen readers. */
export function Avatar({ name, photo }: { name: string; photo: string | null | undefined }): VNode {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span class="avatar" aria-hidden="true">
      {photo && photo !== broken ? (
        <img src={photo} alt="" referrerpolicy="no-referrer" onError={() => setBroken(photo)} />
      ) : (
        initials(name)
      )}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== "");
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? "?")][0]?.toUpperCase()).join("");
}
