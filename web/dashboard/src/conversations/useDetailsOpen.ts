import { useEffect, useState } from "react";

const storageKey = "netia:details";
const column = "(min-width: 1100px)";

/** Whether the details are shown. Remembered where they have a column of their own; elsewhere they start closed. */
export function useDetailsOpen(): [boolean, (isOpen: boolean) => void] {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  useEffect(() => {
    // In a window that became narrow they would cover the thread.
    const media = window.matchMedia(column);
    const follow = () => setOpen(isOpenAtFirst());
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, []);
  const change = (next: boolean) => {
    setOpen(next);
    if (window.matchMedia(column).matches) localStorage.setItem(storageKey, next ? "open" : "closed");
  };
  return [isOpen, change];
}

function isOpenAtFirst(): boolean {
  return window.matchMedia(column).matches && localStorage.getItem(storageKey) !== "closed";
}
