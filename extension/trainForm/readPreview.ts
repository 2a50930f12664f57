import * as vscode from "vscode";
import { dataPreviewSchema, type DataPreview } from "../../model/run/dataPreview.js";
import { resolveRunConfig, type RunValues } from "../settings/settings.js";
import type { LaunchTrainer } from "../trainer/trainerProcess.js";
import { translateMessage } from "../words/translateMessage.js";
import { withoutLinks } from "../words/withoutLinks.js";

/**
 * Has a trainer read a folder's pictures, which may take minutes the first time; null where the person
 * gave up waiting. Rejects with what is wrong with the folder.
 */
export async function readPreview(
  directory: string,
  settings: RunValues,
  launch: LaunchTrainer,
): Promise<DataPreview | null> {
  const { inputSize, seed, augment } = resolveRunConfig(settings);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Reading pictures"),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const trainer = launch({
      onEvents: () => undefined,
      onSetupProgress: ({ message }) => {
        progress.report({ message: withoutLinks(translateMessage(message)) });
      },
    });
    const cancelling = token.onCancellationRequested(() => void trainer.stop());
    try {
      const preview = await trainer.api.previewData({
        ...{ directory, form: { inputSize, seed }, augment },
      });
      return dataPreviewSchema.parse(preview);
    } catch (error) {
      if (token.isCancellationRequested) return null;
      throw error;
    } finally {
      cancelling.dispose();
      void trainer.stop();
    }
  });
}
