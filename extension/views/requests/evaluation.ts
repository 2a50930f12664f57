import * as vscode from "vscode";
import * as z from "zod";
import { withoutArrays } from "../../../model/run/wireArrays.js";
import type { evaluationRequests } from "../../../webview/requests.js";
import type { CommandId } from "../../manifest.js";
import { isRunId } from "../../runs/runId.js";
import { questionKindSchema } from "../pageQuestions.js";
import { shownImageSchema } from "../shownImage.js";
import { comparableRow } from "./comparableRow.js";
import { pageCommands } from "./pageCommands.js";
import { nothing, type RowsOf } from "./requestRow.js";

const showImage: CommandId = "googlenet.showImage";

export const evaluationRows: RowsOf<typeof evaluationRequests> = {
  train: {
    schema: nothing,
    answer: async () => {
      await vscode.commands.executeCommand(pageCommands.train);
    },
  },
  lastTold: {
    schema: z.strictObject({
      kind: questionKindSchema,
      run: z.string().refine(isRunId),
      at: z.int().nonnegative().exactOptional(),
    }),
    answer: ({ kind, run, at }, { asker }) => withoutArrays(asker.lastAnswer(kind, run, at)),
  },
  comparableRuns: comparableRow,
  keptWeights: { schema: nothing, answer: (_, { asker }) => asker.keptWeights() },
  testedOverEpochs: {
    schema: nothing,
    answer: async (_, { asker }) => withoutArrays(await asker.testedOverEpochs()),
  },
  showImage: {
    schema: shownImageSchema,
    answer: async (image) => {
      await vscode.commands.executeCommand(showImage, image);
    },
  },
};
