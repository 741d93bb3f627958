import { useState } from "react";

const storageKey = "netia:details";

/** Whether the details are shown. Remembered where they have a column of their own; elsewhere they start closed. */
export function useDetailsOpen(): [boolean, (isOpen: boolean) => void] {
  const hasColumn = window.matchMedia("(min-width: 1100px)").matches;
  const [isOpen, setOpen] = useState(hasColumn && localStorage.getItem(storageKey) !== "closed");
  const change = (next: boolean) => {
    setOpen(next);
    if (hasColumn) localStorage.setItem(storageKey, next ? "open" : "closed");
  };
  return [isOpen, change];
}
