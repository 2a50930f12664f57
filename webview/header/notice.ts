import type { ConfigChanges, PageCommand } from "../protocol.js";

/** Something a person should know of the run beside its numbers. */
export interface Notice {
  readonly id: string;
  readonly kind: "error" | "warning" | "information";
  readonly title: string;
  readonly sentences: readonly string[];
  readonly actions: readonly NoticeAction[];
  /** What putting it away is remembered by; null for what stays as long as it is true. */
  readonly dismissal: string | null;
}

export interface NoticeAction {
  readonly id: string;
  readonly label: string;
  /** A codicon's id. */
  readonly icon: string;
  readonly request: NoticeRequest;
}

/** What a click asks of the host. */
export type NoticeRequest =
  | { readonly kind: "command"; readonly command: PageCommand }
  | { readonly kind: "dataSetting" }
  | { readonly kind: "restart"; readonly changes: ConfigChanges };
