import { useSyncExternalStore } from "react";

const phone = window.matchMedia("(max-width: 899px)");

/** True where one pane is shown at a time. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      phone.addEventListener("change", listener);
      return () => phone.removeEventListener("change", listener);
    },
    () => phone.matches,
  );
}
