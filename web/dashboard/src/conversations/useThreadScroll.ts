import { useEffect, useLayoutEffect, useRef, useState } from "react";

const nearEndPx = 120;

/**
 * Keeps the thread where the reader wants it: at the end while there, on the same words when older ones are put above,
 * and undisturbed while reading further up.
 */
export function useThreadScroll(firstKey: string | null, lastKey: string | null) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef({ firstKey: null as string | null, height: 0, isAtEnd: true });
  const [isAway, setAway] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys change when the content grew above or below.
  useLayoutEffect(() => {
    const node = box.current;
    if (node === null) return;
    const { firstKey: oldFirst, height, isAtEnd } = before.current;
    const grewAbove = oldFirst !== null && oldFirst !== firstKey && !isAtEnd;
    if (grewAbove) node.scrollTop += node.scrollHeight - height;
    else if (isAtEnd) node.scrollTop = node.scrollHeight;
    before.current = { ...before.current, firstKey, height: node.scrollHeight };
  }, [firstKey, lastKey]);

  useEffect(() => {
    const node = box.current;
    if (node === null) return;
    const look = () => {
      const isAtEnd = node.scrollHeight - node.scrollTop - node.clientHeight < nearEndPx;
      before.current = { ...before.current, isAtEnd, height: node.scrollHeight };
      setAway(!isAtEnd);
    };
    // A growing composer, a picture or the typing line must not push the last message out of sight.
    const keep = new ResizeObserver(() => {
      if (before.current.isAtEnd) node.scrollTop = node.scrollHeight;
    });
    node.addEventListener("scroll", look, { passive: true });
    keep.observe(node);
    if (node.firstElementChild !== null) keep.observe(node.firstElementChild);
    return () => {
      node.removeEventListener("scroll", look);
      keep.disconnect();
    };
  }, []);

  const toEnd = () => {
    const node = box.current;
    if (node !== null) node.scrollTo({ top: node.scrollHeight });
  };
  return { box, isAway, toEnd };
}
