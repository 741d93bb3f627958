import { useEffect, useState } from "react";
import { NavigationType, useNavigate, useNavigationType, useSearchParams } from "react-router";

const pauseMs = 300;

export interface Search {
  /** What stands in the box; what is searched for follows after a pause in typing. */
  text: string;
  write: (text: string) => void;
  /** Searches at once. */
  submit: () => void;
  clear: () => void;
}

/**
 * The search as part of the address, so that it survives a reload. Typing changes nothing else of the address: the
 * conversation that is open stays open, and none is opened.
 */
export function useSearch(): Search {
  const navigate = useNavigate();
  const navigationType = useNavigationType();
  const [params] = useSearchParams();
  const asked = params.get("q") ?? "";
  const [text, setText] = useState(asked);

  // Our own changes replace the address and come back late: taking them over would undo what was typed meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another search is a reason to change the text.
  useEffect(() => {
    if (navigationType !== NavigationType.Replace) setText(asked);
  }, [asked]);

  const ask = (query: string) => {
    const search = query === "" ? "" : `?q=${encodeURIComponent(query)}`;
    if (query !== asked) void navigate({ search }, { replace: true });
  };
  const query = text.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another render is no reason to wait anew.
  useEffect(() => {
    if (query === asked) return;
    const timer = window.setTimeout(() => ask(query), pauseMs);
    return () => window.clearTimeout(timer);
  }, [query, asked]);

  return {
    text,
    write: setText,
    submit: () => ask(query),
    clear: () => {
      setText("");
      ask("");
    },
  };
}
