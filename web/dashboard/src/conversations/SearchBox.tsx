import { Search as SearchIcon, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useWorkspace } from "../app/WorkspaceContext";
import { IconButton } from "../ui/Button";
import styles from "./ConversationList.module.css";
import type { Search } from "./useSearch";

/** The server's bound of a text to look for. */
const LONGEST = 100;

/** Searches by customer and text after a pause in typing, or at once with Enter; Escape clears. */
export function SearchBox({ search }: { search: Search }) {
  const { attention } = useWorkspace();
  const box = useRef<HTMLInputElement>(null);
  const isEmpty = search.text === "";
  const look = () => {
    if (isEmpty && document.activeElement !== box.current) attention.comeBack();
    else attention.leave();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a search that was begun or cleared, also from outside.
  useEffect(look, [isEmpty]);
  useEffect(() => () => attention.comeBack(), [attention]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") search.submit();
    if (event.key === "Escape") search.clear();
  };
  return (
    <search className={styles.search}>
      <SearchIcon size={16} aria-hidden="true" />
      <input
        ref={box}
        type="search"
        aria-label="Search conversations"
        placeholder="Search people and messages"
        maxLength={LONGEST}
        value={search.text}
        onChange={(event) => search.write(event.target.value)}
        onFocus={() => attention.leave()}
        onBlur={() => {
          if (isEmpty) attention.comeBack();
        }}
        onKeyDown={onKeyDown}
      />
      {isEmpty ? null : (
        <IconButton label="Clear the search" onPress={search.clear}>
          <X size={14} aria-hidden="true" />
        </IconButton>
      )}
    </search>
  );
}
