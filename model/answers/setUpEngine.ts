import { findDataset } from "../data/index.js";
import { requireDataFolder } from "../data/requireDataFolder.js";
import { installEngine } from "../engine/install.js";
import type { Environment } from "../engine/engine.js";
import { UsageError, UserError } from "../messages/userError.js";
import { explain, ofSetup } from "../training/failure.js";
import { defaultRunConfig } from "../run/config.js";
import type { Message } from "../messages/message.js";

export interface SetupQuestion {
  readonly engine: string;
  /** The build for NVIDIA's GPUs. */
  readonly cuda: boolean;
  /** Empty for the usual places, and a download where none has it. */
  readonly dataDirectory: string;
}

export interface SetupReport {
  readonly engine: string;
  readonly dataset: { readonly id: string; readonly title: string; readonly source: string } | null;
}

interface SetupSurroundings {
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** Told what is being done; `fraction` of it is done, where that is known. */
  readonly report: (message: Message, fraction: number | null) => void;
}

/**
 * Installs what an engine needs, and finds or fetches the data set; skips what is there. Throws a
 * UserError, and the signal's reason where it is aborted meanwhile.
 */
export async function setUpEngine(
  question: SetupQuestion,
  surroundings: SetupSurroundings,
): Promise<SetupReport> {
  try {
    return await setUp(question, surroundings);
  } catch (error) {
    if (surroundings.signal.aborted) throw surroundings.signal.reason;
    if (error instanceof UsageError) throw error;
    const { what, why, action } = explain(error, ofSetup);
    throw new UserError(what, why, action, { cause: error });
  }
}

async function setUp(
  { engine, cuda, dataDirectory }: SetupQuestion,
  { environment, signal, report }: SetupSurroundings,
): Promise<SetupReport> {
  const form = defaultRunConfig();
  const { dataset } = form;
  await requireDataFolder(dataset, dataDirectory);
  await installEngine({ engine, cuda }, environment, {
    signal,
    report: ({ message, fraction }) => report(message, fraction),
  });
  const loaded = await findDataset(dataset)?.load({
    ...{ directory: dataDirectory, form, signal, report },
  });
  if (loaded === undefined) return { engine, dataset: null };
  const { id, title, source } = loaded;
  return { engine, dataset: { id, title, source } };
}
