import * as vscode from "vscode";
import * as z from "zod";
import { runConfigSchema } from "../../../model/run/configSchema.js";
import { pageCommandIds, type ConfigChanges, type WhatIf } from "../../../webview/protocol.js";
import type { explorerRequests } from "../../../webview/requests.js";
import { pathSettings } from "../../manifest.js";
import { restartWith } from "../../runs/restart.js";
import { comparableRow } from "./comparableRow.js";
import { pageCommands } from "./pageCommands.js";
import { nodeIdSchema, nothing, toldIfFailing, type RowsOf } from "./requestRow.js";

/** A view names what is folded and put away; what is longer is none. */
const mostOfView = 20_000;

const viewSchema = z
  .record(z.string(), z.unknown())
  .refine((view) => JSON.stringify(view).length <= mostOfView);

const whatIfSchema: z.ZodType<WhatIf> = z.strictObject({
  inputSize: z.int().min(1).max(4096).nullable(),
  unreduced: z.array(nodeIdSchema).max(1000),
});

const { seed, learningRate, epochs, batchSize } = runConfigSchema.shape;
const changesSchema: z.ZodType<ConfigChanges> = z.strictObject({
  seed: seed.exactOptional(),
  learningRate: learningRate.exactOptional(),
  epochs: epochs.exactOptional(),
  batchSize: batchSize.exactOptional(),
} satisfies Record<keyof ConfigChanges, z.ZodType>);

export const explorerRows: RowsOf<typeof explorerRequests> = {
  comparableRuns: comparableRow,
  keptWeights: { schema: nothing, answer: (_, { asker }) => asker.keptWeights() },
  run: {
    schema: z.enum(pageCommandIds),
    answer: async (command) => {
      await vscode.commands.executeCommand(pageCommands[command]);
    },
  },
  openDataSetting: {
    schema: nothing,
    answer: async () => {
      const setting = pathSettings.dataDirectory;
      await vscode.commands.executeCommand("workbench.action.openSettings", setting);
    },
  },
  select: {
    schema: nodeIdSchema,
    answer: (nodeId, { selection }) => {
      selection.choose(nodeId, "page");
    },
  },
  keepView: { schema: viewSchema, answer: (view, { keptView }) => keptView.keep(view) },
  askWhatIf: {
    schema: whatIfSchema,
    answer: (whatIf, { asked }) => {
      asked.ask(whatIf);
    },
  },
  restartWith: {
    schema: changesSchema,
    answer: (changes, parts) =>
      toldIfFailing(restartWith(changes, parts.controller), undefined, parts),
  },
};
