/**
 * A text for a notification, in which VS Code makes links of `[…](…)` that may run any command: what comes of a
 * setting, a name of a folder or another program must not become one.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll("](", "] (");
}
