import * as vscode from "vscode";
import * as z from "zod";
import type { ExportedFile } from "../../../webview/protocol.js";
import type { everyPageRequests } from "../../../webview/requests.js";
import { mostCharacters, toldIfFailing, type RowsOf } from "./requestRow.js";
import { saveFile } from "./saveFile.js";

/** What Windows takes for a device, in any folder and with any ending. */
const deviceName = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(?:\.|$)/iu;

const fileSchema: z.ZodType<ExportedFile> = z.strictObject({
  // No folder, no device, and nothing that a person's system would run.
  name: z
    .string()
    .max(120)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._×-]*\.(?:svg|png|csv|json|md|txt)$/u)
    .refine((name) => !deviceName.test(name)),
  encoding: z.enum(["utf8", "base64"]),
  content: z.string().max(mostCharacters),
});

/** What a page's host answers itself, since only it knows of which page they are. */
export type OfHost = "ready" | "refresh" | "reportError" | "askRun" | "cancelAsking";

export const everyPageRows: RowsOf<Omit<typeof everyPageRequests, OfHost>> = {
  save: {
    schema: fileSchema,
    answer: (file, parts) => toldIfFailing(saveFile(file), false, parts),
  },
  copy: {
    schema: z.string().max(mostCharacters),
    answer: async (text) => {
      await vscode.env.clipboard.writeText(text);
      return undefined;
    },
  },
};
