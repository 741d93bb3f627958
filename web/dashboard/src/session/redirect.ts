/** The path to go to after signing in: only a path of this origin, never a foreign address from the query. */
export function safeRedirect(wanted: string | null, fallback: string): string {
  if (wanted === null || !wanted.startsWith("/")) return fallback;
  const here = window.location.origin;
  const target = URL.canParse(wanted, here) ? new URL(wanted, here) : null;
  // What begins with two slashes is an address again, once its dots are resolved.
  if (target === null || target.origin !== here || /^\/(\/|login)/.test(target.pathname)) return fallback;
  return target.pathname + target.search + target.hash;
}
