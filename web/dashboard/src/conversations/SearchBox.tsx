import { Search, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { IconButton } from "../ui/Button";
import styles from "./ConversationList.module.css";

const pauseMs = 300;

/** Searches by customer and text after a pause in typing, or at once with Enter. The search is part of the address. */
export function SearchBox({ base, search }: { base: string; search: string }) {
  const navigate = useNavigate();
  const [text, setText] = useState(search);
  useEffect(() => setText(search), [search]);
  const go = (wanted: string) => {
    const query = wanted.trim();
    if (query !== search) void navigate(query === "" ? base : `${base}?q=${encodeURIComponent(query)}`);
  };
  useEffect(() => {
    if (text.trim() === search) return;
    const query = text.trim();
    const timer = window.setTimeout(
      () => void navigate(query === "" ? base : `${base}?q=${encodeURIComponent(query)}`, { replace: search !== "" }),
      pauseMs,
    );
    return () => window.clearTimeout(timer);
  }, [text, search, base, navigate]);

  return (
    <search className={styles.search}>
      <Search size={16} aria-hidden="true" />
      <input
        type="search"
        aria-label="Search conversations"
        placeholder="Search people and messages"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") go(text);
          if (event.key === "Escape") go("");
        }}
      />
      {text === "" ? null : (
        <IconButton label="Clear the search" onPress={() => go("")}>
          <X size={14} aria-hidden="true" />
        </IconButton>
      )}
    </search>
  );
}
