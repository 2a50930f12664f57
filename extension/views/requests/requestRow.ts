import type * as vscode from "vscode";
import * as z from "zod";
import type {
  RequestAnswer,
  HostApi,
  RequestInput,
  PageRequests,
} from "../../../webview/requests.js";
import type { AskedWhatIf } from "../../askedWhatIf.js";
import { notify } from "../../notify.js";
import type { RunController } from "../../runs/runController.js";
import type { RunStorage } from "../../runs/runStorage.js";
import type { Asker } from "../../runs/asker.js";
import type { Selection } from "../../selection.js";
import type { KeptView } from "./keptView.js";

/** What requests are answered with. */
export interface RequestParts {
  readonly storage: Pick<RunStorage, "curves" | "list" | "directory">;
  readonly controller: Pick<RunController, "activeRunId" | "shownConfig" | "start" | "stopAndWait">;
  readonly selection: Selection;
  readonly asked: AskedWhatIf;
  readonly keptView: KeptView;
  readonly asker: Pick<Asker, "ask" | "keptWeights" | "lastAnswer" | "testedOverEpochs">;
  readonly log: vscode.LogOutputChannel;
}

/** A request as the host sees it: what is let in, and what it is answered. */
export interface RequestRow<Input, Answer> {
  readonly schema: z.ZodType<Input>;
  answer(input: Input, parts: RequestParts): Answer | Promise<Answer>;
}

/** One row for each request of a page; the compiler lists what is missing. */
export type RowsOf<R extends PageRequests> = {
  readonly [K in keyof R]: RequestRow<RequestInput<R[K]>, RequestAnswer<R[K]>>;
};

/** For a request that takes nothing. */
export const nothing = z.undefined();

const mostOfId = 200;

export const nodeIdSchema = z.string().min(1).max(mostOfId);

/** As much as a page may hand over in one text. */
export const mostCharacters = 64 * 1024 * 1024;

/** What the rows answer; requests are checked, since a page is no part of the host that can be trusted. */
export function answersOf<R extends PageRequests>(
  rows: RowsOf<R>,
  parts: RequestParts,
): HostApi<R> {
  const answers = Object.entries<RequestRow<unknown, unknown>>(rows).map(([name, row]) => [
    name,
    async (input: unknown) => row.answer(await row.schema.parseAsync(input), parts),
  ]);
  // SAFETY: one function a row, which takes and answers what its row does: both types are made of `R`.
  return Object.fromEntries(answers) as HostApi<R>;
}

/** What fails is told by a box of VS Code, not by the page. */
export async function toldIfFailing<T>(
  work: Promise<T>,
  otherwise: T,
  { log }: Pick<RequestParts, "log">,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    void notify(error, log);
    return otherwise;
  }
}
